import { readForm } from '$lib/auth/read-form.ts';
import { forgetSession } from '$lib/auth/request-client.ts';
import { safeReturnPath } from '$lib/auth/safe-return-path.ts';
import { redirect } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** Ends this browser's session. POST only, so that no link or image can sign a user out. */
export const POST: RequestHandler = async (event) => {
	const next = (await readForm(event)).get('next');
	const { error } = await event.locals.supabase.auth.signOut({ scope: 'local' });
	if (error) {
		console.error('The session was not ended at the Auth server:', error.code ?? error.name);
		// Sign out here even if the Auth server is unreachable.
		forgetSession(event, event.locals.project);
	}
	redirect(303, safeReturnPath(typeof next === 'string' ? next : null));
};

import { readForm } from '$lib/auth/read-form.ts';
import { forgetSession } from '$lib/auth/request-client.ts';
import { safeReturnPath } from '$lib/auth/safe-return-path.ts';
import { redirect } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** Ends the session of this browser. POST only, so that no link or image can sign anybody out. */
export const POST: RequestHandler = async (event) => {
	const next = (await readForm(event)).get('next');
	const { error } = await event.locals.supabase.auth.signOut({ scope: 'local' });
	if (error) {
		console.error('The session was not ended at the Auth server:', error.code ?? error.name);
		// Whoever signs out is signed out, also while the Auth server cannot be reached.
		forgetSession(event, event.locals.project);
	}
	redirect(303, safeReturnPath(typeof next === 'string' ? next : null));
};

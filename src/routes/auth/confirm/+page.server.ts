import { explainAuthError } from '$lib/auth/explain-auth-error.ts';
import { safeReturnPath } from '$lib/auth/safe-return-path.ts';
import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import type { PageServerLoad } from './$types';

const confirmLink = z.object({
	token_hash: z.string().min(1).max(1000),
	type: z.enum(['signup', 'email', 'recovery', 'email_change', 'invite', 'magiclink'])
});

/** The links in our e-mails end here: the token becomes a session in the app's own cookies. */
export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	// The address holds the token: no other site and no cache may learn it.
	setHeaders({ 'referrer-policy': 'no-referrer' });

	const link = confirmLink.safeParse(Object.fromEntries(url.searchParams));
	if (!link.success) {
		return { problem: 'This link is not complete. Copy all of it from the message, or ask again.' };
	}
	const { error } = await locals.supabase.auth.verifyOtp(link.data);
	if (error) return { problem: explainAuthError(error) };
	redirect(303, safeReturnPath(url.searchParams.get('next')));
};

import { readConfirmLink } from '$lib/auth/confirm-link.ts';
import { explainAuthError, refusalStatus } from '$lib/auth/explain-auth-error.ts';
import { readForm } from '$lib/auth/read-form.ts';
import type { RequestClient } from '$lib/auth/request-client.ts';
import { takeReturnPath } from '$lib/auth/return-path.ts';
import { safeReturnPath } from '$lib/auth/safe-return-path.ts';
import { keepAddressPrivate } from '$lib/security/token-address.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

/**
 * The page that the links in our e-mails open. Loading it neither consumes the token nor signs anyone in:
 * mail scanners follow links, and a stranger's link must not replace a visitor's session.
 */
export const load: PageServerLoad = (event) => {
	keepAddressPrivate(event);
	const link = readConfirmLink(event.url.searchParams);
	const { confirm } = event.locals.language.texts;
	return link ? { type: link.type, confirm } : { problem: confirm.incomplete, confirm };
};

export const actions: Actions = {
	/** Exchanges the token for a session, which replaces the current one. */
	default: async ({ cookies, locals, request, url }) => {
		const { texts } = locals.language;
		const link = readConfirmLink(url.searchParams);
		if (!link) return fail(400, { problem: texts.confirm.incomplete });
		// A user who signed in after the page loaded has not confirmed to be signed out.
		const confirmed = (await readForm({ locals, request })).get('signed_in_as');
		if (locals.user && locals.user.id !== confirmed) return fail(409, { user: locals.user });

		const former = await locals.supabase.auth.getSession();
		const { data, error } = await locals.supabase.auth.verifyOtp(link);
		if (error)
			return fail(refusalStatus(error), { problem: explainAuthError(error, texts.refusals) });
		// A change of address that the other address must confirm too creates no session.
		if (!data.session) return { isHalfDone: true };

		if (former.data.session) await end(former.data.session.access_token, locals.supabase);
		// A password link carries its form's path; the others lead to the remembered destination.
		const next = safeReturnPath(url.searchParams.get('next'));
		redirect(303, next === '/' ? takeReturnPath(cookies) : next);
	}
};

/** Revokes the replaced session, which no browser holds any more. */
async function end(accessToken: string, supabase: RequestClient): Promise<void> {
	const { error } = await supabase.auth.admin.signOut(accessToken, 'local');
	if (error) console.error('The former session was not ended:', error.code ?? error.name);
}

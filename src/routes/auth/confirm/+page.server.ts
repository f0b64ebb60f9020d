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
 * Where the links in our mails end. It uses nothing up and signs nobody in: mail scanners follow links,
 * and a stranger's link must not replace the session of who follows it.
 */
export const load: PageServerLoad = (event) => {
	keepAddressPrivate(event);
	const link = readConfirmLink(event.url.searchParams);
	const { confirm } = event.locals.language.texts;
	return link ? { type: link.type, confirm } : { problem: confirm.incomplete, confirm };
};

export const actions: Actions = {
	/** The button of the page: the token becomes a session, in the place of the one there was. */
	default: async ({ cookies, locals, request, url }) => {
		const { texts } = locals.language;
		const link = readConfirmLink(url.searchParams);
		if (!link) return fail(400, { problem: texts.confirm.incomplete });
		// Somebody who has signed in since the page was shown has not been asked yet.
		const asked = (await readForm({ locals, request })).get('signed_in_as');
		if (locals.user && locals.user.id !== asked) return fail(409, { user: locals.user });

		const former = await locals.supabase.auth.getSession();
		const { data, error } = await locals.supabase.auth.verifyOtp(link);
		if (error)
			return fail(refusalStatus(error), { problem: explainAuthError(error, texts.refusals) });
		// A change of address that the other address has to confirm, too, signs nobody in.
		if (!data.session) return { isHalfDone: true };

		if (former.data.session) await end(former.data.session.access_token, locals.supabase);
		// A link for a new password leads to the form for it, the others where somebody wanted to go.
		const next = safeReturnPath(url.searchParams.get('next'));
		redirect(303, next === '/' ? takeReturnPath(cookies) : next);
	}
};

/** Ends a session that no browser has any more. */
async function end(accessToken: string, supabase: RequestClient): Promise<void> {
	const { error } = await supabase.auth.admin.signOut(accessToken, 'local');
	if (error) console.error('The former session was not ended:', error.code ?? error.name);
}

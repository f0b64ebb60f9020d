import { checkForm, forgotPasswordForm, refuse } from '$lib/auth/account-forms.ts';
import { explainAuthError } from '$lib/auth/explain-auth-error.ts';
import { readForm } from '$lib/auth/read-form.ts';
import { safeReturnPath } from '$lib/auth/safe-return-path.ts';
import { fail } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({
	next: safeReturnPath(url.searchParams.get('next'))
});

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const { data, refusal } = checkForm(forgotPasswordForm, await readForm(request));
		if (refusal) return fail(400, refusal);

		const { error } = await locals.supabase.auth.resetPasswordForEmail(data.email);
		// Only what says nothing about the account is told: no answer from the server. A limit on
		// mails is counted for each address, so even "too many mails" would tell that it exists.
		if (error?.name === 'AuthRetryableFetchError') {
			return fail(503, refuse(data.email, explainAuthError(error)));
		}
		if (error) console.error('The password reset mail was not sent:', error.code ?? error.status);
		return { sentTo: data.email };
	}
};

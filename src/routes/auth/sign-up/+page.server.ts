import { checkForm, refuse, signUpForm } from '$lib/auth/account-forms.ts';
import { explainAuthError, refusalStatus } from '$lib/auth/explain-auth-error.ts';
import { readForm } from '$lib/auth/read-form.ts';
import { safeReturnPath } from '$lib/auth/safe-return-path.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
	const next = safeReturnPath(url.searchParams.get('next'));
	if (locals.user) redirect(303, next);
	return { next };
};

export const actions: Actions = {
	default: async ({ locals, request, url }) => {
		const { data, refusal } = checkForm(signUpForm, await readForm(request));
		if (refusal) return fail(400, refusal);

		const { data: account, error } = await locals.supabase.auth.signUp(data);
		if (error) {
			return fail(refusalStatus(error), refuse(data.email, explainAuthError(error)));
		}
		// Without a session the project asks to confirm the e-mail first. The answer is the same for
		// an address that has an account already, so that nobody learns who has one.
		if (!account.session) return { sentTo: data.email };
		redirect(303, safeReturnPath(url.searchParams.get('next')));
	}
};

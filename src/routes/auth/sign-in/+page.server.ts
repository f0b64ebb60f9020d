import { checkForm, refuse, signInForm } from '$lib/auth/account-forms.ts';
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
		const { data, refusal } = checkForm(signInForm, await readForm(request));
		if (refusal) return fail(400, refusal);

		const { error } = await locals.supabase.auth.signInWithPassword(data);
		if (error) {
			return fail(refusalStatus(error), refuse(data.email, explainAuthError(error)));
		}
		redirect(303, safeReturnPath(url.searchParams.get('next')));
	}
};

import { checkForm, refuse, signInForm } from '$lib/auth/account-forms.ts';
import { explainSignInRefusal } from '$lib/auth/explain-auth-error.ts';
import { readForm } from '$lib/auth/read-form.ts';
import { safeReturnPath } from '$lib/auth/safe-return-path.ts';
import { PASSWORD_TIME_MS, startSteadyTime } from '$lib/auth/steady-time.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
	const next = safeReturnPath(url.searchParams.get('next'));
	if (locals.user) redirect(303, next);
	return { next };
};

export const actions: Actions = {
	default: async ({ locals, request, url }) => {
		const texts = locals.language.texts.refusals;
		const submitted = await readForm({ locals, request });
		const { data, refusal } = checkForm(signInForm, submitted, texts);
		if (refusal) return fail(400, refusal);

		const endPeriod = startSteadyTime(PASSWORD_TIME_MS);
		const { error } = await locals.supabase.auth.signInWithPassword(data);
		if (!error) redirect(303, safeReturnPath(url.searchParams.get('next')));

		await endPeriod();
		const { status, words } = explainSignInRefusal(error, texts);
		return fail(status, refuse(data.email, words));
	}
};

import { checkForm, refuse, signUpForm } from '$lib/auth/account-forms.ts';
import {
	explainAuthError,
	isSilentOnAccount,
	refusalStatus
} from '$lib/auth/explain-auth-error.ts';
import { readForm } from '$lib/auth/read-form.ts';
import { keepReturnPath } from '$lib/auth/return-path.ts';
import { safeReturnPath } from '$lib/auth/safe-return-path.ts';
import { MAIL_TIME_MS, startSteadyTime } from '$lib/auth/steady-time.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
	const next = safeReturnPath(url.searchParams.get('next'));
	if (locals.user) redirect(303, next);
	return { next };
};

export const actions: Actions = {
	default: async ({ cookies, locals, request, url }) => {
		const texts = locals.language.texts.refusals;
		const submitted = await readForm({ locals, request });
		const { data, refusal } = checkForm(signUpForm, submitted, texts);
		if (refusal) return fail(400, refusal);

		const endPeriod = startSteadyTime(MAIL_TIME_MS);
		const { data: account, error } = await locals.supabase.auth.signUp(data);
		if (account.session) redirect(303, safeReturnPath(url.searchParams.get('next')));

		await endPeriod();
		// Without e-mail confirmation a new account is signed in at once, so signing up always reveals
		// whether the address is taken: only confirmation keeps that secret.
		const isTaken = error?.code === 'user_already_exists' || error?.code === 'email_exists';
		if (error && (isTaken || isSilentOnAccount(error))) {
			return fail(refusalStatus(error), refuse(data.email, explainAuthError(error, texts)));
		}
		// Any other error comes from sending the e-mail, which only a new account gets: do not reveal it.
		if (error) console.error('The confirmation mail was not sent:', error.code ?? error.status);
		keepReturnPath(cookies, url.searchParams.get('next'));
		return { sentTo: data.email };
	}
};

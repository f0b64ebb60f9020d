import { checkForm, forgotPasswordForm, refuse } from '$lib/auth/account-forms.ts';
import { explainAuthError, isUnreachable, type AuthFailure } from '$lib/auth/explain-auth-error.ts';
import { readForm } from '$lib/auth/read-form.ts';
import type { RequestClient } from '$lib/auth/request-client.ts';
import { keepReturnPath } from '$lib/auth/return-path.ts';
import { safeReturnPath } from '$lib/auth/safe-return-path.ts';
import { MAIL_TIME_MS, startSteadyTime } from '$lib/auth/steady-time.ts';
import { fail } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({
	next: safeReturnPath(url.searchParams.get('next'))
});

export const actions: Actions = {
	default: async ({ cookies, locals, request, url }) => {
		const texts = locals.language.texts.refusals;
		const submitted = await readForm({ locals, request });
		const { data, refusal } = checkForm(forgotPasswordForm, submitted, texts);
		if (refusal) return fail(400, refusal);

		const endPeriod = startSteadyTime(MAIL_TIME_MS);
		let failure: AuthFailure | undefined;
		void sendMail(locals.supabase, data.email).catch((cause: AuthFailure) => {
			failure = cause;
			const { code, status, name } = cause;
			console.error('The password reset mail was not sent:', code ?? (status || name));
		});
		// Do not wait for the e-mail: only an address with an account gets one.
		await endPeriod();
		// Report only an unreachable server, which reveals nothing about the account. E-mail limits
		// count per address, so even "too many emails" would reveal that it exists.
		if (failure && isUnreachable(failure)) {
			return fail(503, refuse(data.email, explainAuthError(failure, texts)));
		}
		keepReturnPath(cookies, url.searchParams.get('next'));
		return { sentTo: data.email };
	}
};

/** Sends the link for a new password, if there is an account. @throws the error of Supabase Auth */
async function sendMail(supabase: RequestClient, email: string): Promise<void> {
	const { error } = await supabase.auth.resetPasswordForEmail(email);
	if (error) throw error;
}

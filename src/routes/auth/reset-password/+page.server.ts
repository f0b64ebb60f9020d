import { checkForm, refuse, resetPasswordForm } from '$lib/auth/account-forms.ts';
import { explainAuthError, refusalStatus } from '$lib/auth/explain-auth-error.ts';
import { readForm } from '$lib/auth/read-form.ts';
import { takeReturnPath } from '$lib/auth/return-path.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions } from './$types';

export const actions: Actions = {
	default: async ({ cookies, locals, request }) => {
		if (!locals.user) redirect(303, '/auth/reset-password');
		const texts = locals.language.texts.refusals;
		const submitted = await readForm({ locals, request });
		const { data, refusal } = checkForm(resetPasswordForm, submitted, texts);
		if (refusal) return fail(400, refusal);

		const { error } = await locals.supabase.auth.updateUser({ password: data.password });
		if (error) return fail(refusalStatus(error), refuse('', explainAuthError(error, texts)));

		// Sign out everyone who knew the old password. A failure here must not look as if the new
		// password was not saved.
		const others = await locals.supabase.auth.signOut({ scope: 'others' });
		if (others.error) console.error('Other sessions were not ended:', others.error.code);
		redirect(303, takeReturnPath(cookies));
	}
};

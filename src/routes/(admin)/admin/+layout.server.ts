import { isSupportAdmin } from '$lib/auth/support-admin.ts';
import { readAcceptLanguage } from '$lib/support-chat/languages/accept-language.ts';
import { error, redirect } from '@sveltejs/kit';
import type { LayoutServerLoad } from './$types';

/** Shows the way to who may not be here. What anyone may read and write is decided by Postgres. */
export const load: LayoutServerLoad = async ({ locals, request, untrack, url }) => {
	const { user } = locals;
	if (!user) {
		const here = untrack(() => url.pathname + url.search);
		redirect(303, `/auth/sign-in?next=${encodeURIComponent(here)}`);
	}
	if (!(await isSupportAdmin(locals.supabase, user.id))) {
		error(403, 'Only support admins can open the inbox.');
	}
	return { user, languages: readAcceptLanguage(request.headers.get('accept-language')) };
};

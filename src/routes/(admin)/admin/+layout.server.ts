import { loadAdmin } from '$lib/support-chat/inbox/load-pages';
import { readAcceptLanguage } from '$lib/support-chat/languages/accept-language';
import { loadInboxLanguage } from '$lib/support-chat/languages/catalogue';
import { error, redirect } from '@sveltejs/kit';
import type { LayoutServerLoad } from './$types';
import { signInHref } from './host';
import { readProject } from './project.server';

/** Redirects visitors to sign-in and refuses non-admins. Postgres decides what a user may read and write. */
export const load: LayoutServerLoad = async ({ locals, request, untrack, url }) => {
	const { supabase, user } = locals;
	if (!user) {
		const here = untrack(() => url.pathname + url.search);
		redirect(303, signInHref(here));
	}

	const languages = readAcceptLanguage(request.headers.get('accept-language'));
	const admin = await loadAdmin(supabase, user.id);
	if (!admin) error(403, (await loadInboxLanguage(languages)).inbox.adminsOnly);

	return {
		project: readProject(),
		user: { id: user.id, email: user.email },
		admin,
		languages
	};
};

import { archiveByForm, loadChat, restoreByForm } from '$lib/support-chat/inbox/load-pages';
import { loadInboxLanguage } from '$lib/support-chat/languages/catalogue';
import { error, fail } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, parent }) => {
	const { languages } = await parent();
	const found = await loadChat(locals.supabase, params.chat);
	if (!found) error(404, (await loadInboxLanguage(languages)).inbox.noSuchChat);
	return found;
};

// Only without JavaScript; with it, the browser calls the database directly.
export const actions: Actions = {
	archive: async ({ locals, params, request }) => {
		const failure = await archiveByForm(locals.supabase, params.chat, request);
		if (failure) return fail(failure.status, { problem: failure.problem });
	},
	restore: async ({ locals, params }) => {
		const failure = await restoreByForm(locals.supabase, params.chat);
		if (failure) return fail(failure.status, { problem: failure.problem });
	}
};

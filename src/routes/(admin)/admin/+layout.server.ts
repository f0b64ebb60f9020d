import { findSupportAdmin } from '$lib/auth/support-admin.ts';
import { readInboxAddress } from '$lib/support-chat/inbox/inbox-address.ts';
import { readAcceptLanguage } from '$lib/support-chat/languages/accept-language.ts';
import { InboxTransport } from '$lib/support-chat/supabase/transports/inbox-transport.ts';
import { error, redirect } from '@sveltejs/kit';
import type { LayoutServerLoad } from './$types';

/** Redirects visitors to sign-in and refuses non-admins. Postgres decides what a user may read and write. */
export const load: LayoutServerLoad = async ({ locals, request, untrack, url }) => {
	const { user } = locals;
	if (!user) {
		const here = untrack(() => url.pathname + url.search);
		redirect(303, `/auth/sign-in?next=${encodeURIComponent(here)}`);
	}
	const admin = await findSupportAdmin(locals.supabase, user.id);
	if (!admin) {
		error(403, locals.language.texts.errors.adminsOnly);
	}
	// Reload the list for another tab only: "Load more" has already read the chats when it changes the
	// address, and opening a chat leaves the list as it is.
	url.searchParams.get('tab');
	const { tab, shown } = untrack(() => readInboxAddress(url.searchParams));
	const first = await new InboxTransport(locals.supabase).listChats({
		archived: tab === 'archived',
		limit: shown
	});
	const languages = readAcceptLanguage(request.headers.get('accept-language'));
	return { user, admin, first, languages };
};

import { loadList } from '$lib/support-chat/inbox/load-pages';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, parent, untrack, url }) => {
	// Without a user the parent redirects.
	if (!locals.user) await parent();
	const admin = parent().then((data) => data.admin);
	// Reload the list for another tab or filter only: "Load more" has already read the chats when it changes the
	// address, and opening a chat leaves the list as it is.
	url.searchParams.get('tab');
	url.searchParams.get('filter');
	const first = untrack(() => loadList(locals.supabase, url.searchParams, admin));
	// Read at the same time as the admin, whose refusal is the answer to everybody else.
	first.catch(() => {});
	await admin;
	return { first: await first };
};

import { loadList } from '$lib/support-chat/inbox/load-pages';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, parent, untrack, url }) => {
	const { admin } = await parent();
	// Reload the list for another tab or filter only: "Load more" has already read the chats when it changes the
	// address, and opening a chat leaves the list as it is.
	url.searchParams.get('tab');
	url.searchParams.get('filter');
	return { first: await untrack(() => loadList(locals.supabase, url.searchParams, admin)) };
};

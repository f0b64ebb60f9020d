import { readInboxAddress } from '$lib/support-chat/inbox/inbox-address.ts';
import { InboxTransport } from '$lib/support-chat/supabase/inbox-transport.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, untrack, url }) => {
	await parent();
	// Another tab is another list. More chats are not: "Load more" has read them already when it
	// changes the address.
	url.searchParams.get('tab');
	const address = untrack(() => readInboxAddress(url.searchParams));
	const first = await new InboxTransport(locals.supabase).listChats({
		archived: address.tab === 'archived',
		limit: address.shown
	});
	return { address, first };
};

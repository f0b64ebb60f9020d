import { readInboxAddress } from '$lib/support-chat/inbox/inbox-address.ts';
import { InboxTransport } from '$lib/support-chat/supabase/inbox-transport.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, url }) => {
	await parent();
	const address = readInboxAddress(url.searchParams);
	const first = await new InboxTransport(locals.supabase).listChats({
		archived: address.tab === 'archived',
		limit: address.shown
	});
	return { address, first };
};

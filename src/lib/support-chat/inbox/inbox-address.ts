/** Where the app mounts the inbox. */
export const INBOX_PATH = '/admin';
/** Chats that "Load more" adds. */
export const CHATS_A_PAGE = 25;
/** Addresses ask for no more than this at once. */
export const MAX_CHATS_SHOWN = 500;

/** The list as an address describes it, so that reload, back and a shared link give the same one. */
export interface InboxAddress {
	tab: 'active' | 'archived';
	/** How many chats are shown. */
	shown: number;
}

/** Reads the list's part of an address. Anything unknown counts as not said. */
export function readInboxAddress(params: URLSearchParams): InboxAddress {
	const asked = Number(params.get('shown'));
	const whole = Number.isSafeInteger(asked) ? asked : CHATS_A_PAGE;
	return {
		tab: params.get('tab') === 'archived' ? 'archived' : 'active',
		shown: Math.min(Math.max(whole, CHATS_A_PAGE), MAX_CHATS_SHOWN)
	};
}

/** The address of the list, or of a chat that was opened from it. */
export function inboxHref({ tab, shown }: InboxAddress, chatId?: string): string {
	const params = inboxParams({ tab, shown });
	const query = params.size > 0 ? `?${params}` : '';
	return `${INBOX_PATH}${chatId ? `/${chatId}` : ''}${query}`;
}

/** The list's part of an address; what is usual is left out. */
export function inboxParams({ tab, shown }: InboxAddress): URLSearchParams {
	const params = new URLSearchParams();
	if (tab === 'archived') params.set('tab', tab);
	if (shown !== CHATS_A_PAGE) params.set('shown', String(shown));
	return params;
}

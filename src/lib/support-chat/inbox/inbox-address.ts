import { CHAT_FILTERS, type ChatFilter } from '../core/chat-filter.ts';

/** Chats that "Load more" adds. */
export const CHATS_A_PAGE = 25;
/** Maximum number of chats that an address shows. */
export const MAX_CHATS_SHOWN = 500;
/** Maximum length of a query, in UTF-16 code units; longer ones are truncated. */
export const MAX_QUERY_LENGTH = 200;

/** The list as described by an address, so that reload, Back and a shared link show the same one. */
export interface InboxAddress {
	tab: 'active' | 'archived';
	/** Which chats of the tab are listed. */
	filter: ChatFilter;
	/** How many chats are shown. */
	shown: number;
	/** The search query, whose results replace the list; '' for none. */
	query: string;
}

/** The list as a path without parameters shows it. */
export const FIRST_ADDRESS: InboxAddress = {
	tab: 'active',
	filter: 'all',
	shown: CHATS_A_PAGE,
	query: ''
};

/** Whether a part of an address has the form of a chat's id, a UUID. Others find no chat. */
export function isChatId(text: string): boolean {
	return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);
}

/** Whether two addresses show the same list, however long. */
export function isSameList(a: InboxAddress, b: InboxAddress): boolean {
	return a.tab === b.tab && a.filter === b.filter;
}

/** Reads the list's part of an address. Unknown values become the defaults. */
export function readInboxAddress(params: URLSearchParams): InboxAddress {
	const asked = Number(params.get('shown'));
	const whole = Number.isSafeInteger(asked) ? asked : CHATS_A_PAGE;
	return {
		tab: params.get('tab') === 'archived' ? 'archived' : 'active',
		filter: CHAT_FILTERS.find((each) => each === params.get('filter')) ?? 'all',
		shown: Math.min(Math.max(whole, CHATS_A_PAGE), MAX_CHATS_SHOWN),
		query: (params.get('q') ?? '').slice(0, MAX_QUERY_LENGTH)
	};
}

/** The `seq` of the message that an address of a chat points at; null for its newest. */
export function readMessagePlace(params: URLSearchParams): number | null {
	const seq = Number(params.get('at'));
	return Number.isSafeInteger(seq) && seq > 0 ? seq : null;
}

/**
 * The path of the list, or of a chat that was opened from it, within an `InboxPlace`.
 *
 * @param at points at one of the chat's messages, by its `seq`
 */
export function inboxPath(address: InboxAddress, chatId?: string, at?: number): string {
	const params = inboxParams(address);
	if (at) params.set('at', String(at));
	const query = params.toString();
	return `/${encodeURIComponent(chatId ?? '')}${query && `?${query}`}`;
}

/** The list's part of an address, without the defaults. */
export function inboxParams({ tab, filter, shown, query }: InboxAddress): URLSearchParams {
	const params = new URLSearchParams();
	if (tab === 'archived') params.set('tab', tab);
	if (filter !== 'all') params.set('filter', filter);
	if (shown !== CHATS_A_PAGE) params.set('shown', String(shown));
	if (query) params.set('q', query);
	return params;
}

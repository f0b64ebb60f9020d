import type { ChatFilter } from '../../core/chat-filter.ts';
import type { ChatSummary } from '../../core/chat-summary.ts';
import type { ChatClient } from '../chat-client.ts';
import { dataOf } from '../errors.ts';
import { toChatSummary } from '../rows.ts';
import { cursorOf, pageOf, parseCursor, type PageCursor } from './page-cursor.ts';

/** Where the next page of chats starts: after the last chat of the previous page, as text for a URL. */
export type InboxCursor = PageCursor;

export interface InboxPage {
	/** Sorted by the last message, newest first; those who wait with the longest waiting first. */
	chats: ChatSummary[];
	/** Null on the last page. */
	next: InboxCursor | null;
}

export interface InboxQuery {
	archived: boolean;
	/** Default 'all'. */
	filter?: ChatFilter;
	/** Public id of the admin whose chats the filter 'mine' lists. */
	adminId?: string;
	/** `next` of the previous page; the first page if omitted. */
	before?: InboxCursor | null;
	/** Default 30. */
	limit?: number;
	signal?: AbortSignal;
}

/** One page of the chats of a filter. @throws ChatError */
export function listChats(client: ChatClient, query: InboxQuery): Promise<InboxPage> {
	return query.filter === 'waiting' ? listWaiting(client, query) : listNewest(client, query);
}

/** The newest message first. */
async function listNewest(client: ChatClient, query: InboxQuery): Promise<InboxPage> {
	const { archived, filter, adminId, before, limit = 30, signal } = query;
	let request = chatRows(client).eq('archived', archived).gt('message_count', 0);
	if (filter === 'mine') request = request.eq('assigned_admin_id', adminId!);
	if (filter === 'unassigned') request = request.is('assigned_admin_id', null);
	if (before) {
		const { time, id } = parseCursor(before);
		// `lte` uses the index; the id breaks ties between chats of the same instant.
		request = request.lte('last_message_at', time).or(`last_message_at.lt."${time}",id.lt."${id}"`);
	}
	request = request
		.order('last_message_at', { ascending: false })
		.order('id', { ascending: false })
		.limit(limit + 1);
	if (signal) request = request.abortSignal(signal);
	const { page, next } = pageOf(dataOf(await request), limit, (row) =>
		cursorOf(row.last_message_at, row.id)
	);
	return { chats: page.map(toChatSummary), next };
}

/** The longest waiting first. */
async function listWaiting(client: ChatClient, query: InboxQuery): Promise<InboxPage> {
	const { archived, before, limit = 30, signal } = query;
	let request = chatRows(client).eq('archived', archived).not('waiting_since', 'is', null);
	if (before) {
		const { time, id } = parseCursor(before);
		request = request.gte('waiting_since', time).or(`waiting_since.gt."${time}",id.gt."${id}"`);
	}
	request = request
		.order('waiting_since')
		.order('id')
		.limit(limit + 1);
	if (signal) request = request.abortSignal(signal);
	const { page, next } = pageOf(dataOf(await request), limit, (row) =>
		cursorOf(row.waiting_since!, row.id)
	);
	return { chats: page.map(toChatSummary), next };
}

/** The rows of all chats, to be filtered. */
export function chatRows(client: ChatClient) {
	return client
		.from('support_chat_list')
		.select(
			'id, user_id, user_email, last_message_at, last_message_preview, last_message_sender, last_message_admin_id, last_message_sender_name, message_count, unread, archived, guest_name, user_name, waiting_since, assigned_admin_id, blocked'
		);
}

import type { MessageHit, SnippetPart } from '../../core/search.ts';
import { withoutCutCharacter } from '../../core/text/graphemes.ts';
import { sanitizeDisplayText } from '../../core/text/sanitize-display-text.ts';
import type { ChatClient } from '../chat-client.ts';
import type { Database } from '../database.types.ts';
import { dataOf } from '../errors.ts';
import type { InboxPage } from './chat-list.ts';
import { cursorOf, pageOf, parseCursor, type PageCursor } from './page-cursor.ts';
import { toChatSummary } from '../rows.ts';

/** Where the next page of hits starts: after the last hit of the previous page, as text for a URL. */
export type SearchCursor = PageCursor;

export interface SearchOptions {
	/** At most 99. */
	limit: number;
	/** `next` of the previous page; the first page if omitted. */
	before?: SearchCursor | null;
	signal?: AbortSignal;
}

export interface SearchPage {
	/** Newest first. */
	hits: MessageHit[];
	next: SearchCursor | null;
	/** Set when the search ran out of time at messages of this time; `next` resumes from there. */
	stoppedAt: Date | null;
}

type HitRow = Database['public']['Functions']['search_support_messages']['Returns'][number];

/** One page of the messages that match `query`. Rejects with a `ChatError`. */
export async function searchMessages(
	client: ChatClient,
	query: string,
	{ limit, before, signal }: SearchOptions
): Promise<SearchPage> {
	const place = before ? parseCursor(before) : null;
	let request = client.rpc('search_support_messages', {
		query: sendable(query),
		page_size: limit + 1,
		...(place && { before_created_at: place.time, before_id: place.id })
	});
	if (signal) request = request.abortSignal(signal);
	const rows = dataOf(await request);
	const last = rows.at(-1);
	// A last row without a chat is no hit: it marks where the search stopped.
	const stop = last?.chat_id === null ? last : null;
	const hits = stop ? rows.slice(0, -1) : rows;
	const { page, next } = pageOf(hits, limit, toCursor);
	return {
		hits: page.map(toHit),
		next: stop ? toCursor(stop) : next,
		stoppedAt: stop && new Date(stop.created_at)
	};
}

/** One page of the chats, also archived, whose user's address or name, or "guest" and short name, contain `email`. Rejects with a `ChatError`. */
export async function searchChats(
	client: ChatClient,
	email: string,
	{ limit, before, signal }: SearchOptions
): Promise<InboxPage> {
	const place = before ? parseCursor(before) : null;
	let request = client.rpc('search_support_chats', {
		email: sendable(email),
		page_size: limit + 1,
		...(place && { before_last_message_at: place.time, before_id: place.id })
	});
	if (signal) request = request.abortSignal(signal);
	const rows = dataOf(await request);
	const { page, next } = pageOf(rows, limit, (row) => cursorOf(row.last_message_at, row.id));
	return { chats: page.map(toChatSummary), next };
}

/** Replaces what Postgres text cannot hold, and so no message contains: NUL and lone surrogates. */
function sendable(text: string): string {
	return text.replaceAll('\0', ' ').toWellFormed();
}

function toCursor(row: HitRow): SearchCursor {
	return cursorOf(row.created_at, row.message_id);
}

function toHit(row: HitRow): MessageHit {
	return {
		chatId: row.chat_id,
		userEmail: sanitizeDisplayText(row.user_email ?? ''),
		guestName: row.guest_name,
		userName: row.user_name && sanitizeDisplayText(row.user_name),
		archived: row.archived,
		messageId: row.message_id,
		seq: row.seq,
		senderType: row.sender_type,
		createdAt: new Date(row.created_at),
		snippet: toParts(row.snippet)
	};
}

/** Where the database cuts a part, in code points. */
const LONGEST_PART = 160;

/** Matches are enclosed in U+0002 and U+0003, which no message can contain. */
function toParts(snippet: string): SnippetPart[] {
	return snippet
		.split(/[\u0002\u0003]/)
		.map((text, index) => ({
			text: sanitizeDisplayText(withoutCutCharacter(text, LONGEST_PART)),
			match: index % 2 === 1
		}))
		.filter((part) => part.text !== '');
}

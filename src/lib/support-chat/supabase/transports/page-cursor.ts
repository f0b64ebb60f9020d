import { ChatError } from '../../core/chat-error.ts';

/** Where the next page of a list starts: time and id of the last row before it, as text for a URL. */
export type PageCursor = string;

/** The time is kept as the database wrote it: a Date would cut its microseconds off. */
export function cursorOf(time: string, id: string): PageCursor {
	return `${time}_${id}`;
}

/**
 * Cursors come from URLs: one that is none is refused before it gets into a filter.
 *
 * @throws ChatError
 */
export function parseCursor(cursor: PageCursor): { time: string; id: string } {
	const match = /^(\d{4}-[\dT:.+Z -]+)_([\da-f-]{36})$/.exec(cursor);
	if (!match) throw new ChatError('Not a place in the list', { code: 'bad_cursor', status: 400 });
	return { time: match[1]!, id: match[2]! };
}

/** A page of at most `limit` of the rows read, one more than which tells that there is a next one. */
export function pageOf<Row>(
	rows: Row[],
	limit: number,
	cursor: (row: Row) => PageCursor
): { page: Row[]; next: PageCursor | null } {
	const page = rows.slice(0, limit);
	const last = page.at(-1);
	return { page, next: rows.length > limit && last ? cursor(last) : null };
}

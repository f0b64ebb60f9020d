import { ChatError } from '../../core/chat-error.ts';

/** Where the next page of a list starts: time and id of the row before it, as text for a URL. */
export type PageCursor = string;

/** A cursor after the given row. `time` is the database's own text: a Date would lose its microseconds. */
export function cursorOf(time: string, id: string): PageCursor {
	return `${time}_${id}`;
}

/**
 * Parses a cursor. Cursors come from URLs, so they are validated before they get into a filter.
 *
 * @throws ChatError with code `bad_cursor` when malformed
 */
export function parseCursor(cursor: PageCursor): { time: string; id: string } {
	const match = /^(\d{4}-[\dT:.+Z -]+)_([\da-f-]{36})$/.exec(cursor);
	if (!match) throw new ChatError('Malformed list cursor', { code: 'bad_cursor', status: 400 });
	return { time: match[1]!, id: match[2]! };
}

/** The first `limit` rows, and the cursor of the next page when `rows` holds more than that. */
export function pageOf<Row>(
	rows: Row[],
	limit: number,
	cursor: (row: Row) => PageCursor
): { page: Row[]; next: PageCursor | null } {
	const page = rows.slice(0, limit);
	const last = page.at(-1);
	return { page, next: rows.length > limit && last ? cursor(last) : null };
}

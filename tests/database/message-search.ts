import type { Caller, Database } from '../fixtures/database.ts';

/** A row of search_support_messages. */
export interface Hit {
	chat_id: string;
	user_email: string | null;
	archived: boolean;
	message_id: string;
	seq: string;
	sender_type: 'user' | 'admin';
	/** As text, with its microseconds. */
	created_at: string;
	snippet: string;
}

const SEARCH = `
	select chat_id, user_email, archived, message_id, seq, sender_type, created_at::text, snippet
	from public.search_support_messages($1, $2, $3, $4)`;

/** Searches messages as the caller. */
export function search(
	db: Database,
	caller: Caller | 'anon' | 'service_role',
	query: string,
	{ before, limit = 20 }: { before?: Hit; limit?: number } = {}
): Promise<Hit[]> {
	const place = [before?.created_at ?? null, before?.message_id ?? null];
	return db.as(caller, () => db.rows<Hit>(SEARCH, [query, ...place, limit]));
}

/** Messages of the chat, by the user: contents by time, written by the project itself. */
export async function write(
	db: Database,
	chatId: string,
	messages: { content: string; at: Date | string }[]
): Promise<string[]> {
	const ids: string[] = [];
	for (const { content, at } of messages) {
		ids.push(
			await db.value(
				'insert into public.support_messages (chat_id, content, created_at) values ($1, $2, $3) returning id',
				[chatId, content, at]
			)
		);
	}
	return ids;
}

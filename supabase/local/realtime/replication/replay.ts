import type { Database } from '../database.ts';

/** A stored broadcast. Exactly one of the payloads is set. */
export interface StoredMessage {
	id: string;
	event: string;
	json: string | null;
	binary: Buffer | null;
}

const MAX_MESSAGES = 25;

/** The replay options are not integers, or `since` is not a valid time. */
export class ReplayParamsError extends Error {}

/**
 * The newest stored broadcasts of a private channel, oldest first
 * (supabase/realtime lib/realtime/messages.ex).
 * @param since milliseconds since 1970
 * @param limit maximum number, clamped to 1…25
 * @throws ReplayParamsError, or the database's error
 */
export async function readStoredMessages(
	database: Pick<Database, 'query'>,
	topic: string,
	since: unknown,
	limit: unknown
): Promise<StoredMessage[]> {
	const date = new Date(Number.isInteger(since) ? (since as number) : NaN);
	if (!Number.isInteger(limit) || Number.isNaN(date.getTime())) throw new ReplayParamsError();
	const count = Math.max(1, Math.min(limit as number, MAX_MESSAGES));
	// The upper bound excludes the partitions created ahead. The payload is read as text, because
	// parsing it here would round large numbers.
	const { rows } = await database.query(
		`select id, event, payload::text as json, binary_payload as binary
		from realtime.messages
		where topic = $1
			and extension = 'broadcast'
			and private is true
			and event is not null
			and (payload is not null or binary_payload is not null)
			and inserted_at >= $2::timestamp
			and inserted_at < timezone('utc', now()) + interval '1 day'
		order by inserted_at desc
		limit $3`,
		[topic, date.toISOString().replace('Z', ''), count]
	);
	return (rows as StoredMessage[]).reverse();
}

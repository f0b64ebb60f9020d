import { randomUUID } from 'node:crypto';
import type { Connection, Database } from '../database.ts';

/** Runs the probes of the policies. */
type Prober = Pick<Database, 'probe'>;
import type { Claims } from './tokens.ts';

/** Rights are checked per extension. */
export type Extension = 'broadcast' | 'presence';

/** The caller and topic that the policies see. */
export interface PolicyContext {
	/** Name of the channel, without the prefix `realtime:`. */
	topic: string;
	claims: Claims;
	/** The `x-` headers of the handshake or the request. */
	headers: Record<string, string>;
}

/** The rights to receive; presence is null when not checked. */
export interface ReadRights {
	broadcast: boolean;
	presence: boolean | null;
}

/**
 * Checks what a client may receive: inserts a row per extension as the admin, checks whether the client's
 * role can see it, and rolls back. The rows have only a topic and an extension, so a policy that reads
 * payload or event, or requires private = true, never matches (supabase/realtime
 * lib/realtime/tenants/authorization.ex).
 * @throws the database's error, including a policy's own
 */
export async function probeReadRights(
	database: Prober,
	context: PolicyContext,
	withPresence: boolean
): Promise<ReadRights> {
	const broadcastId = randomUUID();
	const presenceId = withPresence ? randomUUID() : null;
	return database.probe(async (connection) => {
		await insertProbe(connection, context.topic, 'broadcast', broadcastId);
		if (presenceId) await insertProbe(connection, context.topic, 'presence', presenceId);
		await become(connection, context);
		const ids = presenceId ? [broadcastId, presenceId] : [broadcastId];
		const { rows } = await connection.query<{ id: string }>(
			'select id from realtime.messages where id = any($1::uuid[])',
			[ids]
		);
		const seen = new Set(rows.map((row) => row.id));
		return {
			broadcast: seen.has(broadcastId),
			presence: presenceId && seen.has(presenceId) ? true : presenceId ? false : null
		};
	});
}

/**
 * Checks whether a client may send: inserts a row as the client's role in a savepoint, and rolls back.
 * Does not require the right to read.
 * @throws the database's error, unless it is the refusal of the row
 */
export async function probeWriteRight(
	database: Prober,
	context: PolicyContext,
	extension: Extension
): Promise<boolean> {
	return database.probe(async (connection) => {
		await become(connection, context);
		await connection.query('savepoint write_probe');
		try {
			await insertProbe(connection, context.topic, extension, randomUUID());
			return true;
		} catch (error) {
			if ((error as { code?: string }).code !== '42501') throw error;
			await connection.query('rollback to savepoint write_probe');
			return false;
		}
	});
}

async function insertProbe(
	connection: Connection,
	topic: string,
	extension: Extension,
	id: string
): Promise<void> {
	await connection.query(
		'insert into realtime.messages (id, topic, extension) values ($1, $2, $3)',
		[id, topic, extension]
	);
}

/** Sets role, topic, claims and headers for the rest of the transaction. */
async function become(connection: Connection, context: PolicyContext): Promise<void> {
	const { claims, topic, headers } = context;
	await connection.query(
		`select
			set_config('role', $1, true),
			set_config('realtime.topic', $2, true),
			set_config('request.jwt.claims', $3, true),
			set_config('request.jwt.claim.sub', $4, true),
			set_config('request.jwt.claim.role', $1, true),
			set_config('request.headers', $5, true)`,
		[
			claims.role,
			topic,
			JSON.stringify(claims),
			typeof claims.sub === 'string' ? claims.sub : '',
			JSON.stringify(headers)
		]
	);
}

import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import pg from 'pg';

/** The part of pg's inner connection that a replication stream needs. */
interface ReplicationConnection extends EventEmitter {
	sendCopyFromChunk(chunk: Buffer): void;
	stream: { destroy(): void };
}

/** One running stream. */
export interface Walsender {
	/** Ends the stream without calling `onEnd`. */
	stop(): void;
}

export interface WalsenderOptions {
	databaseUrl: string;
	publication: string;
	/** Called with each message of the output plugin, in commit order. */
	onMessage: (message: Buffer) => void;
	/** Called once, when the stream ends by itself. */
	onEnd: (reason: string) => void;
}

const SLOT_PREFIX = 'supabase_realtime_messages_replication_slot_';
const CONNECT_TIMEOUT_MS = 5_000;
/**
 * PostgreSQL 17's walsender can miss the wake-up for a commit that arrives just as it goes to sleep, about
 * once in 2,500 commits, and then delays it until something else wakes it. Any feedback does, so it is
 * sent shortly after each batch, when a miss is most likely, and periodically.
 */
const NUDGE_AFTER_DATA_MS = 5;
const NUDGE_MS = 250;
const PING_MS = 10_000;
/** The server must respond to a ping, so a silence of three pings means a dead connection. */
const SILENCE_MS = 3 * PING_MS;
const XLOG_DATA = 0x77;
const KEEPALIVE = 0x6b;
const XLOG_HEADER_BYTES = 25;

/**
 * Opens a logical replication stream through a temporary slot, so that rows committed while no stream
 * runs are never sent later (supabase/realtime lib/realtime/tenants/replication_connection.ex). The slot
 * exists only in this connection, so packages that open a second one for the stream do not work.
 * @returns once the slot exists: rows committed from then on are streamed
 * @throws the database's error
 */
export async function startWalsender(options: WalsenderOptions): Promise<Walsender> {
	const config = {
		connectionString: options.databaseUrl,
		application_name: 'realtime_replication_connection',
		connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
		keepAlive: true,
		// Rows arrive as text, so the format of bytea must not depend on the database's settings.
		options: '-c bytea_output=hex',
		replication: 'database'
	};
	const client = new pg.Client(config);
	// Without a listener, a lost connection would end the process.
	client.on('error', () => {});
	try {
		await client.connect();
		const slot = SLOT_PREFIX + randomBytes(6).toString('hex');
		await client.query(
			`CREATE_REPLICATION_SLOT "${slot}" TEMPORARY LOGICAL pgoutput NOEXPORT_SNAPSHOT`
		);
		return stream(client, slot, options);
	} catch (error) {
		client.end().catch(() => {});
		throw error;
	}
}

function stream(client: pg.Client, slot: string, options: WalsenderOptions): Walsender {
	const { connection } = client as unknown as { connection: ReplicationConnection };
	let received = 0n;
	let lastHeard = Date.now();
	let ended = false;
	const report = (wantsAnswer: boolean): void => {
		if (!ended) connection.sendCopyFromChunk(feedback(received, wantsAnswer));
	};

	const end = (reason: string | null): void => {
		if (ended) return;
		ended = true;
		for (const timer of timers) clearTimeout(timer);
		connection.stream.destroy();
		if (reason !== null) options.onEnd(reason);
	};
	const afterData = setTimeout(report, NUDGE_AFTER_DATA_MS, false);
	const ping = setInterval(() => {
		if (Date.now() - lastHeard > SILENCE_MS) end('no answer from the database');
		else report(true);
	}, PING_MS);
	const timers = [afterData, ping, setInterval(report, NUDGE_MS, false)];

	connection.on('copyData', ({ chunk }: { chunk: Buffer }) => {
		if (ended) return;
		lastHeard = Date.now();
		received = maxPosition(received, chunk);
		if (chunk[0] === XLOG_DATA) {
			afterData.refresh();
			options.onMessage(chunk.subarray(XLOG_HEADER_BYTES));
		} else if (chunk[0] === KEEPALIVE && chunk[17] === 1) report(false);
	});
	client.on('end', () => end('the connection was closed'));
	const start = `START_REPLICATION SLOT "${slot}" LOGICAL 0/0 (proto_version '1', publication_names '${options.publication}')`;
	client.query(start).then(
		() => end('the stream ended'),
		(error: Error) => end(error.message)
	);
	return { stop: () => end(null) };
}

/** The WAL position after the received data, where the next message starts. */
function maxPosition(received: bigint, chunk: Buffer): bigint {
	const walEnd = chunk.readBigUInt64BE(chunk[0] === XLOG_DATA ? 9 : 1);
	return walEnd > received ? walEnd : received;
}

/** A standby status update: everything up to `position` is received, flushed and applied. */
function feedback(position: bigint, wantsAnswer: boolean): Buffer {
	const message = Buffer.alloc(34);
	message.write('r', 0, 'latin1');
	for (const offset of [1, 9, 17]) message.writeBigUInt64BE(position, offset);
	const secondsTo2000 = 946_684_800_000;
	message.writeBigInt64BE(BigInt(Date.now() - secondsTo2000) * 1_000n, 25);
	message.writeUInt8(wantsAnswer ? 1 : 0, 33);
	return message;
}

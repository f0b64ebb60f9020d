/**
 * What one socket, one channel and the whole server may use, and how long refusals take.
 * Names and numbers follow supabase/realtime: lib/realtime/api/tenant.ex,
 * config/runtime.exs, ENVS.md; plan limits: supabase.com/docs/guides/realtime/limits.
 */
export interface Limits {
	/** Sockets open at once; one counts from its first join on. */
	maxSockets: number;
	/** Messages sent plus messages delivered, an average over a minute. */
	maxEventsPerSecond: number;
	/** Joins, an average over a minute. */
	maxJoinsPerSecond: number;
	/** Presence calls plus presence diffs delivered, an average over a minute. */
	maxPresenceEventsPerSecond: number;
	maxChannelsPerSocket: number;
	/** Size of one message in units of 1,000 bytes. */
	maxPayloadKb: number;
	/** Track and untrack calls that one channel may make in `presenceWindowMs`. */
	maxPresenceCalls: number;
	presenceWindowMs: number;
	/** How long a refused join waits for its answer; the whole socket waits with it. */
	joinBackoffMs: number;
	/** How long a refused handshake waits for its answer. */
	handshakeBackoffMs: number;
	/** A socket that sends nothing for so long is closed. */
	idleTimeoutMs: number;
	/** A token is checked again at its expiry, and at least this often. */
	tokenCheckMs: number;
	/** How long a channel that asked for it waits for the replication stream, looking so often. */
	replicationReadyMs: number;
	replicationCheckMs: number;
	/** From the connection to the database until partitions and stream are seen to. */
	provisionMs: number;
	/** How often it is counted whether there is anybody: see idle-watch.ts. */
	userCheckMs: number;
	/** How long a query waits for a database that is away. */
	databasePatienceMs: number;
	/** One frame from a client, in bytes. */
	maxFrameBytes: number;
	/** Bytes that may wait for a client that does not read; past it the socket is dropped. */
	maxBufferedBytes: number;
	/** Shortest and longest pause before a lost replication stream is started again. */
	minReconnectMs: number;
	maxReconnectMs: number;
	/** Step of the rate averages. */
	rateTickMs: number;
}

/** What differs between the platform's plans (supabase.com/docs/guides/realtime/limits). */
export const planLimits = {
	free: {
		maxSockets: 200,
		maxEventsPerSecond: 100,
		maxJoinsPerSecond: 100,
		maxPresenceEventsPerSecond: 20,
		maxPayloadKb: 256
	},
	pro: {
		maxSockets: 500,
		maxEventsPerSecond: 500,
		maxJoinsPerSecond: 500,
		maxPresenceEventsPerSecond: 50,
		maxPayloadKb: 3_000
	},
	/** Also Pro without a spend cap. */
	team: {
		maxSockets: 10_000,
		maxEventsPerSecond: 2_500,
		maxJoinsPerSecond: 2_500,
		maxPresenceEventsPerSecond: 1_000,
		maxPayloadKb: 3_000
	}
} satisfies Record<string, Partial<Limits>>;

export type Plan = keyof typeof planLimits;

/** The limits of a hosted project on the Free plan: who needs more says so. */
export const defaultLimits: Limits = {
	...planLimits.free,
	maxChannelsPerSocket: 100,
	maxPresenceCalls: 5,
	presenceWindowMs: 30_000,
	joinBackoffMs: 5_000,
	handshakeBackoffMs: 2_000,
	idleTimeoutMs: 60_000,
	tokenCheckMs: 300_000,
	replicationReadyMs: 60_000,
	replicationCheckMs: 500,
	provisionMs: 200,
	userCheckMs: 60_000,
	databasePatienceMs: 11_000,
	maxFrameBytes: 5_000_000,
	maxBufferedBytes: 16_000_000,
	minReconnectMs: 5_000,
	maxReconnectMs: 300_000,
	rateTickMs: 5_000
};

/** Twelve steps of `rateTickMs`: the minute over which rates are averaged. */
export const RATE_BUCKETS = 12;

/**
 * Whether a message fits (supabase/realtime lib/realtime/tenants.ex validate_payload_size,
 * which measures Erlang terms and adds 500 bytes for their framing).
 * @param bytes size of the payload
 */
export function payloadFits(limits: Limits, bytes: number): boolean {
	return bytes <= limits.maxPayloadKb * 1_000 + 500;
}

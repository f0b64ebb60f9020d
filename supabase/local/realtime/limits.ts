/**
 * Limits of a socket, a channel and the whole server, and delays of refusals.
 * Source of names and numbers: supabase/realtime lib/realtime/api/tenant.ex,
 * config/runtime.exs, ENVS.md; plan limits: supabase.com/docs/guides/realtime/limits.
 */
export interface Limits {
	/** Concurrent sockets; a socket counts from its first join on. */
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
	/** Delay of the reply to a refused join; it blocks the whole socket. */
	joinBackoffMs: number;
	/** Delay of the response to a refused handshake. */
	handshakeBackoffMs: number;
	/** A socket that sends nothing for this long is closed. */
	idleTimeoutMs: number;
	/** A token is checked again at its expiry, and at least this often. */
	tokenCheckMs: number;
	/** How long a channel with `replication_ready` waits for the replication stream. */
	replicationReadyMs: number;
	/** How often it checks for the stream. */
	replicationCheckMs: number;
	/** Delay from the database connection to the creation of partitions and stream. */
	provisionMs: number;
	/** How often users are counted: see idle-watch.ts. */
	userCheckMs: number;
	/** How long a query waits for an unreachable database. */
	databasePatienceMs: number;
	/** Size of one frame from a client, in bytes. */
	maxFrameBytes: number;
	/** Bytes buffered for a client that does not read; above this the socket is dropped. */
	maxBufferedBytes: number;
	/** Shortest and longest pause before a lost replication stream is restarted. */
	minReconnectMs: number;
	maxReconnectMs: number;
	/** Length of one step of the rate averages. */
	rateTickMs: number;
}

/** The limits that differ between the platform's plans (supabase.com/docs/guides/realtime/limits). */
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

/** The limits of a hosted project on the Free plan. */
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

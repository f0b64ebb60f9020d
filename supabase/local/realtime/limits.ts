/**
 * What one socket, one channel and the whole server may use, and how long refusals take.
 * Names and numbers follow supabase/realtime: lib/realtime/api/tenant.ex,
 * config/runtime.exs, ENVS.md; plan limits: supabase.com/docs/guides/realtime/limits.
 */
export interface Limits {
	/** Sockets open at once. */
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
	/** How long a channel that asked for it waits for the replication stream. */
	replicationReadyMs: number;
	/** One frame from a client, in bytes. */
	maxFrameBytes: number;
	/** Bytes that may wait for a client that does not read; past it the socket is dropped. */
	maxBufferedBytes: number;
	/** First and longest pause between attempts to reach the database again. */
	minReconnectMs: number;
	maxReconnectMs: number;
	/** Step of the rate averages. */
	rateTickMs: number;
}

/**
 * The limits of a hosted project on a paid plan without a spend cap, the smallest one on
 * which a thousand sockets are possible at all. `supabase start` and the Free plan allow
 * 200 sockets and 100 messages a second, with which a load test would measure only the limit.
 */
export const defaultLimits: Limits = {
	maxSockets: 10_000,
	maxEventsPerSecond: 2_500,
	maxJoinsPerSecond: 2_500,
	maxPresenceEventsPerSecond: 1_000,
	maxChannelsPerSocket: 100,
	maxPayloadKb: 3_000,
	maxPresenceCalls: 5,
	presenceWindowMs: 30_000,
	joinBackoffMs: 5_000,
	handshakeBackoffMs: 2_000,
	idleTimeoutMs: 60_000,
	tokenCheckMs: 300_000,
	replicationReadyMs: 10_000,
	maxFrameBytes: 5_000_000,
	maxBufferedBytes: 16_000_000,
	minReconnectMs: 100,
	maxReconnectMs: 5_000,
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

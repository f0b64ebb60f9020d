import { randomUUID } from 'node:crypto';
import { isRecord } from './tokens.ts';

/** The options of a join. */
export interface JoinConfig {
	private: boolean;
	/** Whether the client's broadcasts are acknowledged. */
	ack: boolean;
	/** Whether the client receives its own broadcasts. */
	self: boolean;
	/** Whether the client is notified when the replication stream runs. */
	replicationReady: boolean;
	presence: { enabled: boolean; key: string };
	/** Null when no replay was requested; the values are not validated yet. */
	replay: { since: unknown; limit: unknown } | null;
	postgresChanges: Record<string, unknown>[];
}

/**
 * Parses the payload of a join. As lenient as the platform: malformed options count as omitted
 * (supabase/realtime lib/realtime_web/channels/payloads/).
 */
export function parseJoinConfig(payload: unknown): JoinConfig {
	const config = field(payload, 'config');
	const broadcast = field(config, 'broadcast');
	const presence = field(config, 'presence');
	const key = presence.key;
	return {
		private: isTrue(config.private),
		ack: isTrue(broadcast.ack),
		self: isTrue(broadcast.self),
		replicationReady: isTrue(broadcast.replication_ready),
		presence: {
			enabled: isTrue(presence.enabled),
			key: typeof key === 'string' && key !== '' ? key : randomUUID()
		},
		replay: isRecord(broadcast.replay)
			? { since: broadcast.replay.since ?? 0, limit: broadcast.replay.limit ?? 25 }
			: null,
		postgresChanges: Array.isArray(config.postgres_changes)
			? config.postgres_changes.filter(isRecord)
			: []
	};
}

function field(value: unknown, name: string): Record<string, unknown> {
	const inner = isRecord(value) && Object.hasOwn(value, name) ? value[name] : null;
	return isRecord(inner) ? inner : {};
}

/** Booleans may arrive as strings. */
function isTrue(value: unknown): boolean {
	return value === true || (typeof value === 'string' && value.toLowerCase() === 'true');
}

import { topicKey } from '../hub.ts';
import { payloadFits } from '../limits.ts';
import type { Row } from './pgoutput.ts';
import type { UserBroadcast } from '../socket/serializer.ts';
import type { Server } from '../server.ts';

const REQUIRED = ['inserted_at', 'event', 'id', 'topic', 'private'] as const;

/**
 * Sends a row of realtime.messages to its topic. A row that lacks a field, is too large, or exceeds the
 * project's rate limit is dropped and logged (supabase/realtime
 * lib/realtime/tenants/replication_connection.ex).
 */
export function publishRow(server: Server, row: Row): void {
	const missing = REQUIRED.find((column) => typeof row.get(column) !== 'string');
	const content = readPayload(row);
	const problem = missing
		? `${missing}_missing`
		: !content
			? 'payload_missing'
			: !payloadFits(server.limits, content.payload.length)
				? 'payload_size_exceeded'
				: server.rates.events.exceeded
					? 'too_many_requests'
					: null;
	if (problem || !content) {
		return server.log('error', `UnableToBroadcastChanges: ${problem}`);
	}
	const [topic, event, id] = ['topic', 'event', 'id'].map((column) => row.get(column) ?? '') as [
		string,
		string,
		string
	];
	server.rates.events.add();
	const broadcast: UserBroadcast = { event, ...content, meta: { id } };
	const key = topicKey(topic, row.get('private') === 't');
	server.hub.publish(key, topic, { kind: 'broadcast', broadcast });
}

function readPayload(row: Row): Pick<UserBroadcast, 'encoding' | 'payload'> | null {
	const binary = row.get('binary_payload');
	// Bytes arrive as `\x` and hexadecimal digits.
	if (binary) return { encoding: 'binary', payload: Buffer.from(binary.slice(2), 'hex') };
	const json = row.get('payload');
	return json ? { encoding: 'json', payload: Buffer.from(json, 'utf8') } : null;
}

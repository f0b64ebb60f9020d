import type { Channel } from './channel.ts';
import { sendPresenceState } from './channel-presence.ts';
import type { StoredMessage } from '../replication/replay.ts';
import { until } from '../until.ts';
import { broadcastJson, encodeBroadcast } from '../socket/serializer.ts';

/** Sends what follows the reply to a join: replayed messages, system messages, presence. */
export function greet(channel: Channel, replayed: StoredMessage[]): void {
	for (const message of replayed) sendStored(channel, message);
	if (channel.config.replicationReady) void announceReplication(channel);
	if (channel.config.postgresChanges.length > 0) {
		const message = 'Postgres Changes are not part of this local stack, use Broadcast';
		channel.system('postgres_changes', 'error', message);
	}
	if (channel.presenceEnabled) sendPresenceState(channel);
}

function sendStored(channel: Channel, { id, event, json, binary }: StoredMessage): void {
	const { version, topic, joinRef } = channel;
	const meta = { replayed: true, id };
	const payload = binary ?? Buffer.alloc(0);
	const frame =
		json === null
			? encodeBroadcast(version, topic, { event, encoding: 'binary', payload, meta })
			: broadcastJson(version, { topic, joinRef }, { event, meta }, json);
	if (frame !== null) channel.socket.send(frame);
}

async function announceReplication(channel: Channel): Promise<void> {
	const { database, limits } = channel.server;
	const settled = () => channel.closed || database.streaming;
	const timing = { timeoutMs: limits.replicationReadyMs, everyMs: limits.replicationCheckMs };
	const streams = await until(settled, timing);
	if (channel.closed) return;
	if (streams) channel.system('system', 'ok', 'Replication connection established');
	else channel.shutdown('Replication connection was not established in time');
}

import type { Channel } from './channel.ts';
import type { Message } from '../hub.ts';
import { payloadFits } from '../limits.ts';
import type { ClientFrame } from '../socket/serializer.ts';
import { isRecord } from './tokens.ts';

/**
 * Handles a broadcast from a client. Without the right to write it is dropped silently, even when the
 * client requested an acknowledgement (supabase/realtime
 * lib/realtime_web/channels/realtime_channel/broadcast_handler.ex).
 */
export function handleBroadcast(channel: Channel, frame: ClientFrame): void | Promise<void> {
	const allowed = channel.config.private ? channel.write.broadcast : true;
	if (allowed) return accept(channel, frame);
	if (allowed === null) return probeThenAccept(channel, frame);
}

async function probeThenAccept(channel: Channel, frame: ClientFrame): Promise<void> {
	try {
		if ((await channel.probeWrite('broadcast')) && !channel.closed) accept(channel, frame);
	} catch (error) {
		channel.server.log('error', `RlsPolicyError: ${String(error)}`);
	}
}

function accept(channel: Channel, frame: ClientFrame): void {
	const { limits, hub, rates } = channel.server;
	const message = toMessage(frame);
	if (!message) return;
	rates.events.add();
	const fits = payloadFits(limits, size(message));
	if (fits) {
		hub.publish(channel.key, channel.name, message, channel.config.self ? undefined : channel);
	}
	if (!channel.config.ack) return;
	if (fits) channel.reply(frame.ref, 'ok', {});
	else channel.reply(frame.ref, 'error', 'payload_size_exceeded');
}

function toMessage({ broadcast, payload }: ClientFrame): Message | null {
	if (broadcast) return { kind: 'broadcast', broadcast };
	return isRecord(payload) ? { kind: 'event', event: 'broadcast', payload } : null;
}

function size(message: Message): number {
	return message.kind === 'broadcast'
		? message.broadcast.payload.length
		: Buffer.byteLength(JSON.stringify(message.payload));
}

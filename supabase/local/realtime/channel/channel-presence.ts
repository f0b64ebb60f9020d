import type { Channel } from './channel.ts';
import { payloadFits } from '../limits.ts';
import { probeReadRights } from './policies.ts';
import type { PresenceDiff } from './presence.ts';
import type { ClientFrame } from '../socket/serializer.ts';
import { isRecord } from './tokens.ts';

interface Calls {
	count: number;
	resetAt: number;
}

/** How often a channel called and what it tracked, kept as long as the channel. */
const calls = new WeakMap<Channel, Calls>();
const tracked = new WeakMap<Channel, string>();

/**
 * Handles a presence call: `track` with a payload, or `untrack`. Source of behaviour and texts:
 * supabase/realtime lib/realtime_web/channels/realtime_channel/presence_handler.ex.
 */
export function handlePresence(channel: Channel, frame: ClientFrame): void | Promise<void> {
	const call = isRecord(frame.payload) ? frame.payload : {};
	if (typeof call.event !== 'string') return channel.reply(frame.ref, 'ok', {});
	if (!countCall(channel)) return channel.shutdown('Client presence rate limit exceeded');
	switch (call.event.toLowerCase()) {
		case 'track':
			return track(channel, frame.ref, call.payload ?? {});
		case 'untrack':
			leavePresence(channel);
			return channel.reply(frame.ref, 'ok', {});
		default:
			return channel.reply(frame.ref, 'error', {});
	}
}

/** Sends the topic's presence state; only after a join, not when tracking enables presence. */
export function sendPresenceState(channel: Channel): void {
	if (!channel.readsPresence) return;
	const { presence, rates, limits } = channel.server;
	if (rates.presence.average > limits.maxPresenceEventsPerSecond) {
		return channel.shutdown('Too many presence messages per second');
	}
	rates.presence.add();
	channel.push({ event: 'presence_state', payload: presence.list(channel.key) });
}

/** Removes the channel from the topic's presence and notifies the others. */
export function leavePresence(channel: Channel): void {
	tracked.delete(channel);
	const diff = channel.server.presence.untrack(channel.key, channel);
	if (diff) publish(channel, diff);
}

function countCall(channel: Channel): boolean {
	const { maxPresenceCalls, presenceWindowMs } = channel.server.limits;
	const now = Date.now();
	const window = calls.get(channel);
	if (!window || now > window.resetAt) {
		calls.set(channel, { count: 1, resetAt: now + presenceWindowMs });
		return true;
	}
	window.count++;
	return window.count <= maxPresenceCalls;
}

function track(channel: Channel, ref: string | null, payload: unknown): void | Promise<void> {
	const allowed = channel.config.private ? channel.write.presence : true;
	if (allowed === null) return probeThenTrack(channel, ref, payload);
	if (!allowed) return channel.reply(ref, 'error', {});
	if (!isRecord(payload)) {
		return channel.reply(ref, 'error', { reason: 'Presence track payload must be a map' });
	}
	store(channel, ref, payload);
}

async function probeThenTrack(
	channel: Channel,
	ref: string | null,
	payload: unknown
): Promise<void> {
	try {
		if (channel.read && channel.read.presence === null) {
			const { database } = channel.server;
			// The join did not check this right, since presence was off; tracking enables it.
			channel.read = await probeReadRights(database, channel.policyContext, true);
		}
		await channel.probeWrite('presence');
	} catch (error) {
		channel.server.log('error', `UnableToHandlePresence: ${String(error)}`);
		return channel.reply(ref, 'error', {});
	}
	if (!channel.closed) return track(channel, ref, payload);
}

function store(channel: Channel, ref: string | null, payload: Record<string, unknown>): void {
	const { presence, rates, limits } = channel.server;
	const text = JSON.stringify(payload);
	// Tracking the same payload again changes nothing, but counts towards the limit.
	if (tracked.get(channel) === text) return channel.reply(ref, 'ok', {});
	if (!payloadFits(limits, Buffer.byteLength(text))) {
		return channel.shutdown('Track message size exceeded');
	}
	if (rates.presence.average > limits.maxPresenceEventsPerSecond) {
		return channel.shutdown('Too many presence messages per second');
	}
	rates.presence.add();
	tracked.set(channel, text);
	publish(channel, presence.track(channel.key, channel, channel.config.presence.key, payload));
	channel.presenceEnabled = true;
	channel.reply(ref, 'ok', {});
}

function publish(channel: Channel, diff: PresenceDiff): void {
	const message = { kind: 'event', event: 'presence_diff', payload: diff } as const;
	channel.server.hub.publish(channel.key, channel.name, message);
}

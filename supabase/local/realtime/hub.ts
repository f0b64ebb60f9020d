import { encodeBroadcast, encodeFrame } from './socket/serializer.ts';
import type { UserBroadcast, Version } from './socket/serializer.ts';

/** A message to every member of a topic. */
export type Message =
	| { kind: 'broadcast'; broadcast: UserBroadcast }
	| { kind: 'event'; event: 'broadcast' | 'presence_diff'; payload: object };

/** The part of a channel that the hub uses. */
export interface Member {
	readonly version: Version;
	/** @param frame the message encoded for the member's version */
	deliver(message: Message, frame: Buffer | string): void;
}

/**
 * The key of a topic. A public and a private channel with the same name are separate topics
 * (supabase/realtime lib/realtime/tenants.ex tenant_topic).
 */
export function topicKey(name: string, isPrivate: boolean): string {
	return `${isPrivate ? 'private' : 'public'}:${name}`;
}

/** The members of each topic. */
export class Hub {
	#topics = new Map<string, Set<Member>>();

	add(key: string, member: Member): void {
		const members = this.#topics.get(key);
		if (members) members.add(member);
		else this.#topics.set(key, new Set([member]));
	}

	remove(key: string, member: Member): void {
		const members = this.#topics.get(key);
		members?.delete(member);
		if (members?.size === 0) this.#topics.delete(key);
	}

	/**
	 * Sends a message to every member of a topic, encoded once per version.
	 * @param name the topic's name in the frame
	 * @param except the sender, when it must not receive its own message
	 */
	publish(key: string, name: string, message: Message, except?: Member): void {
		const members = this.#topics.get(key);
		if (!members) return;
		const frames = new Map<Version, Buffer | string | null>();
		// A copy, since a member that exceeds its limit leaves during delivery.
		for (const member of [...members]) {
			if (member === except) continue;
			let frame = frames.get(member.version);
			if (frame === undefined) {
				frame = encode(member.version, `realtime:${name}`, message);
				frames.set(member.version, frame);
			}
			if (frame !== null) member.deliver(message, frame);
		}
	}
}

function encode(version: Version, topic: string, message: Message): Buffer | string | null {
	return message.kind === 'broadcast'
		? encodeBroadcast(version, topic, message.broadcast)
		: encodeFrame(version, { topic, event: message.event, payload: message.payload });
}

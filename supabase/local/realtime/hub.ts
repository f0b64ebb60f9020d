import { encodeBroadcast, encodeFrame } from './socket/serializer.ts';
import type { UserBroadcast, Version } from './socket/serializer.ts';

/** What goes to every member of a topic. */
export type Message =
	| { kind: 'broadcast'; broadcast: UserBroadcast }
	| { kind: 'event'; event: 'broadcast' | 'presence_diff'; payload: object };

/** A channel, as far as the hub knows it. */
export interface Member {
	readonly version: Version;
	/** @param frame the message as the member's version carries it */
	deliver(message: Message, frame: Buffer | string): void;
}

/**
 * The key of a topic. A public and a private channel of one name have nothing to do with
 * each other (supabase/realtime lib/realtime/tenants.ex tenant_topic).
 */
export function topicKey(name: string, isPrivate: boolean): string {
	return `${isPrivate ? 'private' : 'public'}:${name}`;
}

/** Who is on which topic. */
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
	 * Sends a message to everyone on a topic, encoded once per version.
	 * @param name of the topic, as it stands in the frame
	 * @param except the sender, when it is not to hear itself
	 */
	publish(key: string, name: string, message: Message, except?: Member): void {
		const members = this.#topics.get(key);
		if (!members) return;
		const frames = new Map<Version, Buffer | string | null>();
		// A copy, since a member that is over its limit leaves while it is served.
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

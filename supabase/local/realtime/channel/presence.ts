import { randomBytes } from 'node:crypto';

/** Metadata of one member: the payload it tracks, and a reference that changes with it. */
export type Meta = Record<string, unknown> & { phx_ref: string };

/** Members by presence key, in the format sent to clients. */
export type PresenceState = Record<string, { metas: Meta[] }>;

/** The changes on a topic. */
export interface PresenceDiff {
	joins: PresenceState;
	leaves: PresenceState;
}

interface Entry {
	key: string;
	meta: Meta;
}

/** The members present on each topic. A member is any object, present at most once per topic. */
export class Presence {
	#topics = new Map<string, Map<object, Entry>>();

	/**
	 * Adds a member, or replaces its payload; then the diff has the old metadata as a leave and refers to it
	 * as `phx_ref_prev` (Phoenix.Presence update).
	 */
	track(
		topicKey: string,
		member: object,
		key: string,
		payload: Record<string, unknown>
	): PresenceDiff {
		const members = this.#topics.get(topicKey) ?? new Map<object, Entry>();
		this.#topics.set(topicKey, members);
		const previous = members.get(member);
		const meta: Meta = { ...payload, phx_ref: randomBytes(8).toString('base64url') };
		if (previous) meta.phx_ref_prev = previous.meta.phx_ref;
		members.set(member, { key, meta });
		return {
			joins: state([{ key, meta }]),
			leaves: state(previous ? [previous] : [])
		};
	}

	/** Removes a member. @returns null when it was not present */
	untrack(topicKey: string, member: object): PresenceDiff | null {
		const members = this.#topics.get(topicKey);
		const entry = members?.get(member);
		if (!members || !entry) return null;
		members.delete(member);
		if (members.size === 0) this.#topics.delete(topicKey);
		return { joins: {}, leaves: state([entry]) };
	}

	/** Everyone on a topic. */
	list(topicKey: string): PresenceState {
		return state([...(this.#topics.get(topicKey)?.values() ?? [])]);
	}
}

function state(entries: Entry[]): PresenceState {
	const groups = new Map<string, { metas: Meta[] }>();
	for (const { key, meta } of entries) {
		const group = groups.get(key);
		if (group) group.metas.push(meta);
		else groups.set(key, { metas: [meta] });
	}
	// From entries, not by assignment: clients choose the keys, and may choose `__proto__`.
	return Object.fromEntries(groups);
}

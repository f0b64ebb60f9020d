import { randomBytes } from 'node:crypto';

/** Metadata of one member: the payload it tracked, and a reference that changes with it. */
export type Meta = Record<string, unknown> & { phx_ref: string };

/** Members by presence key, in the form clients read. */
export type PresenceState = Record<string, { metas: Meta[] }>;

/** What changed on a topic. */
export interface PresenceDiff {
	joins: PresenceState;
	leaves: PresenceState;
}

interface Entry {
	key: string;
	meta: Meta;
}

/** Who is present where. A member is any object; it is present at most once on a topic. */
export class Presence {
	#topics = new Map<string, Map<object, Entry>>();

	/**
	 * Makes a member present, or replaces what it tracked before; then the diff carries the
	 * old metadata as a leave and names it as `phx_ref_prev` (Phoenix.Presence update).
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
	// From entries, not by assignment: a key is whatever a client chose, `__proto__` too.
	return Object.fromEntries(groups);
}

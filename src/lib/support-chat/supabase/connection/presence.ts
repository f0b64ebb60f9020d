import type { Channel } from '@supabase/phoenix';

/** What one page says of itself. */
interface Entry {
	phx_ref: string;
}

/** Entries by key, as Realtime sends them. */
type Entries = Record<string, { metas: Entry[] }>;

interface Change {
	joins: Entries;
	leaves: Entries;
}

/**
 * Who is present in a channel: Realtime sends all of them at each join, and then the changes. What Phoenix's own class
 * does, without telling of each that joins and leaves.
 */
export class Presence {
	/** By key, then by the entry's number; the latest last. A map, since keys are chosen by others. */
	#present = new Map<string, Map<string, Entry>>();
	/** Changes that have come before all, at the present join; null after it. */
	#early: Change[] | null = [];

	/** @param onChange called after each change */
	constructor(channel: Pick<Channel, 'on' | 'onError'>, onChange: () => void) {
		channel.onError(() => (this.#early ??= []));
		channel.on('presence_state', (all) => {
			this.#present.clear();
			for (const change of [{ joins: all as Entries, leaves: {} }, ...(this.#early ?? [])])
				this.#take(change);
			this.#early = null;
			onChange();
		});
		channel.on('presence_diff', (payload) => {
			const change = payload as Change;
			if (this.#early) {
				this.#early.push(change);
				return;
			}
			this.#take(change);
			onChange();
		});
	}

	/** The entries by key. */
	get state(): Record<string, unknown[]> {
		return Object.fromEntries(
			[...this.#present].map(([key, pages]): [string, Entry[]] => [key, [...pages.values()]])
		);
	}

	/** Joins first: an entry that changes leaves under its old number. */
	#take({ joins, leaves }: Change): void {
		for (const [key, { metas }] of Object.entries(joins)) {
			const pages = this.#present.get(key) ?? new Map<string, Entry>();
			this.#present.set(key, pages);
			for (const entry of metas) pages.set(entry.phx_ref, entry);
		}
		for (const [key, { metas }] of Object.entries(leaves)) {
			const pages = this.#present.get(key);
			for (const { phx_ref } of metas) pages?.delete(phx_ref);
			if (pages?.size === 0) this.#present.delete(key);
		}
	}
}

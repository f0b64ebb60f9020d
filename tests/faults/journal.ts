import { KINDS, type Kind } from './plan.ts';

const KEPT = 120;

/** A count per kind of fault, and the last events as text. */
export class Journal {
	readonly counts = new Map<Kind, number>(KINDS.map((kind) => [kind, 0]));
	readonly #start = Date.now();
	readonly #notes: string[] = [];

	/** Counts a fault that took effect. */
	count(kind: Kind): void {
		this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
	}

	note(text: string): void {
		const seconds = ((Date.now() - this.#start) / 1000).toFixed(1).padStart(6);
		this.#notes.push(`${seconds} s  ${text}`);
		if (this.#notes.length > KEPT) this.#notes.shift();
	}

	/** The last events, oldest first. */
	get notes(): readonly string[] {
		return this.#notes;
	}

	/** Kinds of faults that have not occurred. */
	get missing(): Kind[] {
		return KINDS.filter((kind) => this.counts.get(kind) === 0);
	}
}

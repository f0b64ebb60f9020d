import type { Clock } from '../ports.ts';

/** How much later than its row an event may arrive. */
const PATIENCE_MS = 5_000;
/** Least time between two rejoins, so that a new channel can prove itself. */
const REJOIN_PAUSE_MS = 60_000;

/**
 * Detects a channel that is joined but delivers nothing: the table has messages whose events do not
 * arrive. Rejoining may help; until an event arrives, the caller has to poll.
 */
export class StaleChannelDetector {
	readonly #clock: Clock;
	readonly #onStale: () => void;
	readonly #expected = new Set<string>();
	#isStale = false;
	#lastRejoin = Number.NEGATIVE_INFINITY;
	#stopped = false;

	constructor(clock: Clock, onStale: () => void) {
		this.#clock = clock;
		this.#onStale = onStale;
	}

	/** Whether events were missing and none has arrived since. */
	get isStale(): boolean {
		return this.#isStale;
	}

	/** Notes that the event of a message has arrived. */
	received(id: string): void {
		this.#expected.delete(id);
		this.#isStale = false;
	}

	/** Expects the events of these messages of the table within `PATIENCE_MS`. */
	expect(ids: readonly string[]): void {
		if (ids.length === 0) return;
		for (const id of ids) this.#expected.add(id);
		this.#clock.after(PATIENCE_MS, () => this.#check(ids));
	}

	stop(): void {
		this.#stopped = true;
	}

	#check(ids: readonly string[]): void {
		const missing = ids.filter((id) => this.#expected.delete(id));
		if (this.#stopped || missing.length === 0) return;
		this.#isStale = true;
		if (this.#clock.now() - this.#lastRejoin < REJOIN_PAUSE_MS) return;
		this.#lastRejoin = this.#clock.now();
		this.#onStale();
	}
}

import type { Clock } from '../ports.ts';

/** An event may come this much later than the table had its message. */
const PATIENCE_MS = 5_000;
/** A new channel gets this long to prove itself before it is replaced too. */
const REJOIN_PAUSE_MS = 60_000;

/**
 * Notices a channel that says it is joined and brings nothing: messages known from the table
 * whose events do not come. Rejoining may help; until an event is heard again, polling has to.
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

	/** Events were missing, and none has come since. */
	get isStale(): boolean {
		return this.#isStale;
	}

	/** The event of a message came. */
	heard(id: string): void {
		this.#expected.delete(id);
		this.#isStale = false;
	}

	/** The messages with these ids are in the table; their events should have come, or be near. */
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

import type { Clock } from '../../core/ports.ts';

const MINUTE_MS = 60_000;

/** When support is open again, until then. */
export class Reopening {
	readonly #clock: Clock;
	#current = $state.raw<{ at: Date; now: Date } | null>(null);
	#cancel = () => {};

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** The time, and the present one, which is that of the last minute; null while support is open. */
	get current(): { readonly at: Date; readonly now: Date } | null {
		return this.#current;
	}

	/** Follows the clock until the time, an ISO date; undefined for none. */
	follow(opensAt: string | undefined): void {
		this.stop();
		const at = new Date(opensAt ?? NaN);
		const now = new Date(this.#clock.date());
		const left = +at - +now;
		this.#current = left > 0 ? { at, now } : null;
		// By the minute: "tomorrow" becomes "today", and the timers of a sleeping machine are late.
		if (left > 0) {
			const look = () => this.follow(opensAt);
			this.#cancel = this.#clock.after(Math.min(left, MINUTE_MS), look);
		}
	}

	/** Stops following; what is shown stays. */
	stop(): void {
		this.#cancel();
	}
}

import type { Clock, PageEnvironment } from '../ports.ts';

/** A page hidden for less than this still counts as in use. */
export const AWAY_AFTER_MS = 120_000;

/**
 * Whether somebody uses this page: from when it is visible until hidden for `AWAY_AFTER_MS`. That is
 * long because the server closes the channel after five presence changes within 30 seconds, and people
 * switch tabs more often.
 */
export class PagePresence {
	readonly #clock: Clock;
	readonly #environment: PageEnvironment;
	readonly #onChange: (attending: boolean) => void;
	#attending = false;
	#cancelAway: () => void = () => {};
	#stopWatching: () => void = () => {};

	/** Does not call `onChange` before `start`. */
	constructor(clock: Clock, environment: PageEnvironment, onChange: (attending: boolean) => void) {
		this.#clock = clock;
		this.#environment = environment;
		this.#onChange = onChange;
	}

	start(): void {
		this.#stopWatching = this.#environment.subscribe(() => this.#look());
		this.#look();
	}

	stop(): void {
		this.#stopWatching();
		this.#cancelAway();
		this.#attending = false;
	}

	#look(): void {
		this.#cancelAway();
		if (this.#environment.visible) this.#set(true);
		else this.#cancelAway = this.#clock.after(AWAY_AFTER_MS, () => this.#set(false));
	}

	#set(attending: boolean): void {
		if (attending === this.#attending) return;
		this.#attending = attending;
		this.#onChange(attending);
	}
}

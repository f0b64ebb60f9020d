import type { Clock, PageEnvironment } from '../ports.ts';

/** Somebody who looked away for less than this is still there. */
export const AWAY_AFTER_MS = 120_000;

/**
 * Whether somebody attends to this page: from when it is looked at until it was not for a while.
 * The while is long because the server allows few changes of presence, five in half a minute, and
 * shuts the channel after that; people change tabs more often.
 */
export class PagePresence {
	readonly #clock: Clock;
	readonly #environment: PageEnvironment;
	readonly #onChange: (attending: boolean) => void;
	#attending = false;
	#cancelAway: () => void = () => {};
	#stopWatching: () => void = () => {};

	/** Nothing is told before `start`; nobody attends then. */
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

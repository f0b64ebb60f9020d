import { createSubscriber } from 'svelte/reactivity';
import { serverNow } from '../../core/server-clock.ts';

/** The current time for labels like "2 minutes ago": whatever reads it is drawn anew as it passes. */
export class Now {
	readonly #tick: () => void;

	/** @param tickMs how often it is looked at, in milliseconds */
	constructor(tickMs = 20_000) {
		this.#tick = createSubscriber((update) => {
			const timer = setInterval(update, tickMs);
			return () => clearInterval(timer);
		});
	}

	get date(): Date {
		this.#tick();
		return new Date(serverNow());
	}
}

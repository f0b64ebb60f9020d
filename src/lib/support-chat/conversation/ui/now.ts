import { createSubscriber } from 'svelte/reactivity';
import { serverNow } from '../../core/server-clock.ts';

/** The current time for labels like "2 minutes ago"; components that read it update as it passes. */
export class Now {
	readonly #tick: () => void;

	/** @param tickMs update interval, in milliseconds */
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

import { createSubscriber } from 'svelte/reactivity';
import { serverNow } from '../core/server-clock.ts';

const TICK_MS = 20_000;

/** The current time for labels like "2 minutes ago": whatever reads it is drawn anew as it passes. */
export class Now {
	readonly #tick = createSubscriber((update) => {
		const timer = setInterval(update, TICK_MS);
		return () => clearInterval(timer);
	});

	get date(): Date {
		this.#tick();
		return new Date(serverNow());
	}
}

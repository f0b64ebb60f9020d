import { createSubscriber } from 'svelte/reactivity';
import { TimeFormat, type TimeWriter } from '../core/text/time.ts';

const LOOK_MS = 60_000;

/**
 * Times in the browser's time zone. When the zone changes while a tab is open, for example on a journey,
 * times are rendered again within a minute or when the tab becomes visible.
 */
export class ZonedTime implements TimeWriter {
	readonly #locale: string;
	#zone = currentZone();
	#format: TimeFormat;

	readonly #track = createSubscriber((update) => {
		const look = () => {
			if (currentZone() === this.#zone) return;
			this.#zone = currentZone();
			this.#format = this.#make();
			update();
		};
		const timer = setInterval(look, LOOK_MS);
		document.addEventListener('visibilitychange', look);
		return () => {
			clearInterval(timer);
			document.removeEventListener('visibilitychange', look);
		};
	});

	constructor(locale: string) {
		this.#locale = locale;
		this.#format = this.#make();
	}

	time(date: Date): string {
		return this.#now().time(date);
	}

	full(date: Date): string {
		return this.#now().full(date);
	}

	spoken(date: Date): string {
		return this.#now().spoken(date);
	}

	dayKey(date: Date): string {
		return this.#now().dayKey(date);
	}

	day(date: Date, now: Date): string {
		return this.#now().day(date, now);
	}

	divider(date: Date, now: Date): string {
		return this.#now().divider(date, now);
	}

	relative(date: Date, now: Date): string {
		return this.#now().relative(date, now);
	}

	#now(): TimeFormat {
		this.#track();
		return this.#format;
	}

	#make(): TimeFormat {
		return new TimeFormat({ locale: this.#locale, timeZone: this.#zone });
	}
}

function currentZone(): string {
	return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

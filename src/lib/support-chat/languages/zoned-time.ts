import { createSubscriber } from 'svelte/reactivity';
import { TimeFormat, type TimeWriter } from '../core/text/time.ts';

const LOOK_MS = 60_000;

/**
 * Times in the zone that the browser is in. Whoever travels, or sets the machine to another zone, has a tab
 * open meanwhile: what reads a time is drawn anew, at the next minute or when the tab is looked at.
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

import type { Clock } from '../../core/ports.ts';
import type { WidgetSettings } from '../../supabase/transports/widget-settings.ts';
import { Reopening } from './reopening.svelte.ts';
import { reopeningText } from './reopening-text.ts';

/** Pages that are open at the end of the office hours ask within this time, not all in the same second. */
const CLOSING_MS = 60_000;

/** Support's office hours, as far as a user sees them. Loaded for owners who have set some. */
export class OfficeHours {
	readonly #clock: Clock;
	readonly #reopening: Reopening;
	#cancelClosing: () => void = () => {};

	constructor(clock: Clock) {
		this.#clock = clock;
		this.#reopening = new Reopening(clock);
	}

	/** While support is closed: when it is open again, in words; null while it is open or that is unknown. */
	reopeningText(language: Parameters<typeof reopeningText>[1]): string | null {
		const { current } = this.#reopening;
		return current && reopeningText(current, language);
	}

	/** Follows the clock from now on. Calls `onClosed` once, soon after support has closed. */
	follow({ opens_at, closes_at }: WidgetSettings, onClosed: () => void): void {
		this.stop();
		this.#reopening.follow(opens_at);
		const left = Date.parse(closes_at ?? '') - this.#clock.date();
		if (left > 0) {
			const later = left + Math.random() * CLOSING_MS;
			this.#cancelClosing = this.#clock.after(later, onClosed);
		}
	}

	stop(): void {
		this.#reopening.stop();
		this.#cancelClosing();
	}
}

import type { DeskPlace } from './activity-ports.ts';
import type { Clock } from '../ports.ts';

/** Debounces changes: an admin passing through chats is in none of them. */
export const SETTLES_MS = 300;
/** A token bucket: one call per interval, of which `BURST` can be saved: at most four in 30 seconds. */
export const EARNED_EVERY_MS = 12_000;
const BURST = 2;

/**
 * Rate-limits what a page publishes: the server closes the channel after five calls within 30 seconds,
 * and each join makes one itself. Skips intermediate places, never the last.
 */
export class DeskPace {
	readonly #clock: Clock;
	readonly #show: (place: DeskPlace | null) => void;
	#place: DeskPlace | null = null;
	#shown: DeskPlace | null = null;
	/** When the bucket is full again. */
	#earnedAt = -Infinity;
	#cancelTimer: (() => void) | null = null;

	constructor(clock: Clock, show: (place: DeskPlace | null) => void) {
		this.#clock = clock;
		this.#show = show;
	}

	/** Publishes a place, or null, after at least `SETTLES_MS`, unless it is the published one. */
	set(place: DeskPlace | null): void {
		this.#place = place;
		if (this.#cancelTimer || isSame(place, this.#shown)) return;
		const wait = this.#earnedAt - (BURST - 1) * EARNED_EVERY_MS - this.#clock.now();
		this.#cancelTimer = this.#clock.after(Math.max(wait, SETTLES_MS), () => this.#pass());
	}

	/** Publishes nothing more; a later `set` starts afresh. */
	stop(): void {
		this.#cancelTimer?.();
		this.#cancelTimer = null;
		this.#place = this.#shown = null;
	}

	#pass(): void {
		this.#cancelTimer = null;
		if (isSame(this.#place, this.#shown)) return;
		this.#shown = this.#place;
		this.#earnedAt = Math.max(this.#earnedAt, this.#clock.now()) + EARNED_EVERY_MS;
		this.#show(this.#place);
	}
}

function isSame(a: DeskPlace | null, b: DeskPlace | null): boolean {
	return a?.chatId === b?.chatId && a?.typing === b?.typing;
}

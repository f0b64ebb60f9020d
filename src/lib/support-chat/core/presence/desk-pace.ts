import type { DeskPlace } from './activity-ports.ts';
import type { Clock } from '../ports.ts';

/** Whoever passes through chats is in none of them: changes are gathered for so long. */
export const SETTLES_MS = 300;
/** One call is earned in so long, and `BURST` of them can be saved: at most four in half a minute. */
export const EARNED_EVERY_MS = 12_000;
const BURST = 2;

/**
 * Passes on where a page is, seldom enough for the server: that shuts the channel after five calls
 * within half a minute, and each join makes one of its own. What changes meanwhile is left out; the
 * last place is always passed on.
 */
export class DeskPace {
	readonly #clock: Clock;
	readonly #show: (place: DeskPlace | null) => void;
	#place: DeskPlace | null = null;
	#shown: DeskPlace | null = null;
	/** When all calls are earned again. */
	#earnedAt = -Infinity;
	#cancelTimer: (() => void) | null = null;

	constructor(clock: Clock, show: (place: DeskPlace | null) => void) {
		this.#clock = clock;
		this.#show = show;
	}

	/** The page is there now, or nowhere. */
	set(place: DeskPlace | null): void {
		this.#place = place;
		if (this.#cancelTimer || isSame(place, this.#shown)) return;
		const wait = this.#earnedAt - (BURST - 1) * EARNED_EVERY_MS - this.#clock.now();
		this.#cancelTimer = this.#clock.after(Math.max(wait, SETTLES_MS), () => this.#pass());
	}

	/** Nothing is passed on any more; the next place is the first. */
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

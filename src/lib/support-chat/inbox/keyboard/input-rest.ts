import type { Clock } from '../../core/ports.ts';

/** Who has touched nothing for so long is not about to click. */
const REST_MS = 4000;
const INPUTS = ['pointermove', 'pointerdown', 'wheel', 'touchmove', 'keydown'];

/** Knows when pointer and keyboard rest: what moves a part of the page waits for that. */
export class InputRest {
	readonly #clock: Clock;
	readonly #page: () => EventTarget;
	#lastAt = -Infinity;

	/** @param page where input comes by; called in the browser only */
	constructor(clock: Clock, page: () => EventTarget) {
		this.#clock = clock;
		this.#page = page;
	}

	/** Starts to notice input; returns how to end that. */
	start(): () => void {
		const page = this.#page();
		const stop = new AbortController();
		const notice = () => (this.#lastAt = this.#clock.now());
		for (const input of INPUTS) {
			page.addEventListener(input, notice, { passive: true, capture: true, signal: stop.signal });
		}
		return () => stop.abort();
	}

	/** Calls `run` as soon as nobody has touched the page for a while, perhaps now; returns how to cancel. */
	wait(run: () => void): () => void {
		const left = this.#lastAt + REST_MS - this.#clock.now();
		if (left <= 0) {
			run();
			return () => {};
		}
		let cancel = this.#clock.after(left, () => (cancel = this.wait(run)));
		return () => cancel();
	}
}

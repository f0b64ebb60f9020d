import type { Clock } from '../../core/ports.ts';

/** Without input for this long, nobody is about to click. */
const REST_MS = 4000;
const INPUTS = ['pointermove', 'pointerdown', 'wheel', 'touchmove', 'keydown'];

/** Detects when pointer and keyboard are idle, so that layout shifts can wait for that. */
export class InputRest {
	readonly #clock: Clock;
	readonly #page: () => EventTarget;
	#lastAt = -Infinity;

	/** @param page returns the target to listen on; called in the browser only */
	constructor(clock: Clock, page: () => EventTarget) {
		this.#clock = clock;
		this.#page = page;
	}

	/** Starts listening for input; returns a function that stops it. */
	start(): () => void {
		const page = this.#page();
		const stop = new AbortController();
		const onInput = () => (this.#lastAt = this.#clock.now());
		for (const input of INPUTS) {
			page.addEventListener(input, onInput, { passive: true, capture: true, signal: stop.signal });
		}
		return () => stop.abort();
	}

	/** Calls `run` after `REST_MS` without input, possibly now; returns a function that cancels it. */
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

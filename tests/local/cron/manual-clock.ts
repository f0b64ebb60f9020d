import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../../supabase/local/cron/clock.ts';

/** A clock that only the test moves. The scheduler polls it. */
export class ManualClock implements Clock {
	#now: number;
	#ticks = 0;

	constructor(now: string) {
		this.#now = Date.parse(now);
	}

	now(): number {
		return this.#now;
	}

	async wait(_milliseconds: number, signal: AbortSignal): Promise<void> {
		this.#ticks++;
		await sleep(5, undefined, { signal }).catch(() => undefined);
	}

	/** Moves the time forward and waits until the scheduler has acted on it. */
	async advance(seconds: number): Promise<void> {
		this.#now += seconds * 1000;
		await this.tick();
	}

	/** Waits until the scheduler has completed a whole tick. */
	async tick(): Promise<void> {
		const enough = this.#ticks + 2;
		while (this.#ticks < enough) await sleep(2);
	}
}

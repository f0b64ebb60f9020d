import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../../supabase/local/cron/clock.ts';

/** A clock that only the test moves. The scheduler looks at it again and again. */
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

	/** Moves the time forward and resolves when the scheduler has acted on it. */
	async advance(seconds: number): Promise<void> {
		this.#now += seconds * 1000;
		await this.tick();
	}

	/** Resolves when the scheduler has begun and ended a whole tick. */
	async tick(): Promise<void> {
		const enough = this.#ticks + 2;
		while (this.#ticks < enough) await sleep(2);
	}
}

// Shared by the tests of the functions only.

import type { Clock } from './deadline.ts';

/** A clock on which only waiting passes time, at once. */
export function fakeClock() {
	const waits: number[] = [];
	const clock: Clock & { time: number; waits: number[] } = {
		time: 0,
		waits,
		now: () => clock.time,
		wait: (milliseconds) => {
			waits.push(milliseconds);
			clock.time += milliseconds;
			return Promise.resolve();
		},
		random: () => 0
	};
	return clock;
}

/** A clock that never moves, and whose waits never end. */
export function stoppedClock(): Clock & { time: number } {
	const clock = {
		time: 0,
		now: () => clock.time,
		wait: () => new Promise<void>(() => undefined),
		random: () => 0
	};
	return clock;
}

/** A fake `fetch` that responds with what `answer` returns, and records the requests. */
export function answering(answer: () => Response | Promise<Response>) {
	const requests: { url: string; headers: Headers; body: unknown }[] = [];
	const fetcher = ((url: string, init: RequestInit) => {
		const body: unknown = JSON.parse(String(init.body));
		requests.push({ url, headers: new Headers(init.headers), body });
		return Promise.resolve(answer());
	}) as typeof fetch;
	return { fetcher, requests };
}

/** Runs `use` with `fetcher` in place of `fetch`; packages call it by its global name. */
export async function withFetch<Result>(
	fetcher: typeof fetch,
	use: () => Promise<Result>
): Promise<Result> {
	const original = globalThis.fetch;
	globalThis.fetch = fetcher;
	try {
		return await use();
	} finally {
		globalThis.fetch = original;
	}
}

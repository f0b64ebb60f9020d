import { expect, test } from 'vitest';
import { FakeClock } from '../testing/test-support.ts';
import { RefetchScheduler, WATCHED_RECONCILE_MS } from './refetch-scheduler.ts';
import { spread } from './retry-delay.ts';

test('what is repeated comes up to a quarter sooner, never later', () => {
	expect(spread(1_000, () => 0)).toBe(750);
	expect(spread(1_000, () => 1)).toBe(1_000);
	expect(spread(1_000)).toBeGreaterThanOrEqual(750);
});

test('pages that were opened at one moment do not read at one moment', async () => {
	const clock = new FakeClock();
	const times: number[] = [];
	// A hundred pages, whose random numbers are evenly spread.
	for (let page = 0; page < 100; page++) {
		const scheduler = new RefetchScheduler({
			clock,
			read: async () => void times.push(clock.now()),
			isLive: () => true,
			isOnline: () => true,
			isWatched: () => true,
			hasHole: () => false,
			onResult: () => {},
			random: () => page / 100
		});
		scheduler.request();
	}
	await clock.pass(0);
	const start = times[0]!;
	await clock.pass(WATCHED_RECONCILE_MS);
	const later = times.slice(100);
	expect(later).toHaveLength(100);
	expect(Math.min(...later) - start).toBeLessThanOrEqual(0.75 * WATCHED_RECONCILE_MS);
	const busiest = Math.max(
		...later.map((time) => later.filter((other) => Math.abs(other - time) < 100).length)
	);
	expect(busiest).toBeLessThan(10);
});

import { expect, test } from 'vitest';
import { startSteadyTime, type Clock } from './steady-time.ts';

const PERIOD = 1000;

/** A clock that advances only by `wait`. */
function manualClock() {
	let time = 5_000_000.25;
	return {
		now: () => time,
		wait: async (milliseconds: number) => {
			time += milliseconds;
		}
	} satisfies Clock;
}

async function timeOf(work: number): Promise<number> {
	const clock = manualClock();
	const start = clock.now();
	const end = startSteadyTime(PERIOD, clock);
	await clock.wait(work);
	await end();
	return clock.now() - start;
}

test.each([
	['no work', 0],
	['a table lookup', 3],
	['a password check', 90],
	['work that ends just in time', 999.5],
	['work of the whole period', 1000]
])('a response after %s takes one period', async (_what, work) => {
	expect(await timeOf(work)).toBe(PERIOD);
});

test.each([
	[1000.5, 2],
	[1400, 2],
	[3999, 4]
])('work of %d ms takes %d whole periods', async (work, periods) => {
	expect(await timeOf(work)).toBe(periods * PERIOD);
});

test('the period counts from the start, not from the end of the work', async () => {
	const clock = manualClock();
	const start = clock.now();
	const end = startSteadyTime(PERIOD, clock);
	await end();
	await end();
	expect(clock.now() - start).toBe(PERIOD);
});

import { deepEqual, equal } from 'node:assert/strict';
import { Deadline, systemClock } from './deadline.ts';
import { fakeClock, stoppedClock } from './testing.ts';

Deno.test('a deadline counts down to 0', async () => {
	const clock = fakeClock();
	const deadline = new Deadline(clock, 1_000);
	equal(deadline.left, 1_000);
	await clock.wait(400);
	equal(deadline.left, 600);
	await clock.wait(700);
	equal(deadline.left, 0);
});

Deno.test('a pause that would outlast the deadline does not start', async () => {
	const clock = fakeClock();
	const deadline = new Deadline(clock, 1_000);
	deepEqual([await deadline.pause(999), clock.time], [true, 999]);
	deepEqual([await deadline.pause(1), clock.time], [false, 999]);
});

Deno.test('a signal aborts at the deadline or at its own limit', async () => {
	const over = new Deadline(fakeClock(), 0).signal();
	const soon = new Deadline(fakeClock(), 10_000).signal(5);
	await new Promise((resolve) => setTimeout(resolve, 50));
	deepEqual([over.aborted, soon.aborted], [true, true]);
});

Deno.test('limit awaits the work until the deadline and leaves no timer behind', async () => {
	equal(await new Deadline(systemClock, 60_000).limit(Promise.resolve('done')), 'done');
	equal(await new Deadline(systemClock, 5).limit(new Promise(() => undefined)), undefined);
	equal(await new Deadline(stoppedClock(), 5).limit(Promise.resolve('done')), 'done');
});

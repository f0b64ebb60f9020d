import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DeskPlace } from './activity-ports.ts';
import { DeskPace, EARNED_EVERY_MS, SETTLES_MS } from './desk-pace.ts';
import { FakeClock } from '../testing/test-support.ts';

const HALF_A_MINUTE = 30_000;

function setup() {
	const clock = new FakeClock();
	const calls: { at: number; place: DeskPlace | null }[] = [];
	const pace = new DeskPace(clock, (place) => calls.push({ at: clock.now(), place }));
	return { clock, calls, pace };
}

const place = (chatId: string | null, typing = false): DeskPlace => ({ chatId, typing });

test('a change is published once it has settled', async () => {
	const { clock, calls, pace } = setup();
	pace.set(place('a'));
	await clock.pass(SETTLES_MS - 1);
	expect(calls).toEqual([]);
	await clock.pass(1);
	expect(calls).toMatchObject([{ place: place('a') }]);
});

test('an admin passing through chats is shown only in the last one', async () => {
	const { clock, calls, pace } = setup();
	for (const chat of ['a', null, 'b', null, 'c']) pace.set(place(chat));
	await clock.pass(SETTLES_MS);
	expect(calls).toMatchObject([{ place: place('c') }]);
});

test('an unchanged place makes no call', async () => {
	const { clock, calls, pace } = setup();
	pace.set(null);
	await clock.pass(HALF_A_MINUTE);
	expect(calls).toEqual([]);
	pace.set(place('a'));
	await clock.pass(HALF_A_MINUTE);
	pace.set(place('a'));
	pace.set(place('b'));
	pace.set(place('a'));
	await clock.pass(HALF_A_MINUTE);
	expect(calls).toHaveLength(1);
});

test('nothing is published after stop, and a restart publishes the place again', async () => {
	const { clock, calls, pace } = setup();
	pace.set(place('a'));
	await clock.pass(SETTLES_MS);
	pace.set(place('b'));
	pace.stop();
	await clock.pass(HALF_A_MINUTE);
	expect(calls).toHaveLength(1);
	pace.set(place('a'));
	await clock.pass(HALF_A_MINUTE);
	expect(calls).toHaveLength(2);
});

test('there are at most four calls in any 30 seconds, and the last place always arrives', async () => {
	const places = fc.constantFrom(null, place(null), place('a'), place('a', true), place('b'));
	const pause = fc.constantFrom(0, 1, 100, 200, 250, 300, 1_000, 3_000, 7_000, 12_000, 40_000);
	await fc.assert(
		fc.asyncProperty(fc.array(fc.tuple(places, pause), { maxLength: 60 }), async (changes) => {
			const { clock, calls, pace } = setup();
			for (const [next, ms] of changes) {
				pace.set(next);
				await clock.pass(ms);
			}
			await clock.pass(EARNED_EVERY_MS);
			for (const [i, { at }] of calls.entries()) {
				expect((calls[i + 4]?.at ?? Infinity) - at).toBeGreaterThan(HALF_A_MINUTE);
			}
			expect(calls.at(-1)?.place ?? null).toEqual(changes.at(-1)?.[0] ?? null);
		}),
		{ numRuns: 1_000 }
	);
});

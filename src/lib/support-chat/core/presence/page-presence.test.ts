import { expect, test } from 'vitest';
import { Attendance, AWAY_AFTER_MS } from './page-presence.ts';
import { FakeClock, FakeSurroundings } from '../testing/test-support.ts';

function setup(visible = true) {
	const clock = new FakeClock();
	const surroundings = new FakeSurroundings();
	surroundings.visible = visible;
	const told: boolean[] = [];
	const attendance = new Attendance(clock, surroundings, (attending) => told.push(attending));
	attendance.start();
	return { clock, surroundings, told, attendance };
}

test('whoever looks at the page attends', () => {
	expect(setup().told).toEqual([true]);
});

test('a page opened in the background is attended to when it is first looked at', async () => {
	const { clock, surroundings, told } = setup(false);
	await clock.pass(2 * AWAY_AFTER_MS);
	expect(told).toEqual([]);
	surroundings.set({ visible: true });
	expect(told).toEqual([true]);
});

test('looking away for a moment is not leaving', async () => {
	const { clock, surroundings, told } = setup();
	for (let i = 0; i < 20; i++) {
		surroundings.set({ visible: false });
		await clock.pass(AWAY_AFTER_MS - 1);
		surroundings.set({ visible: true });
		await clock.pass(1000);
	}
	expect(told).toEqual([true]);
});

test('looking away for long is, until the page is looked at again', async () => {
	const { clock, surroundings, told } = setup();
	surroundings.set({ visible: false });
	await clock.pass(AWAY_AFTER_MS + 1);
	expect(told).toEqual([true, false]);
	surroundings.set({ visible: true });
	expect(told).toEqual([true, false, true]);
});

test('the server is never asked for more than five changes in half a minute', async () => {
	const { clock, surroundings, told } = setup();
	const times: number[] = [];
	for (let i = 0; i < 2000; i++) {
		surroundings.set({ visible: i % 2 === 0 });
		await clock.pass(i % 41 ? 2_000 : 150_000);
		while (times.length < told.length) times.push(clock.now());
	}
	expect(told.length).toBeGreaterThan(10);
	for (const [i, time] of times.entries()) {
		expect((times[i + 5] ?? Infinity) - time).toBeGreaterThan(30_000);
	}
});

test('nothing is told after the end', async () => {
	const { clock, surroundings, told, attendance } = setup();
	surroundings.set({ visible: false });
	attendance.stop();
	await clock.pass(2 * AWAY_AFTER_MS);
	surroundings.set({ visible: true });
	expect(told).toEqual([true]);
});

import { expect, test } from 'vitest';
import { PagePresence, AWAY_AFTER_MS } from './page-presence.ts';
import { FakeClock, FakePageEnvironment } from '../testing/test-support.ts';

function setup(visible = true) {
	const clock = new FakeClock();
	const environment = new FakePageEnvironment();
	environment.visible = visible;
	const told: boolean[] = [];
	const attendance = new PagePresence(clock, environment, (attending) => told.push(attending));
	attendance.start();
	return { clock, environment, told, attendance };
}

test('whoever looks at the page attends', () => {
	expect(setup().told).toEqual([true]);
});

test('a page opened in the background is attended to when it is first looked at', async () => {
	const { clock, environment, told } = setup(false);
	await clock.pass(2 * AWAY_AFTER_MS);
	expect(told).toEqual([]);
	environment.set({ visible: true });
	expect(told).toEqual([true]);
});

test('looking away for a moment is not leaving', async () => {
	const { clock, environment, told } = setup();
	for (let i = 0; i < 20; i++) {
		environment.set({ visible: false });
		await clock.pass(AWAY_AFTER_MS - 1);
		environment.set({ visible: true });
		await clock.pass(1000);
	}
	expect(told).toEqual([true]);
});

test('looking away for long is, until the page is looked at again', async () => {
	const { clock, environment, told } = setup();
	environment.set({ visible: false });
	await clock.pass(AWAY_AFTER_MS + 1);
	expect(told).toEqual([true, false]);
	environment.set({ visible: true });
	expect(told).toEqual([true, false, true]);
});

test('the server is never asked for more than five changes in half a minute', async () => {
	const { clock, environment, told } = setup();
	const times: number[] = [];
	for (let i = 0; i < 2000; i++) {
		environment.set({ visible: i % 2 === 0 });
		await clock.pass(i % 41 ? 2_000 : 150_000);
		while (times.length < told.length) times.push(clock.now());
	}
	expect(told.length).toBeGreaterThan(10);
	for (const [i, time] of times.entries()) {
		expect((times[i + 5] ?? Infinity) - time).toBeGreaterThan(30_000);
	}
});

test('nothing is told after the end', async () => {
	const { clock, environment, told, attendance } = setup();
	environment.set({ visible: false });
	attendance.stop();
	await clock.pass(2 * AWAY_AFTER_MS);
	environment.set({ visible: true });
	expect(told).toEqual([true]);
});

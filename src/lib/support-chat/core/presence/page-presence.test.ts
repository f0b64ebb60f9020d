import { expect, test } from 'vitest';
import { PagePresence, AWAY_AFTER_MS } from './page-presence.ts';
import { FakeClock, FakePageEnvironment } from '../testing/test-support.ts';

function setup(visible = true) {
	const clock = new FakeClock();
	const environment = new FakePageEnvironment();
	environment.visible = visible;
	const changes: boolean[] = [];
	const presence = new PagePresence(clock, environment, (attending) => changes.push(attending));
	presence.start();
	return { clock, environment, changes, presence };
}

test('a visible page is in use', () => {
	expect(setup().changes).toEqual([true]);
});

test('a page opened in the background is in use once it is visible', async () => {
	const { clock, environment, changes } = setup(false);
	await clock.pass(2 * AWAY_AFTER_MS);
	expect(changes).toEqual([]);
	environment.set({ visible: true });
	expect(changes).toEqual([true]);
});

test('a page hidden for a moment stays in use', async () => {
	const { clock, environment, changes } = setup();
	for (let i = 0; i < 20; i++) {
		environment.set({ visible: false });
		await clock.pass(AWAY_AFTER_MS - 1);
		environment.set({ visible: true });
		await clock.pass(1000);
	}
	expect(changes).toEqual([true]);
});

test('a page hidden for long is not in use until it is visible again', async () => {
	const { clock, environment, changes } = setup();
	environment.set({ visible: false });
	await clock.pass(AWAY_AFTER_MS + 1);
	expect(changes).toEqual([true, false]);
	environment.set({ visible: true });
	expect(changes).toEqual([true, false, true]);
});

test('there are at most five changes in 30 seconds', async () => {
	const { clock, environment, changes } = setup();
	const times: number[] = [];
	for (let i = 0; i < 2000; i++) {
		environment.set({ visible: i % 2 === 0 });
		await clock.pass(i % 41 ? 2_000 : 150_000);
		while (times.length < changes.length) times.push(clock.now());
	}
	expect(changes.length).toBeGreaterThan(10);
	for (const [i, time] of times.entries()) {
		expect((times[i + 5] ?? Infinity) - time).toBeGreaterThan(30_000);
	}
});

test('onChange is not called after stop', async () => {
	const { clock, environment, changes, presence } = setup();
	environment.set({ visible: false });
	presence.stop();
	await clock.pass(2 * AWAY_AFTER_MS);
	environment.set({ visible: true });
	expect(changes).toEqual([true]);
});

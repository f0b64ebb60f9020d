import { expect, test } from 'vitest';
import { FakeClock } from '../../core/testing/test-support.ts';
import { Reopening } from './reopening.svelte.ts';

function setup() {
	const clock = new FakeClock();
	const reopening = new Reopening(clock);
	const inMs = (ms: number) => new Date(clock.date() + ms).toISOString();
	return { clock, reopening, inMs };
}

test('lasts until the time, and follows the clock by the minute', async () => {
	const { clock, reopening, inMs } = setup();
	const start = clock.date();
	reopening.follow(inMs(150_000));
	expect(reopening.current).toEqual({ at: new Date(start + 150_000), now: new Date(start) });
	await clock.pass(60_000);
	expect(reopening.current?.now).toEqual(new Date(start + 60_000));
	await clock.pass(89_999);
	expect(reopening.current?.now).toEqual(new Date(start + 120_000));
	await clock.pass(1);
	expect(reopening.current).toBeNull();
});

test('follows the last time that it was given', async () => {
	const { clock, reopening, inMs } = setup();
	reopening.follow(inMs(30_000));
	reopening.follow(inMs(90_000));
	await clock.pass(45_000);
	expect(reopening.current).not.toBeNull();
	reopening.follow(undefined);
	expect(reopening.current).toBeNull();
});

test('is over for a time that has passed, and for what is no time', () => {
	const { reopening, inMs } = setup();
	for (const text of [inMs(0), inMs(-1), 'soon', '']) {
		reopening.follow(text);
		expect(reopening.current, text).toBeNull();
	}
});

test('follows no clock once it is stopped', async () => {
	const { clock, reopening, inMs } = setup();
	reopening.follow(inMs(90_000));
	const { now } = reopening.current!;
	reopening.stop();
	await clock.pass(200_000);
	expect(reopening.current?.now).toEqual(now);
});

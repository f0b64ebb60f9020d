import { expect, test } from 'vitest';
import { FakeClock } from '../../core/testing/test-support.ts';
import { InputRest } from './input-rest.ts';

function setup() {
	const clock = new FakeClock();
	const page = new EventTarget();
	const rest = new InputRest(clock, () => page);
	const stop = rest.start();
	const ran: number[] = [];
	const run = () => ran.push(clock.now());
	return { clock, page, rest, stop, ran, run };
}

test('runs at once without any input', () => {
	const { rest, ran, run } = setup();
	rest.wait(run);
	expect(ran).toHaveLength(1);
});

test.for(['pointermove', 'keydown', 'wheel'])('each %s delays it', async (input) => {
	const { clock, page, rest, ran, run } = setup();
	page.dispatchEvent(new Event(input));
	rest.wait(run);
	await clock.pass(3000);
	page.dispatchEvent(new Event(input));
	await clock.pass(3999);
	expect(ran).toEqual([]);
	await clock.pass(1);
	expect(ran).toHaveLength(1);
});

test('a cancelled run does not happen, also after a delay', async () => {
	const { clock, page, rest, ran, run } = setup();
	page.dispatchEvent(new Event('keydown'));
	const cancel = rest.wait(run);
	await clock.pass(3000);
	page.dispatchEvent(new Event('keydown'));
	await clock.pass(2000);
	cancel();
	await clock.pass(60_000);
	expect(ran).toEqual([]);
});

test('once stopped no input counts', () => {
	const { page, rest, stop, ran, run } = setup();
	stop();
	page.dispatchEvent(new Event('keydown'));
	rest.wait(run);
	expect(ran).toHaveLength(1);
});

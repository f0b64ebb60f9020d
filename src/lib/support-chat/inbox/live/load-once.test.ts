import { expect, test } from 'vitest';
import { FakeClock } from '../../core/testing/test-support.ts';
import { loadOnce, untilLoaded } from './load-once.ts';

/** Loads `name`, after this many failures. */
function loader(name: string, failures = 0) {
	const loads = { begun: 0 };
	const load = () => {
		loads.begun++;
		return loads.begun > failures ? Promise.resolve(name) : Promise.reject(new Error('offline'));
	};
	return { loads, load };
}

test('what is loaded is kept', async () => {
	const { load, loads } = loader('code');
	const once = loadOnce(load);
	expect(await Promise.all([once(), once()])).toEqual(['code', 'code']);
	expect(await once()).toBe('code');
	expect(loads.begun).toBe(1);
});

test('after a failure it is loaded again', async () => {
	const { load } = loader('code', 1);
	const once = loadOnce(load);
	await expect(once()).rejects.toThrow('offline');
	expect(await once()).toBe('code');
});

test('it is tried again until it succeeds', async () => {
	const { load, loads } = loader('code', 2);
	const clock = new FakeClock();
	const loading = untilLoaded(load, { clock, signal: new AbortController().signal });
	await clock.pass(1_000);
	await clock.pass(2_000);
	expect(await loading).toBe('code');
	expect(loads.begun).toBe(3);
});

test('who has left gets nothing, and nothing is tried any more', async () => {
	const { load, loads } = loader('code', 9);
	const clock = new FakeClock();
	const leaving = new AbortController();
	const loading = untilLoaded(load, { clock, signal: leaving.signal });
	await clock.pass(0);
	leaving.abort();
	expect(await loading).toBeNull();
	await clock.pass(60_000);
	expect(loads.begun).toBe(1);
});

test('what is loaded after somebody has left is not given to them', async () => {
	const leaving = new AbortController();
	const loading = untilLoaded(loader('code').load, {
		clock: new FakeClock(),
		signal: leaving.signal
	});
	leaving.abort();
	expect(await loading).toBeNull();
});

import { expect, test } from 'vitest';
import type { AttachmentState, SignedAddress } from './attachment-port.ts';
import { FakeClock, settled } from '../testing/test-support.ts';
import { FileAddresses } from './file-addresses.ts';

const TEN_MINUTES = 600_000;

class FakeStorage {
	readonly clock = new FakeClock();
	readonly asked: string[][] = [];
	readonly states_ = new Map<string, AttachmentState>();
	failing = false;
	/** The next request is never answered. */
	isSilent = false;
	#signed = 0;
	readonly addresses = new FileAddresses({ port: async () => this, clock: this.clock });

	async sign(paths: readonly string[]): Promise<Map<string, SignedAddress>> {
		this.asked.push([...paths]);
		if (this.isSilent) return new Promise(() => (this.isSilent = false));
		if (this.failing) throw new Error('no network');
		const expiresAt = this.clock.date() + TEN_MINUTES;
		const ready = paths.filter((path) => !this.states_.has(path.replace('.preview', '')));
		return new Map(ready.map((path) => [path, { url: `${path}#${++this.#signed}`, expiresAt }]));
	}

	async states(paths: readonly string[]): Promise<Map<string, AttachmentState>> {
		return new Map(
			paths.flatMap((path) => {
				const state = this.states_.get(path);
				return state ? [[path, state] as const] : [];
			})
		);
	}
}

test('asks for many addresses at once', async () => {
	const { addresses, asked, clock } = new FakeStorage();
	for (const path of ['a', 'b', 'c', 'a']) addresses.watch(path);
	expect(addresses.of('a')).toEqual({ state: 'asking', url: '' });
	await clock.pass(20);
	expect(asked).toEqual([['a', 'b', 'c']]);
	expect(addresses.of('a')).toEqual({ state: 'ready', url: 'a#1' });
});

test('keeps an address, and asks for another before it ends', async () => {
	const { addresses, asked, clock } = new FakeStorage();
	addresses.watch('a')();
	await clock.pass(60_000);
	expect(await addresses.fresh('a')).toBe('a#1');
	addresses.watch('a');
	await clock.pass(TEN_MINUTES - 80_000);
	expect(asked).toHaveLength(1);
	const fresh = addresses.fresh('a');
	await clock.pass(20);
	expect(await fresh).toBe('a#2');
});

test('asks again when a picture did not load, and gives up at last', async () => {
	const { addresses, asked, clock } = new FakeStorage();
	addresses.watch('a');
	await clock.pass(20);
	addresses.renew('a');
	await clock.pass(2_000);
	expect(addresses.of('a').url).toBe('a#2');

	const storage = new FakeStorage();
	storage.failing = true;
	storage.addresses.watch('b');
	await storage.clock.pass(120_000);
	expect(storage.addresses.of('b').state).toBe('failed');
	expect(storage.asked).toHaveLength(5);
	storage.failing = false;
	storage.addresses.retry('b');
	await storage.clock.pass(20);
	expect(storage.addresses.of('b').state).toBe('ready');
	expect(asked).toHaveLength(2);
});

test('asks about a file that is being checked for as long as it is on the screen', async () => {
	const { addresses, asked, clock, states_ } = new FakeStorage();
	states_.set('a', 'checking');
	const stop = addresses.watch('a.preview');
	await clock.pass(20);
	expect(addresses.of('a.preview').state).toBe('checking');
	states_.delete('a');
	await clock.pass(5_020);
	expect(addresses.of('a.preview').state).toBe('ready');

	states_.set('b', 'checking');
	const stopB = addresses.watch('b');
	await clock.pass(20);
	stopB();
	stop();
	const times = asked.length;
	await clock.pass(600_000);
	expect(asked).toHaveLength(times);
});

test('tells the files that are refused from those that are gone', async () => {
	const { addresses, clock, states_ } = new FakeStorage();
	states_.set('a', 'refused').set('b', 'gone');
	addresses.watch('a');
	addresses.watch('b');
	await clock.pass(20);
	await settled();
	expect([addresses.of('a').state, addresses.of('b').state]).toEqual(['refused', 'gone']);
	expect(addresses.of('a').url).toBe('');
});

test('asks again when there is no answer', async () => {
	const storage = new FakeStorage();
	storage.isSilent = true;
	storage.addresses.watch('a');
	await storage.clock.pass(20_000);
	expect(storage.addresses.of('a').state).toBe('ready');
});

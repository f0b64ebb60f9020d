import { describe, expect, it } from 'vitest';
import { ChatError } from '../chat-error.ts';
import type { Message } from '../message.ts';
import { OUTBOX_LIMIT, OutboxStorage, type StoredDraft } from './outbox-storage.ts';
import { Outbox } from './outbox.ts';
import { FakeServer } from '../testing/fake-server.ts';
import { FakeClock, MemoryStore, settled } from '../testing/test-support.ts';

const refusal = new ChatError('too long', { code: '23514', status: 400 });
const outage = new ChatError('unavailable', { code: '503', status: 503 });
const noNetwork = new ChatError('failed to fetch', { code: 'network' });

interface Setup {
	store?: MemoryStore;
	userId?: string;
	server?: FakeServer;
	unsent?: readonly StoredDraft[];
}

function setup({
	store = new MemoryStore(),
	userId = 'ann',
	server = new FakeServer(),
	unsent
}: Setup = {}) {
	const clock = new FakeClock();
	const sent: Message[] = [];
	const network = { online: true };
	let nextId = store.entries.size;
	const outbox = new Outbox({
		transport: server,
		clock,
		storage: new OutboxStorage(store, userId, 'chat'),
		unsent,
		createId: () => `id-${++nextId}`,
		isOnline: () => network.online,
		onSent: (message) => sent.push(message),
		onChange: () => {},
		random: () => 1
	});
	const contents = () => server.table.map((m) => m.content);
	const states = () => outbox.items.map((item) => item.state);
	return { outbox, server, clock, store, sent, network, contents, states };
}

describe('Outbox', () => {
	it('sends in the order written, one at a time', async () => {
		const { outbox, clock, contents } = setup();
		for (const text of ['one', 'two', 'three']) outbox.add(text);
		expect(outbox.items.map((item) => item.state)).toEqual(['sending', 'waiting', 'waiting']);
		await clock.pass(0);
		expect(contents()).toEqual(['one', 'two', 'three']);
		expect(outbox.items).toEqual([]);
	});

	it('stores a message once even if the response to its insert is lost', async () => {
		// 1. the insert commits, 2. its response is lost, 3. the same id is sent again
		const { outbox, server, clock, sent } = setup();
		server.fail('send', 'answer-lost');
		outbox.add('hello');
		await clock.pass(1_000);
		expect(server.count('send')).toBe(2);
		expect(server.table).toHaveLength(1);
		expect(sent.map((m) => m.id)).toEqual(['id-1']);
	});

	it('sends a message again after a send without a response', async () => {
		const { outbox, server, clock, contents } = setup();
		server.fail('send', 'no-answer');
		outbox.add('hello');
		await clock.pass(14_999);
		expect(server.count('send')).toBe(1);
		await clock.pass(1_001);
		expect(contents()).toEqual(['hello']);
	});

	it('keeps the order while the first of two fails', async () => {
		const { outbox, server, clock, contents } = setup();
		server.fail('send', noNetwork, noNetwork);
		outbox.add('one');
		outbox.add('two');
		await clock.pass(10_000);
		expect(contents()).toEqual(['one', 'two']);
	});

	it('marks a refused message failed and sends the next', async () => {
		const { outbox, server, clock, states, contents } = setup();
		server.fail('send', refusal);
		outbox.add('refused');
		outbox.add('fine');
		await clock.pass(0);
		expect(contents()).toEqual(['fine']);
		expect(states()).toEqual(['failed']);
		expect(outbox.items[0]?.error).toBe(refusal);
	});

	it('retries a failed message with the same id, and drops a discarded one', async () => {
		const { outbox, server, clock, store } = setup();
		server.fail('send', refusal, refusal);
		outbox.add('one');
		outbox.add('two');
		await clock.pass(0);
		outbox.retry('id-1');
		outbox.discard('id-2');
		await clock.pass(0);
		expect(server.table.map((m) => m.id)).toEqual(['id-1']);
		expect(outbox.items).toEqual([]);
		expect(store.entries.size).toBe(0);
	});

	it('waits while offline and sends when woken', async () => {
		const { outbox, server, clock, network, contents } = setup();
		network.online = false;
		outbox.add('hello');
		await clock.pass(60_000);
		expect(server.count('send')).toBe(0);
		network.online = true;
		outbox.wake();
		await settled();
		expect(contents()).toEqual(['hello']);
	});

	it('waits for the end of a rate limit, even when woken', async () => {
		const { outbox, server, clock, contents } = setup();
		server.fail('send', new ChatError('slow', { code: 'PT429', status: 429, retryAfter: 7_000 }));
		outbox.add('hello');
		await settled();
		expect(outbox.items[0]?.retryAt?.getTime()).toBe(clock.now() + 7_000);
		outbox.wake();
		await clock.pass(6_999);
		expect(server.count('send')).toBe(1);
		await clock.pass(1);
		expect(contents()).toEqual(['hello']);
	});

	it('survives a reload, in order, with failed messages still failed', async () => {
		const store = new MemoryStore();
		const before = setup({ store });
		before.server.fail('send', refusal, 'no-answer');
		before.outbox.add('refused');
		before.outbox.add('one');
		before.outbox.add('two');
		await settled();
		const after = setup({ store });
		expect(after.states()).toEqual(['failed', 'waiting', 'waiting']);
		after.outbox.wake();
		await after.clock.pass(0);
		expect(after.contents()).toEqual(['one', 'two']);
	});

	it("never sends another user's messages on a shared computer", async () => {
		const store = new MemoryStore();
		const ann = setup({ store, userId: 'ann' });
		ann.network.online = false;
		ann.outbox.add("Ann's secret");
		const bob = setup({ store, userId: 'bob' });
		bob.outbox.wake();
		await settled();
		expect(bob.outbox.items).toEqual([]);
		expect(bob.server.count('send')).toBe(0);
	});

	it('drops the bubble on the echo, before the response, and ignores a late failure', async () => {
		// 1. sending, 2. the echo arrives, 3. the send times out
		const { outbox, server, clock } = setup();
		server.fail('send', 'no-answer');
		outbox.add('hello');
		await settled();
		outbox.settle('id-1');
		expect(outbox.items).toEqual([]);
		await clock.pass(60_000);
		expect(server.count('send')).toBe(1);
	});

	it('sends the next on the echo of one whose response does not arrive', async () => {
		// 1. the insert commits, 2. its echo arrives, 3. its response never does
		const { outbox, server, contents } = setup();
		server.fail('send', 'no-answer');
		outbox.add('one');
		outbox.add('two');
		await settled();
		outbox.settle('id-1');
		await settled();
		expect(contents()).toEqual(['two']);
		expect(outbox.items).toEqual([]);
	});

	it('gives up on a message after many server errors, and sends the next', async () => {
		const { outbox, server, clock, contents, states } = setup();
		server.fail('send', ...Array.from({ length: 12 }, () => outage));
		outbox.add('poison');
		outbox.add('fine');
		await clock.pass(600_000);
		expect(states()).toEqual(['failed']);
		expect(contents()).toEqual(['fine']);
	});

	it('never gives up without a network', async () => {
		const { outbox, server, clock, contents } = setup();
		server.fail('send', ...Array.from({ length: 40 }, () => noNetwork));
		outbox.add('patient');
		await clock.pass(3_600_000);
		expect(contents()).toEqual(['patient']);
	});

	it('refuses messages when full', () => {
		const { outbox, network } = setup();
		network.online = false;
		for (let i = 0; i < OUTBOX_LIMIT; i++) outbox.add('x');
		expect(outbox.isFull).toBe(true);
		expect(() => outbox.add('one more')).toThrow(RangeError);
	});

	it('works with a store that refuses writes', async () => {
		const store = new MemoryStore();
		store.set = () => {
			throw new DOMException('full', 'QuotaExceededError');
		};
		const { outbox, clock, contents } = setup({ store });
		outbox.add('hello');
		await clock.pass(0);
		expect(contents()).toEqual(['hello']);
	});

	describe('with messages from elsewhere', () => {
		const unsent = ['one', 'two'].map((content, place) => ({
			id: `early-${place}`,
			content,
			createdAt: place,
			failed: false
		}));

		it('sends them with their ids, and keeps them across a reload until then', async () => {
			const store = new MemoryStore();
			const server = new FakeServer();
			setup({ store, server, unsent });
			expect(store.entries.size).toBe(2);
			const { outbox, clock, contents } = setup({ store, server });
			outbox.wake();
			await clock.pass(0);
			expect(contents()).toEqual(['one', 'two']);
			expect(server.table.map(({ id }) => id)).toEqual(['early-0', 'early-1']);
			expect(store.entries.size).toBe(0);
		});

		it('queues each once, however often it is passed', async () => {
			const store = new MemoryStore();
			const server = new FakeServer();
			const first = setup({ store, server, unsent });
			const second = setup({ store, server, unsent });
			expect(second.outbox.items.map(({ id }) => id)).toEqual(['early-0', 'early-1']);
			for (const { outbox } of [first, second]) outbox.wake();
			await Promise.all([first.clock.pass(0), second.clock.pass(0)]);
			expect(first.contents()).toEqual(['one', 'two']);
			expect(store.entries.size).toBe(0);
		});

		it('sends them without storage, too', async () => {
			const store = new MemoryStore();
			store.set =
				store.get =
				store.keys =
					() => {
						throw new DOMException('Forbidden', 'SecurityError');
					};
			const { outbox, clock, contents } = setup({ store, unsent });
			outbox.wake();
			await clock.pass(0);
			expect(contents()).toEqual(['one', 'two']);
		});
	});

	it('withdraws all unsent messages, including failed ones', async () => {
		const { outbox, server, clock, store } = setup();
		server.fail('send', refusal, noNetwork);
		outbox.add('refused');
		outbox.add('late');
		await clock.pass(0);
		expect(outbox.withdraw()).toMatchObject([
			{ id: 'id-1', content: 'refused', failed: false },
			{ id: 'id-2', content: 'late', failed: false }
		]);
		expect(outbox.items).toEqual([]);
		expect(store.entries.size).toBe(0);
		await clock.pass(60_000);
		expect(server.table).toEqual([]);
	});
});

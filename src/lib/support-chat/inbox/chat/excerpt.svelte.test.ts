import { flushSync } from 'svelte';
import { expect, test } from 'vitest';
import { ChatError } from '../../core/chat-error.ts';
import { Conversation } from '../../core/conversation.ts';
import { FakeServer } from '../../core/testing/fake-server.ts';
import {
	FakeClock,
	FakePageEnvironment,
	MemoryStore,
	message,
	settled
} from '../../core/testing/test-support.ts';
import { ConversationStore } from '../../conversation/conversation-store.svelte.ts';
import { Excerpt } from './excerpt.svelte.ts';

/** A chat of so many messages, its newest page loaded, and an excerpt around one of them. */
async function open(count: number, seq: number, prepare: (server: FakeServer) => void = () => {}) {
	const server = new FakeServer('admin');
	for (let i = 1; i <= count; i++) server.table.push(message(i, { senderType: 'user' }));
	const clock = new FakeClock();
	const conversation = new ConversationStore(
		new Conversation({
			chatId: 'chat',
			userId: 'admin',
			side: 'admin',
			transport: server,
			clock,
			storage: new MemoryStore(),
			environment: new FakePageEnvironment()
		})
	);
	conversation.start();
	server.join();
	await settled();
	prepare(server);
	const excerpt = new Excerpt({ seq, conversation, transport: server, clock });
	void excerpt.start();
	await settled();
	const seqs = () => excerpt.messages.map((each) => each.seq);
	const range = () => [seqs()[0], seqs().at(-1)];
	return { server, clock, conversation, excerpt, seqs, range };
}

test('shows what is around a message of long ago, and pages both ways', async () => {
	const { server, excerpt, range } = await open(100_000, 500);
	expect(range()).toEqual([476, 525]);
	expect([excerpt.hasOlder, excerpt.hasNewer]).toEqual([true, true]);
	await excerpt.loadOlder();
	await excerpt.loadNewer();
	expect(range()).toEqual([426, 575]);
	expect(server.count('fetchAfter')).toBeLessThan(5);
});

test('goes over into the conversation where they meet, without doubles or holes', async () => {
	const { server, excerpt, seqs } = await open(200, 110);
	expect(excerpt.hasNewer).toBe(true);
	await excerpt.loadNewer();
	expect(excerpt.hasNewer).toBe(false);
	expect(seqs()).toEqual(Array.from({ length: 200 - 85 }, (_, i) => i + 86));
	server.store({});
	await settled();
	expect(seqs().at(-1)).toBe(201);
});

test('messages on their way are shown below the newest only', async () => {
	const far = await open(300, 10);
	far.server.fail('send', new ChatError('no', { code: 'x', status: 403 }));
	far.conversation.send('Hello');
	await settled();
	expect(far.conversation.outgoing).toHaveLength(1);
	expect(far.excerpt.outgoing).toEqual([]);
});

test('arrivals are told once the newest are in sight', async () => {
	const { server, excerpt } = await open(120, 40);
	const told: number[] = [];
	excerpt.onArrival(({ seq }) => told.push(seq));
	server.store({});
	expect(told).toEqual([]);
	await excerpt.loadNewer();
	flushSync();
	server.store({});
	expect(told).toEqual([122]);
});

test('the start of the chat ends it above', async () => {
	const { excerpt, range } = await open(200, 60);
	await excerpt.loadOlder();
	expect(range()[0]).toBe(1);
	expect(excerpt.hasOlder).toBe(false);
});

test('numbers that are missing in the table are no end', async () => {
	const { excerpt, range } = await open(300, 100, (server) => {
		server.table.splice(120, 60);
	});
	expect(range()).toEqual([76, 185]);
	expect(excerpt.hasNewer).toBe(true);
});

test('a page that could not be read can be asked for again', async () => {
	const { server, excerpt, range } = await open(500, 250);
	server.fail('fetchAfter', new ChatError('cut', { code: 'network' }));
	await excerpt.loadNewer();
	expect(excerpt.newerError).not.toBeNull();
	await excerpt.loadNewer();
	expect(excerpt.newerError).toBeNull();
	expect(range()).toEqual([226, 325]);
});

test('the environment are read again by themselves when that fails', async () => {
	const { clock, excerpt, range } = await open(500, 250, (server) =>
		server.fail('fetchBefore', new ChatError('cut', { code: 'network' }))
	);
	expect(excerpt.loaded).toBe(false);
	expect(excerpt.readError).not.toBeNull();
	await clock.pass(60_000);
	expect(excerpt.loaded).toBe(true);
	expect(range()).toEqual([226, 275]);
});

test('lets go of what is far from the reader, and reads it again in both directions', async () => {
	const { excerpt, seqs, range } = await open(100_000, 5_000);
	for (let pages = 0; pages < 8; pages++) await excerpt.loadOlder();
	expect(range()).toEqual([4_576, 5_025]);
	excerpt.letGo(0, 150);
	expect(range()).toEqual([4_576, 4_825]);
	for (let pages = 0; pages < 6; pages++) await excerpt.loadNewer();
	expect(range()).toEqual([4_576, 5_125]);
	excerpt.letGo(400, 550);
	expect(range()).toEqual([4_876, 5_125]);
	await excerpt.loadOlder();
	expect(seqs()).toEqual(Array.from({ length: 300 }, (_, i) => i + 4_826));
	expect([excerpt.hasOlder, excerpt.hasNewer]).toEqual([true, true]);
});

test('reads the start of the chat again when that was let go of', async () => {
	const { excerpt, range } = await open(1_000, 25);
	expect(excerpt.hasOlder).toBe(false);
	for (let pages = 0; pages < 5; pages++) await excerpt.loadNewer();
	excerpt.letGo(150, 300);
	expect([range()[0], excerpt.hasOlder]).toEqual([51, true]);
	await excerpt.loadOlder();
	expect([range()[0], excerpt.hasOlder]).toEqual([1, false]);
});

test('a page that comes after its neighbour was let go of leaves no hole', async () => {
	const { excerpt, range } = await open(100_000, 5_000);
	for (let pages = 0; pages < 8; pages++) await excerpt.loadNewer();
	const older = excerpt.loadOlder();
	excerpt.letGo(200, 300);
	await older;
	expect(range()).toEqual([5_076, 5_375]);
	const newer = excerpt.loadNewer();
	excerpt.letGo(0, 100);
	await newer;
	expect(range()).toEqual([5_076, 5_275]);
	await excerpt.loadOlder();
	await excerpt.loadNewer();
	expect(range()).toEqual([5_026, 5_325]);
});

test('keeps the newest messages; far above them it is an excerpt again, and meets them again', async () => {
	const { excerpt, seqs, range } = await open(700, 500);
	for (let pages = 0; pages < 5; pages++) await excerpt.loadNewer();
	for (let pages = 0; pages < 6; pages++) await excerpt.loadOlder();
	expect([range(), excerpt.hasNewer]).toEqual([[176, 700], false]);
	excerpt.letGo(450, 525);
	expect([range(), excerpt.hasNewer]).toEqual([[526, 700], false]);
	for (let pages = 0; pages < 8; pages++) await excerpt.loadOlder();
	excerpt.letGo(100, 250);
	expect([range(), excerpt.hasNewer]).toEqual([[126, 475], true]);
	for (let pages = 0; pages < 4; pages++) await excerpt.loadNewer();
	expect(excerpt.hasNewer).toBe(false);
	expect(seqs()).toEqual(Array.from({ length: 575 }, (_, i) => i + 126));
});

test('goes on from one message when the reader is deep in the newest ones', async () => {
	const { server, excerpt, range } = await open(60, 8);
	for (let seq = 61; seq <= 400; seq++) server.store({});
	await settled();
	expect(range()).toEqual([1, 400]);
	excerpt.letGo(250, 400);
	expect([range(), excerpt.hasOlder]).toEqual([[11, 400], true]);
	await excerpt.loadOlder();
	expect([range(), excerpt.hasOlder]).toEqual([[1, 400], false]);
});

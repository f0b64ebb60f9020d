import { flushSync } from 'svelte';
import { expect, test } from 'vitest';
import { ChatError } from '../core/chat-error.ts';
import { Conversation } from '../core/conversation.ts';
import { FakeServer } from '../core/fake-server.ts';
import {
	FakeClock,
	FakeSurroundings,
	MemoryStore,
	message,
	settled
} from '../core/test-support.ts';
import { ConversationStore } from '../conversation/conversation-store.svelte.ts';
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
			surroundings: new FakeSurroundings()
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

test('the surroundings are read again by themselves when that fails', async () => {
	const { clock, excerpt, range } = await open(500, 250, (server) =>
		server.fail('fetchBefore', new ChatError('cut', { code: 'network' }))
	);
	expect(excerpt.loaded).toBe(false);
	expect(excerpt.readError).not.toBeNull();
	await clock.pass(60_000);
	expect(excerpt.loaded).toBe(true);
	expect(range()).toEqual([226, 275]);
});

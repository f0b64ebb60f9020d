import { describe, expect, it } from 'vitest';
import { ChatError } from '../chat-error.ts';
import { Conversation } from '../conversation.ts';
import { FakeServer } from '../testing/fake-server.ts';
import { evict } from './past.ts';
import {
	FakeClock,
	FakePageEnvironment,
	MemoryStore,
	message,
	settled
} from '../testing/test-support.ts';

const COUNT = 400;
const noNetwork = new ChatError('failed to fetch', { code: 'network' });
const read = { readAt: new Date(1) };

/** A conversation of 400 messages that were read, all of them loaded. */
async function open(prepare: (server: FakeServer) => void = () => {}) {
	const server = new FakeServer('user');
	for (let i = 1; i <= COUNT; i++) server.table.push(message(i, read));
	prepare(server);
	const clock = new FakeClock();
	const storage = new MemoryStore();
	const conversation = new Conversation({
		...{ chatId: 'chat', userId: 'ann', side: 'user', transport: server, clock, storage },
		environment: new FakePageEnvironment(),
		createId: () => 'mine',
		random: () => 1
	});
	conversation.start();
	server.join();
	await settled();
	while (conversation.hasOlder) await conversation.loadOlder();
	const shown = () => conversation.pages.past ?? conversation;
	const range = () => [shown().messages[0]!.seq, shown().messages.at(-1)!.seq];
	return { conversation, server, clock, range };
}

/** Of such a conversation, a reader looks at the messages from 101 to 110. */
async function openFarUp(prepare?: (server: FakeServer) => void) {
	const all = await open(prepare);
	evict(all.conversation.pages, 100, 110, 20);
	return { ...all, past: all.conversation.pages.past! };
}

describe('letting go of messages', () => {
	it('keeps those around the reader, and the newest page', async () => {
		const { conversation, range } = await openFarUp();
		expect(range()).toEqual([81, 130]);
		expect(conversation.messages.map(({ seq }) => seq)).toEqual(
			Array.from({ length: 50 }, (_, index) => COUNT - 49 + index)
		);
	});

	it('keeps them as they are for a reader near the newest page', async () => {
		const { conversation, range } = await open();
		evict(conversation.pages, 350, 400, 20);
		expect(conversation.pages.past).toBeNull();
		expect(range()).toEqual([331, COUNT]);
		await conversation.loadOlder();
		expect(range()).toEqual([281, COUNT]);
	});

	it('lets go of nothing while something is unread', async () => {
		const { conversation, server, clock, range } = await open();
		server.store();
		evict(conversation.pages, 100, 110, 20);
		expect(range()).toEqual([1, COUNT + 1]);
		conversation.setReading(true);
		await clock.pass(0);
		evict(conversation.pages, 100, 110, 20);
		expect(range()).toEqual([81, 130]);
	});

	it('lets go of nothing while a message is known to be missing', async () => {
		const { conversation, server, range } = await open();
		conversation.setReading(true);
		server.fail('fetchAfter', noNetwork);
		server.tell(message(COUNT + 2, read));
		evict(conversation.pages, 100, 110, 20);
		expect(range()).toEqual([1, COUNT + 2]);
	});

	it('reads what is missing in both directions, until it meets the newest page', async () => {
		const { conversation, server, past, range } = await openFarUp();
		await past.loadOlder();
		expect(range()).toEqual([31, 130]);
		server.store(read);
		for (let last = 180; last <= 330; last += 50) {
			await past.loadNewer();
			expect(range()).toEqual([31, last]);
		}
		await past.loadNewer();
		expect(conversation.pages.past).toBeNull();
		expect(conversation.messages.map(({ seq }) => seq)).toEqual(
			Array.from({ length: COUNT - 29 }, (_, index) => 31 + index)
		);
		expect(conversation.hasOlder).toBe(true);
		await conversation.loadOlder();
		expect([range()[0], conversation.hasOlder]).toEqual([1, false]);
	});

	it('leaves messages that the table has and the log not yet to the log, which tells of them', async () => {
		const { conversation, server, clock, past } = await openFarUp();
		const arrivals: number[] = [];
		conversation.onArrival(({ seq }) => arrivals.push(seq));
		await past.loadNewer();
		// All between are erased, and the event of a new one is lost.
		server.table.splice(180, 200);
		server.delivers = false;
		server.store(read);
		await past.loadNewer();
		expect(conversation.pages.past).toBeNull();
		expect(arrivals).toEqual([]);
		await clock.pass(61_000);
		expect(arrivals).toEqual([COUNT + 1]);
	});

	it('shows receipts in what is far from the newest, also when its page is older than they', async () => {
		const own = { senderType: 'user' as const };
		const { conversation, server, past } = await openFarUp((server) => {
			for (let seq = 70; seq <= 140; seq++) server.table[seq - 1] = message(seq, own);
		});
		server.tellRead({ reader: 'admin', upToSeq: 135, readAt: new Date(7) });
		expect(past.messages.every(({ readAt }) => readAt)).toBe(true);
		await past.loadOlder();
		await past.loadNewer();
		const unread = past.messages.filter(({ readAt }) => !readAt).map(({ seq }) => seq);
		expect(unread).toEqual([136, 137, 138, 139, 140]);
		expect(conversation.unread).toBe(0);
	});

	it('takes a failed message for sent that is found among what is read again', async () => {
		const { conversation, server, clock, past } = await openFarUp();
		server.fail('send', new ChatError('No', { code: '42501', status: 403 }));
		conversation.send('Hello');
		await clock.pass(0);
		expect(conversation.outgoing).toHaveLength(1);
		server.table[150] = message(151, { ...read, id: 'mine', senderType: 'user' });
		await past.loadNewer();
		expect(conversation.outgoing).toEqual([]);
	});

	it('asks ever more slowly for newer messages while they cannot be read', async () => {
		const { conversation, server, clock, past, range } = await openFarUp();
		server.fail('fetchAfter', noNetwork, noNetwork);
		const before = server.count('fetchAfter');
		conversation.subscribe(() => void past.loadNewer());
		void past.loadNewer();
		await clock.pass(900);
		expect(server.count('fetchAfter') - before).toBe(1);
		await clock.pass(1_900);
		expect(server.count('fetchAfter') - before).toBe(2);
		expect(range()).toEqual([81, 130]);
		await clock.pass(1_000);
		expect(range()[1]).toBeGreaterThan(130);
	});

	it('is left for the newest page at once, and an answer that comes later changes nothing', async () => {
		const { conversation, range } = await open();
		evict(conversation.pages, 300, 310, 20);
		const past = conversation.pages.past!;
		const reading = past.loadNewer();
		past.leave();
		expect(range()).toEqual([COUNT - 49, COUNT]);
		await reading;
		expect(range()).toEqual([COUNT - 49, COUNT]);
		expect(conversation.hasOlder).toBe(true);
	});
});

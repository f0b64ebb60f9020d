import { describe, expect, it } from 'vitest';
import { ChatError } from '../chat-error.ts';
import { Conversation } from '../conversation.ts';
import { FakeServer } from '../testing/fake-server.ts';
import { evictMessages } from './evict-messages.ts';
import { windowAround } from './timeline-window.ts';
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
		random: () => 1,
		evictMessages,
		evictionMargin: 20
	});
	conversation.start();
	server.join();
	await settled();
	while (conversation.hasOlder) await conversation.loadOlder();
	const { history } = conversation;
	const shown = () => conversation.window ?? conversation;
	const range = () => [shown().messages[0]!.seq, shown().messages.at(-1)!.seq];
	return { conversation, history, server, clock, range };
}

/** Of such a conversation, a reader looks at the messages from 101 to 110. */
async function openFarUp(prepare?: (server: FakeServer) => void) {
	const all = await open(prepare);
	all.history.evict(100, 110);
	return { ...all, window: all.conversation.window! };
}

describe('evicting messages', () => {
	it('keeps those around the reader, and the newest page', async () => {
		const { conversation, range } = await openFarUp();
		expect(range()).toEqual([81, 130]);
		expect(conversation.messages.map(({ seq }) => seq)).toEqual(
			Array.from({ length: 50 }, (_, index) => COUNT - 49 + index)
		);
	});

	it('keeps them as they are for a reader near the newest page', async () => {
		const { conversation, history, range } = await open();
		history.evict(350, 400);
		expect(conversation.window).toBeNull();
		expect(range()).toEqual([331, COUNT]);
		await conversation.loadOlder();
		expect(range()).toEqual([281, COUNT]);
	});

	it('lets go of nothing while something is unread', async () => {
		const { conversation, history, server, clock, range } = await open();
		server.store();
		history.evict(100, 110);
		expect(range()).toEqual([1, COUNT + 1]);
		conversation.setReading(true);
		await clock.pass(0);
		history.evict(100, 110);
		expect(range()).toEqual([81, 130]);
	});

	it('lets go of nothing while a message is known to be missing', async () => {
		const { conversation, history, server, range } = await open();
		conversation.setReading(true);
		server.fail('fetchAfter', noNetwork);
		server.tell(message(COUNT + 2, read));
		history.evict(100, 110);
		expect(range()).toEqual([1, COUNT + 2]);
	});

	it('reads what is missing in both directions, until it meets the newest page', async () => {
		const { conversation, server, window, range } = await openFarUp();
		await window.loadOlder();
		expect(range()).toEqual([31, 130]);
		server.store(read);
		for (let last = 180; last <= 330; last += 50) {
			await window.loadNewer();
			expect(range()).toEqual([31, last]);
		}
		await window.loadNewer();
		expect(conversation.window).toBeNull();
		expect(conversation.messages.map(({ seq }) => seq)).toEqual(
			Array.from({ length: COUNT - 29 }, (_, index) => 31 + index)
		);
		expect(conversation.hasOlder).toBe(true);
		await conversation.loadOlder();
		expect([range()[0], conversation.hasOlder]).toEqual([1, false]);
	});

	it('leaves messages that the table has and the log not yet to the log, which tells of them', async () => {
		const { conversation, server, clock, window } = await openFarUp();
		const arrivals: number[] = [];
		conversation.onArrival(({ seq }) => arrivals.push(seq));
		await window.loadNewer();
		// All between are erased, and the event of a new one is lost.
		server.table.splice(180, 200);
		server.delivers = false;
		server.store(read);
		await window.loadNewer();
		expect(conversation.window).toBeNull();
		expect(arrivals).toEqual([]);
		await clock.pass(61_000);
		expect(arrivals).toEqual([COUNT + 1]);
	});

	it('shows receipts in what is far from the newest, also when its page is older than they', async () => {
		const own = { senderType: 'user' as const };
		const { conversation, server, window } = await openFarUp((server) => {
			for (let seq = 70; seq <= 140; seq++) server.table[seq - 1] = message(seq, own);
		});
		server.emitRead({ reader: 'admin', upToSeq: 135, readAt: new Date(7) });
		expect(window.messages.every(({ readAt }) => readAt)).toBe(true);
		await window.loadOlder();
		await window.loadNewer();
		const unread = window.messages.filter(({ readAt }) => !readAt).map(({ seq }) => seq);
		expect(unread).toEqual([136, 137, 138, 139, 140]);
		expect(conversation.unread).toBe(0);
	});

	it('takes a failed message for sent that is found among what is read again', async () => {
		const { conversation, server, clock, window } = await openFarUp();
		server.fail('send', new ChatError('No', { code: '42501', status: 403 }));
		conversation.send('Hello');
		await clock.pass(0);
		expect(conversation.outgoing).toHaveLength(1);
		server.table[150] = message(151, { ...read, id: 'mine', senderType: 'user' });
		await window.loadNewer();
		expect(conversation.outgoing).toEqual([]);
	});

	it('asks ever more slowly for newer messages while they cannot be read', async () => {
		const { conversation, server, clock, window, range } = await openFarUp();
		server.fail('fetchAfter', noNetwork, noNetwork);
		const before = server.count('fetchAfter');
		conversation.subscribe(() => void (window.newerError || window.loadNewer()));
		void window.loadNewer();
		await clock.pass(900);
		expect(server.count('fetchAfter') - before).toBe(1);
		await clock.pass(1_900);
		expect(server.count('fetchAfter') - before).toBe(2);
		expect(range()).toEqual([81, 130]);
		await clock.pass(1_000);
		expect(range()[1]).toBeGreaterThan(130);
	});

	it('is left for the newest page at once, and an answer that comes later changes nothing', async () => {
		const { conversation, history, range } = await open();
		history.evict(300, 310);
		const window = conversation.window!;
		const reading = window.loadNewer();
		history.showNewest();
		expect(range()).toEqual([COUNT - 49, COUNT]);
		await reading;
		expect(range()).toEqual([COUNT - 49, COUNT]);
		expect(conversation.hasOlder).toBe(true);
	});
});

/** A conversation of so many messages, its newest page loaded, and a window around one of them. */
async function openAround(
	count: number,
	seq: number,
	prepare: (server: FakeServer) => void = () => {}
) {
	const server = new FakeServer('admin');
	for (let i = 1; i <= count; i++) server.table.push(message(i, read));
	const clock = new FakeClock();
	const conversation = new Conversation({
		...{ chatId: 'chat', userId: 'bob', side: 'admin', transport: server, clock },
		storage: new MemoryStore(),
		environment: new FakePageEnvironment(),
		random: () => 1,
		evictMessages
	});
	conversation.start();
	server.join();
	await settled();
	prepare(server);
	conversation.history.open(windowAround(seq));
	await settled();
	const shown = () => conversation.window ?? conversation;
	const range = () => [shown().messages[0]?.seq, shown().messages.at(-1)?.seq];
	return { server, clock, conversation, history: conversation.history, shown, range };
}

describe('a window around a message', () => {
	it('shows half a page on each side, and pages both ways', async () => {
		const { server, conversation, range } = await openAround(100_000, 500);
		expect(range()).toEqual([476, 525]);
		await conversation.window!.loadOlder();
		await conversation.window!.loadNewer();
		expect(range()).toEqual([426, 575]);
		expect(server.count('fetchAfter')).toBeLessThan(5);
	});

	it('becomes part of the conversation where they meet, without doubles or holes', async () => {
		const { server, conversation, shown } = await openAround(200, 110);
		await conversation.window!.loadNewer();
		expect(conversation.window).toBeNull();
		server.store(read);
		await settled();
		expect(shown().messages.map(({ seq }) => seq)).toEqual(
			Array.from({ length: 201 - 85 }, (_, index) => index + 86)
		);
	});

	it('is not needed for a message just before the newest page', async () => {
		const { conversation, range } = await openAround(200, 149);
		expect(conversation.window).toBeNull();
		expect(range()).toEqual([125, 200]);
	});

	it('shows the newest page when the table has no such message', async () => {
		const { conversation, range } = await openAround(200, 5_000);
		expect(conversation.window).toBeNull();
		expect([range(), conversation.hasOlder]).toEqual([[151, 200], true]);
	});

	it('ends above where the chat starts', async () => {
		const { conversation, range } = await openAround(200, 60);
		await conversation.window!.loadOlder();
		expect([range()[0], conversation.window!.hasOlder]).toEqual([1, false]);
	});

	it('is not ended by numbers that are missing in the table', async () => {
		const { conversation, range } = await openAround(300, 100, (server) => {
			server.table.splice(120, 60);
		});
		expect(range()).toEqual([76, 185]);
		expect(conversation.window).not.toBeNull();
	});

	it('is read again by itself when that fails', async () => {
		const { clock, conversation, range } = await openAround(500, 250, (server) =>
			server.fail('fetchBefore', noNetwork)
		);
		expect([conversation.window!.loaded, conversation.window!.readError]).toEqual([
			false,
			noNetwork
		]);
		await clock.pass(60_000);
		expect([range(), conversation.window!.readError]).toEqual([[226, 275], null]);
	});

	it('asks for a page that could not be read at once when told to', async () => {
		const { server, conversation, range } = await openAround(500, 250);
		server.fail('fetchAfter', noNetwork);
		await conversation.window!.loadNewer();
		expect(conversation.window!.newerError).toBe(noNetwork);
		await conversation.window!.loadNewer();
		expect(conversation.window!.newerError).toBeNull();
		expect(range()).toEqual([226, 325]);
	});

	it('leaves no hole when a page comes after its neighbour was evicted', async () => {
		const { conversation, history, range } = await openAround(100_000, 5_000);
		const window = conversation.window!;
		for (let pages = 0; pages < 8; pages++) await window.loadNewer();
		const older = window.loadOlder();
		history.evict(200, 300);
		await older;
		expect(range()).toEqual([5_076, 5_375]);
		const newer = window.loadNewer();
		history.evict(0, 100);
		await newer;
		expect(range()).toEqual([5_076, 5_275]);
		await window.loadOlder();
		await window.loadNewer();
		expect(range()).toEqual([5_026, 5_325]);
	});

	it('reads the start of the chat again when that was evicted', async () => {
		const { conversation, history, range } = await openAround(1_000, 25);
		const window = conversation.window!;
		for (let pages = 0; pages < 5; pages++) await window.loadNewer();
		history.evict(150, 300);
		expect([range()[0], window.hasOlder]).toEqual([51, true]);
		await window.loadOlder();
		expect([range()[0], window.hasOlder]).toEqual([1, false]);
	});

	it('gives way to a later one, whichever answer comes first', async () => {
		const { history, range } = await openAround(1_000, 100);
		history.open(windowAround(300));
		history.open(windowAround(500));
		await settled();
		expect(range()).toEqual([476, 525]);
		history.showNewest();
		expect(range()).toEqual([951, 1_000]);
	});
});

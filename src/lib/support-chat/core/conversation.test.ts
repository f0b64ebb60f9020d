import { describe, expect, it } from 'vitest';
import { ChatError } from './chat-error.ts';
import { Conversation } from './conversation.ts';
import type { Message, SenderType } from './message.ts';
import { FakeServer } from './testing/fake-server.ts';
import { FakeClock, FakePageEnvironment, MemoryStore, settled } from './testing/test-support.ts';

const noNetwork = new ChatError('failed to fetch', { code: 'network' });

function setup({
	stored = 0,
	side = 'user' as SenderType,
	store = new MemoryStore(),
	server = new FakeServer(side)
} = {}) {
	for (let i = 0; i < stored; i++) server.store();
	const clock = new FakeClock();
	const environment = new FakePageEnvironment();
	let nextId = 0;
	const conversation = new Conversation({
		chatId: 'chat',
		userId: 'ann',
		side,
		transport: server,
		clock,
		storage: store,
		environment,
		createId: () => `id-${++nextId}`,
		random: () => 1
	});
	const arrivals: Message[] = [];
	conversation.onArrival((message) => arrivals.push(message));
	const seqs = () => conversation.messages.map(({ seq }) => seq);
	return { conversation, server, clock, environment, arrivals, seqs };
}

/** A conversation that is loaded and joined. */
async function live(options: Parameters<typeof setup>[0] = {}) {
	const all = setup(options);
	all.conversation.start();
	await settled();
	all.server.join();
	await settled();
	return all;
}

describe('Conversation', () => {
	it('loads the newest page first and older ones on demand', async () => {
		const { conversation, seqs } = await live({ stored: 120 });
		expect(seqs()).toHaveLength(50);
		expect(seqs()[0]).toBe(71);
		await conversation.loadOlder();
		await conversation.loadOlder();
		expect(seqs()).toEqual(Array.from({ length: 120 }, (_, i) => i + 1));
		expect(conversation.hasOlder).toBe(false);
	});

	it('joins the channel when the first page is read, or could not be', async () => {
		const { conversation, server, seqs } = setup({ stored: 3 });
		conversation.start();
		expect(server.joins).toBe(0);
		await settled();
		expect(seqs()).toEqual([1, 2, 3]);
		expect(server.joins).toBe(1);

		const failing = setup();
		failing.server.fail('fetchBefore', noNetwork);
		failing.conversation.start();
		await settled();
		expect(failing.conversation.readError).toBe(noNetwork);
		expect(failing.server.joins).toBe(1);
	});

	it('joins no channel when it is stopped before its first page is read', async () => {
		const { conversation, server } = setup({ stored: 3 });
		conversation.start();
		conversation.stop();
		await settled();
		expect(server.joins).toBe(0);
	});

	it('reads an older page once for simultaneous requests', async () => {
		const { conversation, server } = await live({ stored: 120 });
		await Promise.all([conversation.loadOlder(), conversation.loadOlder()]);
		expect(server.count('fetchBefore')).toBe(2);
	});

	it('reports a failed read of an older page and reads it on the next try', async () => {
		const { conversation, server, seqs } = await live({ stored: 60 });
		server.fail('fetchBefore', noNetwork);
		await conversation.loadOlder();
		expect(conversation.olderError).toBe(noNetwork);
		await conversation.loadOlder();
		expect(conversation.olderError).toBeNull();
		expect(seqs()).toHaveLength(60);
	});

	it('shows a sent message once: as a bubble, then as the row, despite echo and response', async () => {
		const { conversation, server, seqs } = await live();
		expect(conversation.send('\nhello ')).toBeNull();
		expect(conversation.outgoing.map((o) => o.content)).toEqual(['hello']);
		await settled();
		expect(conversation.outgoing).toEqual([]);
		server.tell(server.table[0]!);
		expect(seqs()).toEqual([1]);
	});

	it('shows a message exactly once while the row replaces the bubble', async () => {
		const { conversation } = await live();
		const counts = new Set<number>();
		conversation.send('hello');
		conversation.subscribe(() =>
			counts.add(conversation.messages.length + conversation.outgoing.length)
		);
		await settled();
		expect([...counts]).toEqual([1]);
	});

	it('keeps the start of the unread messages until the reader replies or returns', async () => {
		const { conversation, server, clock } = await live({ stored: 2 });
		conversation.setReading(true);
		expect(conversation.unreadFrom).toBe(1);
		await clock.pass(0);
		expect(conversation.unread).toBe(0);
		server.store();
		expect(conversation.unreadFrom).toBe(1);
		await clock.pass(0);
		conversation.send('Answer');
		expect(conversation.unreadFrom).toBe(0);

		await clock.pass(0);
		conversation.setReading(false);
		const { seq } = server.store();
		server.store();
		expect(conversation.unreadFrom).toBe(0);
		conversation.setReading(true);
		expect(conversation.unreadFrom).toBe(seq);
	});

	it('finds the start of the unread messages if reading begins before loading', async () => {
		const { conversation, clock } = setup({ stored: 3 });
		conversation.setReading(true);
		conversation.start();
		await clock.pass(0);
		expect(conversation.unreadFrom).toBe(1);
	});

	it('fills a hole as soon as an event reveals it', async () => {
		const { server, seqs } = await live({ stored: 2 });
		server.delivers = false;
		server.store();
		server.delivers = true;
		server.store();
		await settled();
		expect(seqs()).toEqual([1, 2, 3, 4]);
	});

	it('reads what it missed after each join', async () => {
		const { server, seqs } = await live({ stored: 2 });
		server.cut();
		server.delivers = false;
		server.store();
		server.join();
		await settled();
		expect(seqs()).toEqual([1, 2, 3]);
	});

	it('reads a message whose event was lost between the first read and the join', async () => {
		const { conversation, server, seqs } = setup({ stored: 1 });
		conversation.start();
		await settled();
		server.delivers = false;
		server.store();
		server.join();
		await settled();
		expect(seqs()).toEqual([1, 2]);
	});

	it('polls every 5 s until the channel is joined, then once a minute while nobody is reading', async () => {
		const { conversation, server, clock } = setup();
		conversation.start();
		await clock.pass(20_000);
		expect(server.count('fetchAfter')).toBe(4);
		server.join();
		await settled();
		expect(server.count('fetchAfter')).toBe(5);
		await clock.pass(120_000);
		expect(server.count('fetchAfter')).toBe(7);
	});

	it('reads messages, but not receipts, every 15 s while somebody is reading', async () => {
		const { conversation, server, clock } = await live({ stored: 2 });
		conversation.setReading(true);
		await settled();
		const [reads, marks] = [server.count('fetchAfter'), server.count('fetchReadMark')];
		await clock.pass(25_000);
		expect(server.count('fetchAfter') - reads).toBe(1);
		expect(server.count('fetchReadMark')).toBe(marks);
		server.delivers = false;
		server.store();
		await clock.pass(5_000);
		expect(conversation.messages.map(({ seq }) => seq)).toEqual([1, 2, 3]);
	});

	it('does not consider a channel stale for messages missed before it joined', async () => {
		const { server, clock, seqs } = await live({ stored: 1 });
		server.cut();
		server.delivers = false;
		server.store();
		server.delivers = true;
		server.join();
		await clock.pass(20_000);
		expect(seqs()).toEqual([1, 2]);
		expect(server.joins).toBe(1);
	});

	it('does not consider a channel stale that delivered a sent message before the response', async () => {
		const { conversation, server, clock } = await live();
		conversation.send('hello');
		await clock.pass(20_000);
		expect(conversation.messages).toHaveLength(1);
		expect(server.joins).toBe(1);
	});

	it('never reads the table twice at the same time', async () => {
		const { conversation, server, environment, clock } = setup({ stored: 1 });
		server.fail('fetchBefore', 'no-answer');
		conversation.start();
		server.join();
		environment.set({ visible: true });
		environment.set({ visible: true });
		await clock.pass(14_000);
		expect(server.count('fetchBefore') + server.count('fetchAfter')).toBe(1);
		await clock.pass(2_500);
		expect(conversation.loaded).toBe(true);
	});

	it('backs off while the table cannot be read', async () => {
		const { conversation, server, clock } = setup();
		server.fail('fetchBefore', ...Array.from({ length: 20 }, () => noNetwork));
		conversation.start();
		await clock.pass(120_000);
		expect(server.count('fetchBefore')).toBeLessThan(10);
		expect(conversation.readError).toBe(noNetwork);
	});

	it('reads at once when the tab is visible or the machine online again', async () => {
		const { server, environment, seqs } = await live();
		server.delivers = false;
		server.store();
		environment.set({ visible: false });
		await settled();
		expect(seqs()).toEqual([]);
		environment.set({ visible: true });
		await settled();
		expect(seqs()).toEqual([1]);
		expect(server.wakes).toBe(1);
	});

	it('sends waiting messages as soon as the machine is online, even in a hidden tab', async () => {
		const { conversation, server, environment } = await live();
		environment.set({ visible: false, online: false });
		conversation.send('patience');
		await settled();
		expect(server.table).toEqual([]);
		environment.set({ online: true });
		await settled();
		expect(server.table).toHaveLength(1);
	});

	it('rejoins when the table has messages that the channel did not deliver', async () => {
		const { server, clock, seqs } = await live();
		server.delivers = false;
		server.store();
		await clock.pass(60_000);
		expect(seqs()).toEqual([1]);
		expect(server.joins).toBe(1);
		await clock.pass(5_000);
		expect(server.joins).toBe(2);
	});

	it('polls while a joined channel is silent, and stops on its next event', async () => {
		const { conversation, server, clock } = await live();
		server.delivers = false;
		conversation.send('anybody there?');
		await clock.pass(5_000);
		server.join();
		const before = server.count('fetchAfter');
		await clock.pass(20_000);
		expect(server.count('fetchAfter') - before).toBeGreaterThanOrEqual(4);
		server.delivers = true;
		server.store();
		await clock.pass(5_000);
		const polls = server.count('fetchAfter');
		await clock.pass(50_000);
		expect(server.count('fetchAfter')).toBe(polls);
	});

	it('reports the actual state of the connection', async () => {
		const { conversation, server, environment } = setup();
		expect(conversation.connection).toBe('connecting');
		conversation.start();
		await settled();
		expect(conversation.connection).toBe('connecting');
		server.join();
		expect(conversation.connection).toBe('connected');
		server.cut();
		expect(conversation.connection).toBe('reconnecting');
		environment.set({ online: false });
		expect(conversation.connection).toBe('offline');
		environment.set({ online: true });
		server.refuse();
		expect(conversation.connection).toBe('refused');
	});

	it('marks messages read while somebody is reading, up to the last one shown', async () => {
		const { conversation, server } = await live({ stored: 3 });
		expect(conversation.unread).toBe(3);
		conversation.setReading(true);
		await settled();
		expect(server.calls.at(-1)).toEqual({ operation: 'markRead', argument: 3 });
		server.store();
		await settled();
		expect(server.calls.at(-1)).toEqual({ operation: 'markRead', argument: 4 });
		conversation.setReading(false);
		server.store();
		await settled();
		expect(conversation.unread).toBe(1);
		expect(server.count('markRead')).toBe(2);
	});

	it('does not mark a message after a hole as read', async () => {
		const { conversation, server } = await live({ stored: 1 });
		conversation.setReading(true);
		await settled();
		server.delivers = false;
		server.store();
		server.delivers = true;
		server.fail('fetchAfter', 'no-answer');
		server.store();
		await settled();
		expect(server.calls.findLast((call) => call.operation === 'markRead')?.argument).toBe(1);
	});

	it('marks again after a failure', async () => {
		const { conversation, server, clock } = await live({ stored: 1 });
		server.fail('markRead', noNetwork);
		conversation.setReading(true);
		await clock.pass(2_000);
		expect(server.table[0]?.readAt).not.toBeNull();
	});

	it('takes receipts from events, and from the table if the event was lost', async () => {
		const { conversation, server } = await live();
		conversation.send('one');
		conversation.send('two');
		await settled();
		server.emitRead({ reader: 'admin', upToSeq: 1, readAt: new Date(7) });
		expect(conversation.messages.map((m) => m.readAt)).toEqual([new Date(7), null]);
		server.table[1] = { ...server.table[1]!, readAt: new Date(8) };
		server.join();
		await settled();
		expect(conversation.messages[1]?.readAt).toEqual(new Date(8));
	});

	it('takes reads in another tab from the table if the event was lost', async () => {
		// 1. another tab of this side marks the message read, 2. the event does not reach this tab
		const { conversation, server } = await live({ stored: 1 });
		expect(conversation.unread).toBe(1);
		server.table[0] = { ...server.table[0]!, readAt: new Date(8) };
		server.join();
		await settled();
		expect(conversation.unread).toBe(0);
	});

	it('shows a message once if it was stored, then refused, and is found on an older page', async () => {
		// 1. stored, the response lost; 2. the retry is refused; 3. a reload after 60 other messages
		const store = new MemoryStore();
		const { conversation, server, clock } = setup({ store });
		server.fail('send', 'answer-lost', new ChatError('No', { code: '42501', status: 403 }));
		conversation.send('mine');
		await clock.pass(1_000);
		expect(conversation.outgoing.map(({ state }) => state)).toEqual(['failed']);
		for (let i = 0; i < 60; i++) server.store();
		const reloaded = await live({ store, server });
		expect(reloaded.conversation.outgoing).toHaveLength(1);
		await reloaded.conversation.loadOlder();
		expect(reloaded.seqs()).toHaveLength(61);
		expect(reloaded.conversation.outgoing).toEqual([]);
	});

	it('announces each new message of the other side once, but no history and no own messages', async () => {
		const { conversation, server, arrivals } = await live({ stored: 2 });
		conversation.send('mine');
		const reply = server.store();
		server.tell(reply);
		await settled();
		server.join();
		await settled();
		expect(arrivals.map((m) => m.id)).toEqual([reply.id]);
	});

	it('refuses what the database would refuse, and keeps the draft', async () => {
		const { conversation } = await live();
		conversation.draft = ' \u200b ';
		expect(conversation.send(conversation.draft)).toBe('blank');
		expect(conversation.send('x'.repeat(4001))).toBe('too-long');
		expect(conversation.send('😀'.repeat(4000))).toBeNull();
		expect(conversation.outgoing).toHaveLength(1);
	});

	it('keeps a draft across a reload and clears it once sent', async () => {
		const store = new MemoryStore();
		setup({ store }).conversation.draft = 'half a thou';
		const { conversation } = setup({ store });
		expect(conversation.draft).toBe('half a thou');
		conversation.send(conversation.draft);
		expect(setup({ store }).conversation.draft).toBe('');
	});

	it('stores one message for a draft sent from two tabs, at once or one after the other', async () => {
		for (const pause of [0, 60_000]) {
			const store = new MemoryStore();
			const server = new FakeServer();
			setup({ store }).conversation.draft = 'hello';
			const [one, other] = [await live({ store, server }), await live({ store, server })];
			for (const { conversation, clock } of [one, other]) {
				expect(conversation.send('hello')).toBeNull();
				await clock.pass(pause);
			}
			await settled();
			expect(server.table.map(({ content }) => content)).toEqual(['hello']);
			for (const { conversation } of [one, other]) {
				expect([conversation.draft, conversation.outgoing]).toEqual(['', []]);
			}
		}
	});

	it('stores both messages if two tabs have edited one draft differently', async () => {
		const store = new MemoryStore();
		store.watch = () => () => {};
		const server = new FakeServer();
		setup({ store }).conversation.draft = 'hello';
		const [one, other] = [await live({ store, server }), await live({ store, server })];
		one.conversation.draft = 'hello there';
		one.conversation.send('hello there');
		other.conversation.send('hello');
		await settled();
		expect(server.table.map(({ content }) => content).sort()).toEqual(['hello', 'hello there']);
	});

	it('sends the same text again when it is typed again', async () => {
		const { conversation, server } = await live();
		for (let i = 0; i < 3; i++) {
			conversation.draft = 'ok';
			conversation.send('ok');
			await settled();
		}
		expect(server.table).toHaveLength(3);
	});

	it('announces nothing after stop, even if the response to a read arrives', async () => {
		const { conversation, server, arrivals } = await live();
		server.delivers = false;
		server.store();
		server.join();
		conversation.stop();
		await settled();
		expect(arrivals).toEqual([]);
	});

	it('reads missing messages at once on refresh', async () => {
		const { conversation, server, seqs } = await live({ stored: 2 });
		server.delivers = false;
		server.store();
		conversation.refresh();
		await settled();
		expect(seqs()).toEqual([1, 2, 3]);
	});

	it('has the last seq before a hole, even if later messages are known', async () => {
		const { conversation, server, seqs } = await live({ stored: 2 });
		expect(conversation.lastSeq).toBe(2);
		server.delivers = false;
		server.store();
		server.delivers = true;
		server.fail('fetchAfter', noNetwork);
		server.store();
		expect(seqs()).toEqual([1, 2, 4]);
		expect(conversation.lastSeq).toBe(2);
	});

	it('makes no requests after stop', async () => {
		const { conversation, server, clock, environment } = await live();
		conversation.stop();
		const before = server.calls.length;
		environment.set({ visible: true });
		server.store();
		await clock.pass(300_000);
		expect(server.calls).toHaveLength(before);
	});
});

import { expect, test } from 'vitest';
import type { ChatSummary } from '../../core/chat-summary.ts';
import type { MessageHit } from '../../core/search.ts';
import { FakeClock, settled } from '../../core/testing/test-support.ts';
import type { SearchPage } from '../../supabase/transports/search-transport.ts';
import { SearchSession, TYPING_PAUSE_MS } from './search-session.svelte.ts';

const chat = (id: string) => ({ id, archived: false }) as ChatSummary;
const hit = (seq: number) => ({ chatId: 'a', seq, archived: false }) as MessageHit;

/** A network whose responses the test sends. */
class FakePort {
	readonly asked: string[] = [];
	readonly #answers = new Map<
		string,
		(hits: MessageHit[] | Error, next: string | null, stoppedAt: Date | null) => void
	>();
	people: ChatSummary[] = [];
	readonly askedForPeople: string[] = [];

	searchChats = async (query: string) => {
		this.askedForPeople.push(query);
		return { chats: this.people, next: null };
	};

	searchMessages = (query: string, { before }: { before?: string | null }) => {
		const question = before ? `${query} before ${before}` : query;
		this.asked.push(question);
		return new Promise<SearchPage>((resolve, reject) => {
			this.#answers.set(question, (hits, next, stoppedAt) =>
				hits instanceof Error ? reject(hits) : resolve({ hits, next, stoppedAt })
			);
		});
	};

	async answer(
		question: string,
		hits: MessageHit[] | Error,
		next: string | null = null,
		stoppedAt: Date | null = null
	) {
		this.#answers.get(question)!(hits, next, stoppedAt);
		await settled();
	}
}

function setup() {
	const clock = new FakeClock();
	const port = new FakePort();
	const addresses: string[] = [];
	const search = new SearchSession({
		port: () => port,
		clock,
		onasked: (query) => addresses.push(query)
	});
	const found = () => search.answer?.messages.items.map(({ seq }) => seq);
	return { clock, port, search, addresses, found };
}

test('searches once when typing pauses, and puts the query into the address', async () => {
	const { clock, port, search, addresses } = setup();
	for (const text of ['r', 're', 'refund ']) {
		search.type(text);
		await clock.pass(TYPING_PAUSE_MS - 1);
	}
	expect(port.asked).toEqual([]);
	await clock.pass(1);
	expect(port.asked).toEqual(['refund']);
	expect(addresses).toEqual(['refund']);
	expect(search.text).toBe('refund ');
});

test('the late response to an older query is not shown', async () => {
	const { port, search, found } = setup();
	search.type('old');
	search.submit();
	search.type('new');
	search.submit();
	await port.answer('new', [hit(2)]);
	await port.answer('old', [hit(1)]);
	expect(found()).toEqual([2]);
	expect(search.answer?.query).toBe('new');
});

test('the next page of an old query is not added to the new results', async () => {
	const { port, search, found } = setup();
	search.open('old');
	await port.answer('old', [hit(9)], 'nine');
	void search.answer?.messages.load();
	search.open('new');
	await port.answer('new', [hit(2)]);
	await port.answer('old before nine', [hit(1)]);
	expect(found()).toEqual([2]);
});

test('reads page by page, and a failed page again', async () => {
	const { port, search, found } = setup();
	search.open('x');
	expect(search.answer?.messages.state).toBe('loading');
	await port.answer('x', [hit(9)], 'nine');
	expect(search.answer?.messages.hasMore).toBe(true);
	void search.answer?.messages.load();
	await port.answer('x before nine', new Error('No connection'));
	expect(search.answer?.messages.state).toBe('failed');
	void search.answer?.messages.load();
	await port.answer('x before nine', [hit(8)]);
	expect(found()).toEqual([9, 8]);
	expect(search.answer?.messages.hasMore).toBe(false);
});

test('a search that stopped early says where, and continues from there', async () => {
	const { port, search, found } = setup();
	const date = new Date('2026-01-02T03:04:05Z');
	search.open('x');
	await port.answer('x', [], 'there', date);
	expect(search.answer?.messages).toMatchObject({ items: [], hasMore: true, stoppedAt: date });
	void search.answer?.messages.load();
	await port.answer('x before there', [hit(8)]);
	expect(found()).toEqual([8]);
	expect(search.answer?.messages).toMatchObject({ hasMore: false, stoppedAt: null });
});

test('emptying the field ends the search at once', async () => {
	const { clock, search, addresses } = setup();
	search.type('x');
	await clock.pass(TYPING_PAUSE_MS);
	search.type('');
	expect(search.answer).toBeNull();
	expect(addresses).toEqual(['x', '']);
});

test('typed text is dropped when the address changes meanwhile', async () => {
	const { clock, port, search, addresses } = setup();
	search.type('typed');
	search.open('from the address');
	await clock.pass(TYPING_PAUSE_MS);
	expect(port.asked).toEqual(['from the address']);
	expect(search.text).toBe('from the address');
	expect(addresses).toEqual([]);
});

test('an address with the current query changes nothing', async () => {
	const { port, search, found } = setup();
	search.type('refund ');
	search.submit();
	await port.answer('refund', [hit(1)]);
	search.open('refund');
	expect(search.text).toBe('refund ');
	expect(found()).toEqual([1]);
	expect(port.asked).toHaveLength(1);
});

test('results that are archived meanwhile are shown as archived', async () => {
	const { port, search } = setup();
	port.people = [chat('a'), chat('b')];
	search.open('x');
	await port.answer('x', [hit(1)]);
	search.onMoved({ ...chat('a'), archived: true });
	expect(search.answer?.people.items.map(({ archived }) => archived)).toEqual([true, false]);
	expect(search.answer?.messages.items[0]?.archived).toBe(true);
});

test('asks for people in the words of the database', async () => {
	const port = new FakePort();
	const search = new SearchSession({
		port: () => port,
		clock: new FakeClock(),
		onasked() {},
		peopleQuery: (query) => query.replace('Gast', 'guest')
	});
	search.type('Gast 7F3K');
	search.submit();
	await settled();
	expect(port.askedForPeople).toEqual(['guest 7F3K']);
	expect(port.asked).toEqual(['Gast 7F3K']);
	expect(search.answer?.query).toBe('Gast 7F3K');
});

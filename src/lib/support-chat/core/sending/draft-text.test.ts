import { describe, expect, it } from 'vitest';
import { draftKeys } from './draft-keys.ts';
import { DraftText, hasDraft } from './draft-text.ts';
import { FakePageEnvironment, MemoryStore } from '../testing/test-support.ts';

/** One tab of a browser with this store. */
function tab(store: MemoryStore) {
	const time = { now: 0 };
	const draft = new DraftText(store, 'ann', 'chat', { now: () => time.now });
	const environment = new FakePageEnvironment();
	let changes = 0;
	const leave = draft.follow(environment, () => changes++);
	const type = (text: string) => (draft.text = text);
	return { draft, time, environment, type, leave, changes: () => changes };
}

function fill(store: MemoryStore): void {
	store.set = () => {
		throw new DOMException('full', 'QuotaExceededError');
	};
}

describe('DraftText', () => {
	it('survives a reload, even if an earlier version stored it', () => {
		const store = new MemoryStore();
		tab(store).type('half a thou');
		expect(tab(store).draft.text).toBe('half a thou');
		for (const text of ['as it was', '{"id":1}', 'null', '7', '"quoted"']) {
			store.entries.set(`${draftKeys('ann')}chat`, text);
			expect(tab(store).draft.text).toBe(text);
		}
	});

	it('has one message id in all tabs, and another for another text or the next draft', () => {
		const store = new MemoryStore();
		const [one, other] = [tab(store), tab(store)];
		one.type('ok');
		const id = one.draft.messageId('ok');
		expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
		expect(other.draft.messageId('ok')).toBe(id);
		expect(tab(store).draft.messageId('ok')).toBe(id);
		expect(other.draft.messageId('ok, thanks')).not.toBe(id);
		one.type('');
		one.type('ok');
		expect(one.draft.messageId('ok')).not.toBe(id);
	});

	it('shows what is typed and sent in another tab', () => {
		const store = new MemoryStore();
		const [one, other] = [tab(store), tab(store)];
		one.type('hello');
		expect(other.draft.text).toBe('hello');
		one.type('');
		expect(other.draft.text).toBe('');
		expect(other.changes()).toBe(2);
		expect(one.changes()).toBe(0);
	});

	it('keeps the text that is being typed, even later, whatever another tab stores', () => {
		const store = new MemoryStore();
		const [one, other] = [tab(store), tab(store)];
		other.type('mine');
		one.time.now = other.time.now = 1_000;
		one.type('theirs');
		expect(other.draft.text).toBe('mine');
		other.time.now = 60_000;
		one.type('theirs, longer');
		one.type('');
		expect(other.draft.text).toBe('mine');
	});

	it('is cleared in all tabs once sent, even while typing', () => {
		const store = new MemoryStore();
		const [one, other] = [tab(store), tab(store)];
		other.type('hello');
		expect(one.draft.text).toBe('hello');
		one.type('');
		expect(other.draft.text).toBe('');
	});

	it('reads the store again when the page is shown again', () => {
		const store = new MemoryStore();
		const { draft, environment } = tab(store);
		store.entries.set(
			`${draftKeys('ann')}chat`,
			JSON.stringify({ id: 'x', text: 'written elsewhere' })
		);
		expect(draft.text).toBe('');
		environment.set({ visible: true });
		expect(draft.text).toBe('written elsewhere');
	});

	it('never returns to the text from before the store was full', () => {
		const store = new MemoryStore();
		const one = tab(store);
		one.type('old');
		fill(store);
		one.type('old, and much more');
		expect(one.draft.text).toBe('old, and much more');
		expect(tab(store).draft.text).toBe('');
	});

	it('keeps a text that could not be stored, whatever other tabs store', () => {
		const store = new MemoryStore();
		const set = store.set.bind(store);
		const [one, other] = [tab(store), tab(store)];
		fill(store);
		one.type('only here');
		store.set = set;
		one.time.now = 60_000;
		other.type('short');
		other.type('');
		expect(one.draft.text).toBe('only here');
	});

	it('works while storage is blocked', () => {
		const store = new MemoryStore();
		store.get =
			store.set =
			store.remove =
				() => {
					throw new DOMException('Forbidden', 'SecurityError');
				};
		const { draft, type } = tab(store);
		type('hello');
		expect(draft.text).toBe('hello');
	});

	it('does not call the listener after unsubscribing', () => {
		const store = new MemoryStore();
		const [one, other] = [tab(store), tab(store)];
		other.leave();
		one.type('hello');
		expect(other.draft.text).toBe('');
	});

	it('is found without opening the chat, unless it is blank', () => {
		const store = new MemoryStore();
		const find = () => hasDraft(store, 'u', 'c');
		expect(find()).toBe(false);
		const draft = new DraftText(store, 'u', 'c');
		draft.text = ' ';
		expect(find()).toBe(false);
		draft.text = 'hello';
		expect(find()).toBe(true);
		expect(hasDraft(store, 'u', 'other')).toBe(false);
	});
});

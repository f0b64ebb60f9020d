import { expect, test } from 'vitest';
import type { Locks } from './tab-leader.ts';
import { TabLeader } from './tab-leader.ts';
import { FakePageEnvironment, MemoryStore } from '../testing/test-support.ts';

/** One browser's locks and storage, shared by its tabs. */
class Browser {
	readonly storage = new MemoryStore();
	readonly #shared: string[] = [];
	readonly #kept = new Map<string, object>();
	#queue: Promise<unknown> = Promise.resolve();

	/** The locks as seen by one tab. */
	locksOf = (owner: object): Locks => ({
		keep: async (name) => {
			if (!this.#kept.has(name)) this.#kept.set(name, owner);
			return this.#kept.get(name) === owner;
		},
		alone: <T>(_name: string, work: () => T) => {
			const done = this.#queue.then(work);
			this.#queue = done.catch(() => {});
			return done;
		},
		share: (name) => {
			this.#shared.push(name);
			return () => void this.#shared.splice(this.#shared.indexOf(name), 1);
		},
		isShared: async (name) => this.#shared.includes(name)
	});

	open({ visible = true, scope = 'u', hasLocks = true, storage = this.storage } = {}) {
		const environment = new FakePageEnvironment();
		environment.visible = visible;
		const locks = hasLocks ? this.locksOf(environment) : null;
		const tab = new TabLeader({ scope, locks, storage, environment });
		tab.start();
		return { tab, environment };
	}
}

async function claims(tabs: { tab: TabLeader }[], seq: number): Promise<boolean[]> {
	return Promise.all(tabs.map(({ tab }) => tab.claim('chat', seq)));
}

test('one of several tabs claims each message', async () => {
	const browser = new Browser();
	const tabs = [0, 1, 2].map(() => browser.open({ visible: false }));
	expect((await claims(tabs, 1)).filter(Boolean)).toHaveLength(1);
	expect((await claims(tabs, 2)).filter(Boolean)).toHaveLength(1);
});

test('one tab claims a message even if its write reaches the others late', async () => {
	const browser = new Browser();
	const tabs = [0, 1].map(() => browser.open({ visible: false, storage: new MemoryStore() }));
	expect((await claims(tabs, 1)).filter(Boolean)).toHaveLength(1);
});

test('the visible tab claims, if there is one', async () => {
	const browser = new Browser();
	const hidden = browser.open({ visible: false });
	const visible = browser.open();
	expect(await claims([hidden, visible], 1)).toEqual([false, true]);
	visible.environment.set({ visible: false });
	expect(await claims([hidden, visible], 2)).toEqual([true, false]);
	hidden.environment.set({ visible: true });
	expect(await claims([visible, hidden], 3)).toEqual([false, true]);
});

test('a later tab cannot claim the same message or an earlier one', async () => {
	const browser = new Browser();
	const awake = browser.open();
	expect(await awake.tab.claim('chat', 7)).toBe(true);
	const asleep = browser.open();
	expect(await claims([asleep], 6)).toEqual([false]);
	expect(await claims([asleep], 7)).toEqual([false]);
	expect(await claims([asleep], 8)).toEqual([true]);
});

test('chats and scopes are independent', async () => {
	const browser = new Browser();
	const { tab } = browser.open();
	const inbox = browser.open({ scope: 'inbox', visible: false });
	expect(await tab.claim('a', 5)).toBe(true);
	expect(await tab.claim('b', 1)).toBe(true);
	expect(await inbox.tab.claim('a', 5)).toBe(true);
});

test('a hidden tab claims after the visible one is closed', async () => {
	const browser = new Browser();
	const visible = browser.open();
	const hidden = browser.open({ visible: false });
	expect(await hidden.tab.claim('chat', 1)).toBe(false);
	visible.tab.stop();
	expect(await hidden.tab.claim('chat', 1)).toBe(true);
});

test('only the visible tab claims without locks', async () => {
	const browser = new Browser();
	const visible = browser.open({ hasLocks: false });
	const hidden = browser.open({ hasLocks: false, visible: false });
	expect(await claims([hidden, visible], 1)).toEqual([false, true]);
	expect(await claims([visible], 1)).toEqual([false]);
});

test('claims even if the storage is full or has invalid entries', async () => {
	const browser = new Browser();
	const { tab } = browser.open();
	const key = 'support-chat:told:u';
	for (const junk of ['{', 'null', '[["chat"], 7, ["chat", "9"]]']) {
		browser.storage.set(key, junk);
		expect(await tab.claim('chat', 1)).toBe(true);
	}
	browser.storage.remove(key);
	browser.storage.set = () => {
		throw new Error('full');
	};
	expect(await tab.claim('chat', 1)).toBe(true);
});

test('remembers the last fifty chats', async () => {
	const browser = new Browser();
	const { tab } = browser.open();
	for (let i = 0; i < 80; i++) await tab.claim(`chat${i}`, 1);
	expect(JSON.parse([...browser.storage.entries.values()][0]!)).toHaveLength(50);
	expect(await tab.claim('chat79', 1)).toBe(false);
});

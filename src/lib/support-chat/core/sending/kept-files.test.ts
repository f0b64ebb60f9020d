import { expect, test, vi } from 'vitest';
import { MemoryFileStore, preparedFile } from '../testing/fake-files.ts';
import { MemoryStore, settled } from '../testing/test-support.ts';
import { draftFileKeys, draftKeys } from './draft-keys.ts';
import { DraftText } from './draft-text.ts';
import { KeptFiles } from './kept-files.ts';

const prefix = draftFileKeys(`${draftKeys('ann')}chat`);
const [a, b, c] = [preparedFile('a'), preparedFile('b'), preparedFile('c')];

function browser() {
	const storage = new MemoryStore();
	const store = new MemoryFileStore();
	const locks = new Set<string>();
	let count = 0;
	/** A page with the chat, and what its browser does when it is left. */
	function open() {
		const held = new Set<string>();
		const kept = new KeptFiles({
			...{ storage, store, prefix, createId: () => `id-${++count}` },
			async claim(id) {
				if (locks.has(id)) return null;
				for (const ids of [locks, held]) ids.add(id);
				return () => void locks.delete(id);
			}
		});
		return { kept, leave: () => held.forEach((id) => locks.delete(id)) };
	}
	return { storage, store, locks, open };
}

const notes = (storage: MemoryStore) => storage.keys(prefix);

test('are there after a reload, and no more once they are sent', async () => {
	const { storage, store, locks, open } = browser();
	const first = open();
	first.kept.keep([a]);
	first.kept.keep([a, b]);
	await settled();
	first.leave();
	expect(new DraftText(storage, 'ann', 'chat').hasFiles).toBe(true);
	expect(new DraftText(storage, 'ann', 'other').hasFiles).toBe(false);

	const second = open();
	expect(await second.kept.take()).toEqual([a, b]);
	second.kept.keep([]);
	expect(notes(storage)).toEqual([]);
	await settled();
	expect([store.entries.size, locks.size]).toEqual([0, 0]);
	expect(await open().kept.take()).toEqual([]);
});

test('are this page’s only, while it is there', async () => {
	const { store, open } = browser();
	const [first, second] = [open(), open()];
	first.kept.keep([a]);
	await settled();
	expect(await second.kept.take()).toEqual([]);
	second.kept.keep([b]);
	second.kept.keep([]);
	await settled();
	expect([...store.entries.values()]).toEqual([[a]]);
	expect(await first.kept.take()).toEqual([a]);
});

test('of several pages that are gone go to the next page, once', async () => {
	const { store, storage, open } = browser();
	const [first, second] = [open(), open()];
	first.kept.keep([a]);
	second.kept.keep([b]);
	await settled();
	first.leave();
	second.leave();
	const [third, fourth] = [open(), open()];
	expect(await third.kept.take()).toEqual([a, b]);
	expect(await fourth.kept.take()).toEqual([]);
	third.kept.keep([a, b, c]);
	await settled();
	expect([...store.entries.values()]).toEqual([[a, b, c]]);
	third.kept.keep([]);
	await settled();
	expect([store.entries.size, notes(storage).length]).toEqual([0, 0]);
});

test('that are chosen while it looks are not chosen twice', async () => {
	const { open, store } = browser();
	const { kept } = open();
	const taken = kept.take();
	kept.keep([a]);
	expect(await taken).toEqual([]);
	await settled();
	expect([...store.entries.values()]).toEqual([[a]]);
});

test('are not written again when they are the same', async () => {
	const { store, open } = browser();
	const save = vi.spyOn(store, 'save');
	const { kept } = open();
	kept.keep([a]);
	await settled();
	kept.keep([a]);
	await settled();
	expect(save).toHaveBeenCalledOnce();
});

test('that the browser has lost are forgotten', async () => {
	const { storage, store, locks, open } = browser();
	const first = open();
	first.kept.keep([a]);
	await settled();
	first.leave();
	store.entries.clear();
	expect(await open().kept.take()).toEqual([]);
	expect([notes(storage).length, locks.size]).toEqual([0, 0]);
});

test('are forgotten with everything of the user', async () => {
	const { storage, open } = browser();
	const { kept } = open();
	kept.keep([a]);
	await settled();
	storage.entries.clear();
	expect(await kept.take()).toEqual([]);
});

test('last as long as the page without storage', async () => {
	const { storage, open } = browser();
	for (const name of ['set', 'keys', 'remove'] as const) {
		vi.spyOn(storage, name).mockImplementation(() => {
			throw new Error('blocked');
		});
	}
	expect(new DraftText(storage, 'ann', 'chat').hasFiles).toBe(false);
	const { kept } = open();
	kept.keep([a]);
	await settled();
	expect(await kept.take()).toEqual([a]);
	kept.keep([]);
	await settled();
	expect(await kept.take()).toEqual([]);
});

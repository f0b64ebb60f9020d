import { expect, test, vi } from 'vitest';
import { ChatError } from '../../core/chat-error.ts';
import type { ReplyText, SavedReply } from '../../core/saved-reply.ts';
import { settled } from '../../core/testing/test-support.ts';
import { SavedReplies, type SavedRepliesPort } from './saved-replies.svelte.ts';

/** The table, which other admins change too. */
class FakeTable implements SavedRepliesPort {
	rows: SavedReply[] = [];
	#time = 100;
	list = vi.fn(async () => [...this.rows]);
	version = vi.fn(async () => ({
		count: this.rows.length,
		newest:
			this.rows
				.map(({ updatedAt }) => updatedAt)
				.sort()
				.at(-1) ?? null
	}));

	async get(id: string): Promise<SavedReply | null> {
		return this.rows.find((row) => row.id === id) ?? null;
	}

	async add(id: string, text: ReplyText): Promise<SavedReply> {
		if (await this.get(id)) throw new ChatError('duplicate', { code: '23505', status: 409 });
		return this.write(id, text);
	}

	async change(reply: SavedReply, text: ReplyText): Promise<SavedReply | null> {
		return this.#isAsRead(reply) ? this.write(reply.id, text) : null;
	}

	async remove(reply: SavedReply): Promise<boolean> {
		if (!this.#isAsRead(reply)) return false;
		this.delete(reply.id);
		return true;
	}

	write(id: string, { title, content }: ReplyText): SavedReply {
		const row = { id, title, content, updatedAt: String(this.#time++) };
		this.delete(id);
		this.rows.push(row);
		return row;
	}

	delete(id: string): void {
		this.rows = this.rows.filter((row) => row.id !== id);
	}

	#isAsRead({ id, updatedAt }: SavedReply): boolean {
		return this.rows.some((row) => row.id === id && row.updatedAt === updatedAt);
	}
}

const text = (title: string): ReplyText => ({ title, content: `About ${title}` });

async function setUp(...titles: string[]) {
	const table = new FakeTable();
	for (const title of titles) table.write(title, text(title));
	const replies = new SavedReplies(() => table);
	await replies.refresh();
	const shown = () => replies.replies.map(({ title }) => title);
	return { table, replies, shown };
}

test('lists them by title, and reads them again only when they have changed', async () => {
	const { table, replies, shown } = await setUp('b', 'A', 'item 10', 'item 9');
	expect(shown()).toEqual(['A', 'b', 'item 9', 'item 10']);
	await replies.refresh();
	expect(table.list).toHaveBeenCalledTimes(1);
	table.write('b', text('c'));
	await replies.refresh();
	expect(shown()).toEqual(['A', 'c', 'item 9', 'item 10']);
	table.delete('A');
	await replies.refresh();
	expect(shown()).toEqual(['c', 'item 9', 'item 10']);
	expect(table.list).toHaveBeenCalledTimes(3);
});

test('reads once at a time', async () => {
	const { table, replies } = await setUp();
	await Promise.all([replies.refresh(), replies.refresh()]);
	expect(table.version).toHaveBeenCalledTimes(1);
});

test('a failed read keeps what is shown, and the next one may succeed', async () => {
	const table = new FakeTable();
	const replies = new SavedReplies(() => table);
	table.list.mockRejectedValueOnce(new Error('no network'));
	await replies.refresh();
	expect([replies.failed, replies.loaded]).toEqual([true, false]);
	table.write('a', text('A'));
	await replies.refresh();
	expect([replies.failed, replies.loaded]).toEqual([false, true]);
	table.version.mockRejectedValueOnce(new Error('no network'));
	await replies.refresh();
	expect(replies.failed).toBe(false);
	expect(replies.replies).toHaveLength(1);
});

test('a reply that was added during a read stays', async () => {
	const { table, replies, shown } = await setUp('a');
	let answer = (_rows: SavedReply[]) => {};
	table.list.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
	table.write('b', text('b'));
	const old = [...table.rows];
	const reading = replies.refresh();
	await replies.add('c', text('c'));
	await settled();
	answer(old);
	await reading;
	expect(shown()).toEqual(['a', 'b', 'c']);
});

test('adding again after a lost answer adds none', async () => {
	const { table, replies, shown } = await setUp();
	table.write('new', text('New'));
	await replies.add('new', text('New'));
	expect(shown()).toEqual(['New']);
	expect(table.rows).toHaveLength(1);
});

test('changes and deletes a reply that is as it was read', async () => {
	const { table, replies, shown } = await setUp('a', 'b');
	expect(await replies.change(replies.replies[0]!, text('z'))).toEqual({ kind: 'done' });
	expect(shown()).toEqual(['b', 'z']);
	expect(await replies.remove(replies.replies[1]!)).toEqual({ kind: 'done' });
	expect(shown()).toEqual(['b']);
	expect(table.rows.map(({ id }) => id)).toEqual(['b']);
});

test('does not overwrite or delete what another admin has changed', async () => {
	const { table, replies, shown } = await setUp('a');
	const [read] = replies.replies;
	const theirs = table.write('a', text('theirs'));
	expect(await replies.change(read!, text('mine'))).toEqual({ kind: 'changed', theirs });
	expect(await replies.remove(read!)).toEqual({ kind: 'changed', theirs });
	expect(shown()).toEqual(['theirs']);
	expect(table.rows).toEqual([theirs]);
	table.delete('a');
	expect(await replies.change(theirs, text('mine'))).toEqual({ kind: 'gone' });
	expect(shown()).toEqual([]);
});

import { expect, test, vi } from 'vitest';
import { ChatError } from '../../core/chat-error.ts';
import type { SavedReply } from '../../core/saved-reply.ts';
import { ReplyEdit } from './reply-edit.svelte.ts';
import type { ChangeOutcome } from './saved-replies.svelte.ts';

const HOURS: SavedReply = { id: 'hours', title: 'Hours', content: 'At 9.', updatedAt: '1' };
const THEIRS: SavedReply = { ...HOURS, content: 'At 8.', updatedAt: '2' };

function setUp(reply: SavedReply | null = HOURS) {
	const replies = {
		add: vi.fn(async (_id: string, _text: object): Promise<void> => {}),
		change: vi.fn(async (_reply: SavedReply, _text: object): Promise<ChangeOutcome> => ({
			kind: 'done'
		}))
	};
	return { replies, edit: new ReplyEdit(replies, reply) };
}

test('adds a new reply, normalised', async () => {
	const { edit, replies } = setUp(null);
	expect(edit.isChanged).toBe(false);
	edit.title = ' Hours ';
	edit.content = 'At 9. \n';
	expect(edit.isChanged).toBe(true);
	expect(await edit.save()).toBe(true);
	expect(replies.add.mock.calls[0]![1]).toEqual({ title: 'Hours', content: 'At 9.' });
});

test('tries again with the same id', async () => {
	const { edit, replies } = setUp(null);
	edit.title = edit.content = 'a';
	replies.add.mockRejectedValueOnce(new ChatError('lost', { code: 'network' }));
	expect(await edit.save()).toBe(false);
	expect(edit.failure).toBe('failed');
	expect(await edit.save()).toBe(true);
	expect(edit.failure).toBeNull();
	const ids = replies.add.mock.calls.map(([id]) => id);
	expect(ids[1]).toBe(ids[0]);
});

test('names problems once saving was tried, and follows the typing', async () => {
	const { edit, replies } = setUp(null);
	expect(edit.problems).toEqual({ title: null, content: null });
	edit.title = 'a'.repeat(81);
	expect(await edit.save()).toBe(false);
	expect(edit.problems).toEqual({ title: 'too-long', content: 'blank' });
	edit.title = 'a';
	expect(edit.problems.title).toBeNull();
	expect(replies.add).not.toHaveBeenCalled();
});

test('a former admin is told so', async () => {
	const { edit, replies } = setUp();
	replies.change.mockRejectedValueOnce(new ChatError('no', { code: '42501', status: 403 }));
	expect(await edit.save()).toBe(false);
	expect(edit.failure).toBe('forbidden');
});

test('shows what another admin has saved meanwhile before it replaces that', async () => {
	const { edit, replies } = setUp();
	edit.content = 'At 10.';
	replies.change.mockResolvedValueOnce({ kind: 'changed', theirs: THEIRS });
	expect(await edit.save()).toBe(false);
	expect([edit.theirs, edit.content]).toEqual([THEIRS, 'At 10.']);
	expect(await edit.save()).toBe(true);
	expect(replies.change).toHaveBeenLastCalledWith(THEIRS, { title: 'Hours', content: 'At 10.' });
	expect(edit.theirs).toBeNull();
});

test('goes on with what another admin has saved', async () => {
	const { edit, replies } = setUp();
	edit.content = 'At 10.';
	replies.change.mockResolvedValueOnce({ kind: 'changed', theirs: THEIRS });
	await edit.save();
	edit.useTheirs();
	expect([edit.theirs, edit.content, edit.isChanged]).toEqual([null, 'At 8.', false]);
});

test('what two admins have changed alike is saved', async () => {
	const { edit, replies } = setUp();
	edit.content = THEIRS.content;
	replies.change.mockResolvedValueOnce({ kind: 'changed', theirs: THEIRS });
	expect(await edit.save()).toBe(true);
});

test('adds what another admin has deleted again', async () => {
	const { edit, replies } = setUp();
	replies.change.mockResolvedValueOnce({ kind: 'gone' });
	expect(await edit.save()).toBe(false);
	expect(edit.gone).toBe(true);
	expect(await edit.save()).toBe(true);
	expect(replies.add).toHaveBeenCalledWith('hours', { title: 'Hours', content: 'At 9.' });
});

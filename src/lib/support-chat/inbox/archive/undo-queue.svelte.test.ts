import { expect, test } from 'vitest';
import { ChatError } from '../../core/chat-error.ts';
import type { ChatSummary } from '../../core/chat-summary.ts';
import { FakeClock, message } from '../../core/testing/test-support.ts';
import { UNDO_MS, UndoQueue } from './undo-queue.svelte.ts';

const chat = (id: string) => ({ id, archived: true, messageCount: 3 }) as ChatSummary;
const unseen = new ChatError('The user has written meanwhile.', { code: 'P0001', status: 400 });

function setup() {
	const clock = new FakeClock();
	const queue = new UndoQueue(clock);
	const undone: string[] = [];
	const add = (name: string) => queue.add(chat(name), async () => void undone.push(name));
	const names = () => queue.items.map((item) => item.chat.id);
	return { clock, queue, undone, add, names };
}

test('each expires at its own time', async () => {
	const { clock, add, names } = setup();
	add('a');
	await clock.pass(UNDO_MS - 1000);
	add('b');
	await clock.pass(1000);
	expect(names()).toEqual(['b']);
	await clock.pass(UNDO_MS);
	expect(names()).toEqual([]);
});

test('none expires under a pointer or focus, and then each has its full time again', async () => {
	const { clock, queue, add, names } = setup();
	add('a');
	queue.hold(true);
	await clock.pass(10 * UNDO_MS);
	add('b');
	expect(names()).toEqual(['a', 'b']);
	queue.hold(false);
	await clock.pass(UNDO_MS - 1);
	expect(names()).toEqual(['a', 'b']);
	await clock.pass(1);
	expect(names()).toEqual([]);
});

test('undoes the last first, then the one before, and nothing twice', async () => {
	const { queue, undone, add } = setup();
	add('a');
	add('b');
	await Promise.all([queue.undo(), queue.undo(), queue.undo()]);
	expect(undone).toEqual(['b', 'a']);
	expect(queue.items).toEqual([]);
});

test('one of several can be undone', async () => {
	const { queue, undone, add, names } = setup();
	add('a');
	add('b');
	await queue.undo(queue.items[0]!.id);
	expect(undone).toEqual(['a']);
	expect(names()).toEqual(['b']);
});

test('keeps the newest three', () => {
	const { add, names } = setup();
	for (const name of ['a', 'b', 'c', 'd']) add(name);
	expect(names()).toEqual(['b', 'c', 'd']);
});

test('a failed undo is reported and can be retried', async () => {
	const { queue } = setup();
	let tries = 0;
	queue.add(chat('a'), async () => {
		if (++tries === 1) throw new Error('No connection');
	});
	await queue.undo();
	expect(queue.items).toMatchObject([{ chat: chat('a'), problem: 'failed' }]);
	await queue.undo();
	expect(tries).toBe(2);
	expect(queue.items).toEqual([]);
});

test('a failed undo expires too', async () => {
	const { clock, queue } = setup();
	queue.add(chat('a'), () => Promise.reject(new Error('No connection')));
	await queue.undo();
	await clock.pass(UNDO_MS);
	expect(queue.items).toEqual([]);
});

test('a failed move is reported, with nothing to undo', async () => {
	const { queue, undone, add } = setup();
	add('a');
	queue.showProblem(chat('b'), new Error('No connection'));
	await queue.undo(queue.items[1]!.id);
	await queue.undo();
	expect(undone).toEqual(['a']);
	expect(queue.items).toMatchObject([{ chat: chat('b'), problem: 'failed', canUndo: false }]);
});

test('an undo that is refused over a new message cannot be retried', async () => {
	const { queue } = setup();
	queue.add({ ...chat('a'), archived: false }, () => Promise.reject(unseen));
	await queue.undo();
	expect(queue.items).toMatchObject([{ problem: 'unseen', canUndo: false }]);
});

test('an archived chat is removed when its user has brought it back', () => {
	const { queue, add, names } = setup();
	for (const name of ['a', 'b', 'c']) add(name);
	queue.onUserMessage(message(4, { chatId: 'a', senderType: 'user' }));
	expect(names()).toEqual(['b', 'c']);
	queue.onChat({ ...chat('c'), archived: false, messageCount: 4, lastMessageSender: 'user' });
	expect(names()).toEqual(['b']);
});

test('an archived chat stays on messages seen before, and on updates that do not bring it back', () => {
	const { queue, names } = setup();
	const back = { ...chat('a'), archived: false, lastMessageSender: 'user' as const };
	queue.add(chat('a'), async () => {}, 5);
	queue.onUserMessage(message(5, { chatId: 'a', senderType: 'user' }));
	queue.onUserMessage(message(6, { chatId: 'b', senderType: 'user' }));
	queue.onChat({ ...back, messageCount: 5 });
	queue.onChat({ ...back, messageCount: 6, archived: true });
	queue.onChat({ ...back, messageCount: 6, lastMessageSender: 'admin' });
	expect(names()).toEqual(['a']);
});

test('a restored chat stays when the user writes: its undo works or is refused', () => {
	const { queue, names } = setup();
	queue.add({ ...chat('a'), archived: false }, async () => {});
	queue.onUserMessage(message(4, { chatId: 'a', senderType: 'user' }));
	expect(names()).toEqual(['a']);
});

test('notes on one archived chat that its user misses the last reply', () => {
	const { queue, add } = setup();
	const id = add('a');
	add('b');
	queue.noteMissedReply(id);
	expect(queue.items).toMatchObject([{ missesReply: true }, { missesReply: false }]);
});

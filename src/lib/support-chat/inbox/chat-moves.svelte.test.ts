import { expect, test } from 'vitest';
import type { ChatSummary } from '../core/chat-summary.ts';
import { ChatMoves } from './chat-moves.svelte.ts';

const chat = { id: 'a', archived: false } as ChatSummary;

function setup(fail: () => boolean = () => false) {
	const calls: string[] = [];
	const told: boolean[] = [];
	const undos = new Map<number, () => Promise<void>>();
	const call = (name: string) => async (id: string) => {
		calls.push(`${name} ${id}`);
		if (fail()) throw new Error('No connection');
	};
	const moves = new ChatMoves({
		live: {
			port: { archive: call('archive'), unarchive: call('unarchive') },
			tellMoved: ({ archived }) => void told.push(archived)
		},
		undo: {
			add: (_, undo) => undos.set(undos.size, undo).size - 1,
			dismiss: (id) => void undos.delete(id)
		}
	});
	return { moves, calls, told, undos };
}

test('shows the move at once, and undoing puts it back', async () => {
	const { moves, calls, told, undos } = setup();
	const moved = moves.move(chat);
	expect(told).toEqual([true]);
	expect(moves.isMoving('a')).toBe(true);
	await moved;
	expect(moves.isMoving('a')).toBe(false);
	await undos.get(0)?.();
	expect(told).toEqual([true, false]);
	expect(calls).toEqual(['archive a', 'unarchive a']);
});

test('an archived chat is restored', async () => {
	const { moves, calls } = setup();
	await moves.move({ ...chat, archived: true });
	expect(calls).toEqual(['unarchive a']);
});

test('a failed move is taken back on the screen and offers no undo', async () => {
	const { moves, told, undos } = setup(() => true);
	await expect(moves.move(chat)).rejects.toThrow();
	expect(told).toEqual([true, false]);
	expect(undos.size).toBe(0);
	expect(moves.isMoving('a')).toBe(false);
});

test('a failed undo leaves the chat where it was moved to', async () => {
	let failing = false;
	const { moves, told, undos } = setup(() => failing);
	await moves.move(chat);
	failing = true;
	await expect(undos.get(0)?.()).rejects.toThrow();
	expect(told).toEqual([true, false, true]);
});

test('what is on its way is not sent twice', async () => {
	const { moves, calls } = setup();
	await Promise.all([moves.move(chat), moves.move(chat)]);
	expect(calls).toEqual(['archive a']);
});

test('can be undone at once, in the order of what was done: the undo waits for the move', async () => {
	const { moves, calls, undos } = setup();
	const moved = Promise.all([moves.move(chat), moves.move({ ...chat, id: 'b' })]);
	expect(undos.size).toBe(2);
	await undos.get(1)?.();
	await moved;
	expect(calls).toEqual(['archive a', 'archive b', 'unarchive b']);
});

test('undoing what then fails is no failure of its own', async () => {
	const { moves, calls, undos } = setup(() => true);
	const moved = moves.move(chat);
	const undone = undos.get(0)?.();
	await expect(moved).rejects.toThrow();
	await undone;
	expect(calls).toEqual(['archive a']);
});

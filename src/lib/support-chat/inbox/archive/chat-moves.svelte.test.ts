import { expect, test } from 'vitest';
import { ChatError } from '../../core/chat-error.ts';
import type { ChatSummary } from '../../core/chat-summary.ts';
import { settled } from '../../core/testing/test-support.ts';
import { ChatMoves } from './chat-moves.svelte.ts';

const chat = { id: 'a', archived: false, messageCount: 3 } as ChatSummary;
const unseen = new ChatError('The user has written meanwhile.', { code: 'P0001', status: 400 });

interface Fakes {
	fail?: () => boolean;
	error?: Error;
	missesLastReply?: () => Promise<boolean>;
}

function setup({
	fail = () => false,
	error = new Error('No connection'),
	missesLastReply = async () => false
}: Fakes = {}) {
	const calls: string[] = [];
	const shown: boolean[] = [];
	const undos = new Map<number, () => Promise<void>>();
	const noted: number[] = [];
	const seen: number[] = [];
	const call = (name: string) => async (id: string, upToSeq?: number) => {
		calls.push(upToSeq === undefined ? `${name} ${id}` : `${name} ${id} up to ${upToSeq}`);
		if (fail()) throw error;
	};
	const moves = new ChatMoves({
		live: {
			port: { archive: call('archive'), unarchive: call('unarchive'), missesLastReply },
			notifyMoved: ({ archived }) => void shown.push(archived),
			refresh: () => void calls.push('refresh')
		},
		undo: {
			add(_, undo, seenUpTo) {
				seen.push(seenUpTo!);
				return undos.set(undos.size, undo).size - 1;
			},
			dismiss: (id) => void undos.delete(id),
			noteMissedReply: (id) => void noted.push(id)
		}
	});
	return { moves, calls, shown, undos, noted, seen };
}

test('shows the move at once, and undoing puts it back', async () => {
	const { moves, calls, shown, undos } = setup();
	const moved = moves.move(chat);
	expect(shown).toEqual([true]);
	expect(moves.isMoving('a')).toBe(true);
	await moved;
	expect(moves.isMoving('a')).toBe(false);
	await undos.get(0)?.();
	expect(shown).toEqual([true, false]);
	expect(calls).toEqual(['archive a up to 3', 'unarchive a']);
});

test('an archived chat is restored', async () => {
	const { moves, calls } = setup();
	await moves.move({ ...chat, archived: true });
	expect(calls).toEqual(['unarchive a']);
});

test('a failed move is reverted on the screen and offers no undo', async () => {
	const { moves, shown, undos } = setup({ fail: () => true });
	await expect(moves.move(chat)).rejects.toThrow();
	expect(shown).toEqual([true, false]);
	expect(undos.size).toBe(0);
	expect(moves.isMoving('a')).toBe(false);
});

test('a failed undo leaves the chat where it was moved to', async () => {
	let failing = false;
	const { moves, shown, undos } = setup({ fail: () => failing });
	await moves.move(chat);
	failing = true;
	await expect(undos.get(0)?.()).rejects.toThrow();
	expect(shown).toEqual([true, false, true]);
});

test('a pending move is not sent twice', async () => {
	const { moves, calls } = setup();
	await Promise.all([moves.move(chat), moves.move(chat)]);
	expect(calls).toEqual(['archive a up to 3']);
});

test('can be undone at once, in the order of the moves: the undo waits for the move', async () => {
	const { moves, calls, undos } = setup();
	const moved = Promise.all([moves.move(chat), moves.move({ ...chat, id: 'b' })]);
	expect(undos.size).toBe(2);
	await undos.get(1)?.();
	await moved;
	expect(calls).toEqual(['archive a up to 3', 'archive b up to 3', 'unarchive b']);
});

test('undoing a move that then fails does nothing', async () => {
	const { moves, calls, undos } = setup({ fail: () => true });
	const moved = moves.move(chat);
	const undone = undos.get(0)?.();
	await expect(moved).rejects.toThrow();
	await undone;
	expect(calls).toEqual(['archive a up to 3']);
});

test('archives up to the last message seen, also when a restore is undone', async () => {
	const { moves, calls, undos, seen } = setup();
	await moves.move(chat, 5);
	await moves.move({ ...chat, id: 'b', archived: true });
	await undos.get(1)?.();
	expect(calls).toEqual(['archive a up to 5', 'unarchive b', 'archive b up to 3']);
	expect(seen).toEqual([5, 3]);
});

test('when refused over an unseen message, it is reverted and all views read again', async () => {
	const { moves, calls, shown, undos } = setup({ fail: () => true, error: unseen });
	await expect(moves.move(chat)).rejects.toBe(unseen);
	expect(shown).toEqual([true, false]);
	expect(undos.size).toBe(0);
	expect(calls).toEqual(['archive a up to 3', 'refresh']);
});

test('notes on the archived chat’s undo that the user misses the last reply', async () => {
	const { moves, noted } = setup({ missesLastReply: async () => true });
	await moves.move({ ...chat, archived: true });
	await moves.move({ ...chat, id: 'b' });
	expect(noted).toEqual([1]);
});

test('archiving does not wait for that note, nor fail with it', async () => {
	const never = setup({ missesLastReply: () => new Promise(() => {}) });
	await never.moves.move(chat);
	expect(never.calls).toEqual(['archive a up to 3']);
	const failing = setup({ missesLastReply: () => Promise.reject(new Error('No connection')) });
	await failing.moves.move(chat);
	await settled();
	expect(failing.noted).toEqual([]);
});

import { describe, expect, test } from 'vitest';
import type { ChatSummary } from '../../core/chat-summary.ts';
import { DraftText, draftKeys } from '../../core/sending/draft-text.ts';
import { MemoryStore, settled } from '../../core/testing/test-support.ts';
import { Desk } from './keyboard-targets.svelte.ts';
import { DeskKeys, type DeskKeysContext } from './shortcut-handlers.ts';
import { FIRST_ADDRESS } from '../frame/inbox-address.ts';
import type { OpenChat } from '../chat/chat-state.svelte.ts';

const chatOf = (id: string) =>
	({ id, messageCount: 3, unread: true, archived: false }) as unknown as ChatSummary;
const rowOf = (id: string) => ({
	...{ key: id, chatId: id, href: `/admin/${id}`, seq: 3 },
	chat: chatOf(id)
});

/** An inbox with the chats a, b and c, in an app that does as it is told when `arrive` is called. */
function setUp({ open = '' } = {}) {
	const desk = new Desk();
	const store = new MemoryStore();
	const [moved, went]: [string[], string[]] = [[], []];
	let leaveChat = () => {};
	const inbox = {
		desk,
		userId: 'u',
		live: { port: { getChat: async () => null } },
		moves: { move: async ({ id }: ChatSummary) => void moved.push(id) },
		undo: { tellProblem: () => {} },
		navigate: (href: string) => void went.push(href)
	} as unknown as DeskKeysContext;
	const keys = new DeskKeys(inbox, store);
	const show = (id: string, facts: Partial<OpenChat> = {}) => {
		leaveChat();
		desk.composer = { focus: () => went.push(`field of ${id}`) };
		const chat = { chat: chatOf(id), shown: true, move: async () => void moved.push(id), ...facts };
		leaveChat = desk.setOpen(chat as unknown as OpenChat);
		desk.setPage(id, undefined);
		return chat;
	};
	desk.selection.setRows(['a', 'b', 'c'].map(rowOf));
	if (open) {
		desk.selection.select(open);
		show(open);
	}
	return { desk, keys, store, moved, went, show };
}

describe('archives', () => {
	test('the open chat', () => {
		const { keys, moved } = setUp({ open: 'a' });
		void keys.move();
		expect(moved).toEqual(['a']);
	});

	test('the selected one where none is open', () => {
		const { desk, keys, moved } = setUp();
		desk.selection.select('b');
		void keys.move();
		expect(moved).toEqual(['b']);
	});

	test('nothing where none is selected', async () => {
		const { keys, moved } = setUp();
		await keys.move();
		expect(moved).toEqual([]);
	});

	test('neither the chat before nor the next one while that opens', async () => {
		const { keys, moved, show } = setUp({ open: 'a' });
		keys.step(1);
		await keys.move();
		expect(moved).toEqual([]);
		show('b');
		await keys.move();
		expect(moved).toEqual(['b']);
	});

	test('nothing while a chat opens that was clicked', async () => {
		const { desk, keys, moved } = setUp({ open: 'a' });
		desk.setPage('a', 'c');
		await keys.move();
		expect(moved).toEqual([]);
	});

	test('nothing before the messages are there, or when the chat is no more', async () => {
		const { keys, moved, show } = setUp();
		show('a', { shown: false });
		await keys.move();
		expect(moved).toEqual([]);
	});

	test('the row that somebody has gone to beside the open chat', () => {
		const { desk, keys, moved } = setUp({ open: 'a' });
		desk.selection.select('c');
		void keys.move();
		expect(moved).toEqual(['c']);
	});

	test('the open chat after it has left the list, not the row in its place', () => {
		const { desk, keys, moved } = setUp({ open: 'a' });
		desk.selection.setRows(['b', 'c'].map(rowOf));
		// The focus follows the selection.
		desk.selection.select('b');
		void keys.move();
		expect(moved).toEqual(['a']);
	});

	test('the selected chat again when the way to another one has ended at nothing', async () => {
		const { desk, keys, moved } = setUp({ open: 'a' });
		keys.step(1);
		desk.setPage('a', 'b');
		desk.setPage('a', undefined);
		await keys.move();
		expect(moved).toEqual(['b']);
	});
});

describe('goes on', () => {
	test('twice as fast as chats open', () => {
		const { keys, went } = setUp({ open: 'a' });
		keys.step(1);
		keys.step(1);
		expect(went).toEqual(['/admin/b', '/admin/c']);
	});

	test('to the row in the place of the open chat that has left', () => {
		const { desk, keys, went } = setUp({ open: 'b' });
		desk.selection.setRows(['a', 'c'].map(rowOf));
		keys.step(1);
		expect(went).toEqual(['/admin/c']);
	});

	test('from that row when it is the open one', () => {
		const { desk, keys, went, show } = setUp({ open: 'a' });
		desk.selection.setRows(['b', 'c'].map(rowOf));
		show('b');
		keys.step(1);
		expect(went).toEqual(['/admin/c']);
	});

	test('without opening, where no chat is open', () => {
		const { desk, keys, went } = setUp();
		keys.step(1);
		keys.step(1);
		expect(desk.selection.current?.key).toBe('b');
		expect(went).toEqual([]);
	});

	test('from a chat that could not be loaded', () => {
		const { desk, keys, went } = setUp();
		desk.selection.select('a');
		desk.setPage('a', undefined);
		keys.step(1);
		expect(went).toEqual(['/admin/b']);
	});
});

describe('a reply', () => {
	test('goes to the open chat', () => {
		const { desk, keys, went } = setUp({ open: 'a' });
		keys.reply();
		expect(went).toEqual(['field of a']);
		expect(desk.reply).toBeNull();
	});

	test('waits for the chat that opens, and is its draft from the first letter', () => {
		const { desk, keys, store, went, show } = setUp({ open: 'a' });
		store.set(`${draftKeys('u')}b`, 'From before. ');
		keys.step(1);
		keys.reply();
		expect(went).toEqual(['/admin/b']);
		const { reply } = desk;
		expect(reply?.text).toBe('From before. ');
		reply!.text += 'Hello';
		expect(new DraftText(store, 'u', 'b').text).toBe('From before. Hello');
		show('b');
		expect(desk.takeReply('a')).toBeNull();
		expect(desk.takeReply('b')).toBe(reply);
		expect(desk.takeReply('b')).toBeNull();
	});

	test('opens the selected chat, beside another one too', () => {
		for (const open of ['', 'a']) {
			const { desk, keys, went } = setUp({ open });
			desk.selection.select('c');
			keys.reply();
			expect(went).toEqual(['/admin/c']);
			expect(desk.reply?.chatId).toBe('c');
		}
	});

	test('is for nobody where no chat is selected', () => {
		const { desk, keys, went } = setUp();
		keys.reply();
		expect(went).toEqual([]);
		expect(desk.reply).toBeNull();
	});

	test('is kept when the same key comes again, and left when another chat is asked for', () => {
		const { desk, keys, store } = setUp({ open: 'a' });
		keys.step(1);
		keys.reply();
		desk.reply!.text = 'To b';
		keys.reply();
		expect(desk.reply?.text).toBe('To b');
		keys.step(1);
		expect(desk.reply).toBeNull();
		expect(new DraftText(store, 'u', 'b').text).toBe('To b');
		keys.reply();
		desk.setPage('a', 'b');
		expect(desk.reply).toBeNull();
	});

	test('is there where nothing can be stored', () => {
		const { desk, keys, store } = setUp({ open: 'a' });
		store.set = () => {
			throw new Error('full');
		};
		keys.step(1);
		keys.reply();
		desk.reply!.text = 'Hello';
		expect(desk.takeReply('b')?.text).toBe('Hello');
	});
});

test('leaves the chat, and the way to one', async () => {
	const { desk, keys, went } = setUp();
	keys.leave(FIRST_ADDRESS);
	expect(went).toEqual([]);
	desk.selection.select('a');
	keys.reply();
	keys.leave(FIRST_ADDRESS);
	await settled();
	expect(went).toEqual(['/admin/a', '/admin']);
	expect(desk.openingId).toBeNull();
	expect(desk.reply).toBeNull();
});

import { describe, expect, test } from 'vitest';
import type { ChatSummary } from '../../core/chat-summary.ts';
import { draftKeys } from '../../core/sending/draft-keys.ts';
import { DraftText } from '../../core/sending/draft-text.ts';
import { MemoryStore, settled } from '../../core/testing/test-support.ts';
import { KeyboardTargets } from './keyboard-targets.svelte.ts';
import { ShortcutHandlers, type ShortcutContext } from './shortcut-handlers.ts';
import { FIRST_ADDRESS, inboxPath } from '../inbox-address.ts';
import { hrefBelow } from '../place/inbox-place.ts';
import type { ChatState } from '../chat/chat-state.svelte.ts';

const chatOf = (id: string) =>
	({ id, messageCount: 3, unread: true, archived: false }) as unknown as ChatSummary;
const rowOf = (id: string) => ({
	...{ key: id, chatId: id, href: `/admin/${id}`, seq: 3 },
	chat: chatOf(id)
});

/** An inbox with the chats a, b and c; `show` opens one, as the app does after a navigation. */
function setUp({ open = '' } = {}) {
	const targets = new KeyboardTargets();
	const store = new MemoryStore();
	const [moved, went, marked]: [string[], string[], string[]] = [[], [], []];
	let leaveChat = () => {};
	const inbox = {
		targets,
		userId: 'u',
		live: { port: { getChat: async () => null } },
		moves: { move: async ({ id }: ChatSummary) => void moved.push(id) },
		actions: { markUnread: async (id: string) => void marked.push(id) },
		undo: { showProblem: () => {} },
		hrefOf: (...where: Parameters<typeof inboxPath>) => hrefBelow('/admin')(inboxPath(...where)),
		navigate: (href: string) => void went.push(href)
	} as unknown as ShortcutContext;
	const keys = new ShortcutHandlers(inbox, store);
	const show = (id: string, facts: Partial<ChatState> = {}) => {
		leaveChat();
		targets.markUnread = () => void marked.push(`open ${id}`);
		targets.assign = () => void went.push(`admins of ${id}`);
		targets.writeAs = (mode) => void went.push(`${mode} to ${id}`);
		const chat = { chat: chatOf(id), shown: true, move: async () => void moved.push(id), ...facts };
		leaveChat = targets.setOpen(chat as unknown as ChatState);
		targets.setPage(id, undefined);
		return chat;
	};
	targets.selection.setRows(['a', 'b', 'c'].map(rowOf));
	if (open) {
		targets.selection.select(open);
		show(open);
	}
	return { targets, keys, store, moved, went, marked, show };
}

describe('archives', () => {
	test('the open chat', () => {
		const { keys, moved } = setUp({ open: 'a' });
		void keys.move();
		expect(moved).toEqual(['a']);
	});

	test('the selected chat where none is open', () => {
		const { targets, keys, moved } = setUp();
		targets.selection.select('b');
		void keys.move();
		expect(moved).toEqual(['b']);
	});

	test('nothing where none is selected', async () => {
		const { keys, moved } = setUp();
		await keys.move();
		expect(moved).toEqual([]);
	});

	test('neither the open chat nor the next one while that opens', async () => {
		const { keys, moved, show } = setUp({ open: 'a' });
		keys.step(1);
		await keys.move();
		expect(moved).toEqual([]);
		show('b');
		await keys.move();
		expect(moved).toEqual(['b']);
	});

	test('nothing while a clicked chat opens', async () => {
		const { targets, keys, moved } = setUp({ open: 'a' });
		targets.setPage('a', 'c');
		await keys.move();
		expect(moved).toEqual([]);
	});

	test('nothing while the open chat is not shown', async () => {
		const { keys, moved, show } = setUp();
		show('a', { shown: false });
		await keys.move();
		expect(moved).toEqual([]);
	});

	test('a row that was selected beside the open chat', () => {
		const { targets, keys, moved } = setUp({ open: 'a' });
		targets.selection.select('c');
		void keys.move();
		expect(moved).toEqual(['c']);
	});

	test('the open chat after it has left the list, not the row that replaced it', () => {
		const { targets, keys, moved } = setUp({ open: 'a' });
		targets.selection.setRows(['b', 'c'].map(rowOf));
		// The focus follows the selection.
		targets.selection.select('b');
		void keys.move();
		expect(moved).toEqual(['a']);
	});

	test('the selected chat after the navigation to it has failed', async () => {
		const { targets, keys, moved } = setUp({ open: 'a' });
		keys.step(1);
		targets.setPage('a', 'b');
		targets.setPage('a', undefined);
		await keys.move();
		expect(moved).toEqual(['b']);
	});
});

describe('steps', () => {
	test('faster than chats open', () => {
		const { keys, went } = setUp({ open: 'a' });
		keys.step(1);
		keys.step(1);
		expect(went).toEqual(['/admin/b', '/admin/c']);
	});

	test('to the row that replaced the open chat’s', () => {
		const { targets, keys, went } = setUp({ open: 'b' });
		targets.selection.setRows(['a', 'c'].map(rowOf));
		keys.step(1);
		expect(went).toEqual(['/admin/c']);
	});

	test('from that row once it is open', () => {
		const { targets, keys, went, show } = setUp({ open: 'a' });
		targets.selection.setRows(['b', 'c'].map(rowOf));
		show('b');
		keys.step(1);
		expect(went).toEqual(['/admin/c']);
	});

	test('without opening, where no chat is open', () => {
		const { targets, keys, went } = setUp();
		keys.step(1);
		keys.step(1);
		expect(targets.selection.current?.key).toBe('b');
		expect(went).toEqual([]);
	});

	test('from a chat that could not be loaded', () => {
		const { targets, keys, went } = setUp();
		targets.selection.select('a');
		targets.setPage('a', undefined);
		keys.step(1);
		expect(went).toEqual(['/admin/b']);
	});
});

describe('a note', () => {
	test('goes to the open chat', () => {
		const { keys, went } = setUp({ open: 'a' });
		keys.note();
		expect(went).toEqual(['note to a']);
	});

	test('is what the selected chat opens with', () => {
		const { targets, keys, went } = setUp({ open: 'a' });
		targets.selection.select('c');
		keys.note();
		expect(went).toEqual(['/admin/c']);
		expect(targets.takeNote('b')).toBe(false);
		expect(targets.takeNote('c')).toBe(false);
	});

	test('or a reply, whichever was asked for last while it opens', () => {
		const { targets, keys } = setUp({ open: 'a' });
		keys.step(1);
		keys.reply();
		keys.note();
		expect(targets.reply).toBeNull();
		expect(targets.takeNote('b')).toBe(true);
		expect(targets.takeNote('b')).toBe(false);
		keys.note();
		keys.reply();
		expect(targets.reply).not.toBeNull();
		expect(targets.takeNote('b')).toBe(false);
	});

	test('is not begun where no chat is selected', () => {
		const { keys, went } = setUp();
		keys.note();
		expect(went).toEqual([]);
	});
});

describe('a reply', () => {
	test('goes to the open chat', () => {
		const { targets, keys, went } = setUp({ open: 'a' });
		keys.reply();
		expect(went).toEqual(['reply to a']);
		expect(targets.reply).toBeNull();
	});

	test('waits for the chat that opens, and is its draft from the first letter', () => {
		const { targets, keys, store, went, show } = setUp({ open: 'a' });
		store.set(`${draftKeys('u')}b`, 'From before. ');
		keys.step(1);
		keys.reply();
		expect(went).toEqual(['/admin/b']);
		const { reply } = targets;
		expect(reply?.text).toBe('From before. ');
		reply!.text += 'Hello';
		expect(new DraftText(store, 'u', 'b').text).toBe('From before. Hello');
		show('b');
		expect(targets.takeReply('a')).toBeNull();
		expect(targets.takeReply('b')).toBe(reply);
		expect(targets.takeReply('b')).toBeNull();
	});

	test('opens the selected chat, beside another one too', () => {
		for (const open of ['', 'a']) {
			const { targets, keys, went } = setUp({ open });
			targets.selection.select('c');
			keys.reply();
			expect(went).toEqual(['/admin/c']);
			expect(targets.reply?.chatId).toBe('c');
		}
	});

	test('is not begun where no chat is selected', () => {
		const { targets, keys, went } = setUp();
		keys.reply();
		expect(went).toEqual([]);
		expect(targets.reply).toBeNull();
	});

	test('is kept when the key is pressed again, and dropped when another chat is requested', () => {
		const { targets, keys, store } = setUp({ open: 'a' });
		keys.step(1);
		keys.reply();
		targets.reply!.text = 'To b';
		keys.reply();
		expect(targets.reply?.text).toBe('To b');
		keys.step(1);
		expect(targets.reply).toBeNull();
		expect(new DraftText(store, 'u', 'b').text).toBe('To b');
		keys.reply();
		targets.setPage('a', 'b');
		expect(targets.reply).toBeNull();
	});

	test('is kept where nothing can be stored', () => {
		const { targets, keys, store } = setUp({ open: 'a' });
		store.set = () => {
			throw new Error('full');
		};
		keys.step(1);
		keys.reply();
		targets.reply!.text = 'Hello';
		expect(targets.takeReply('b')?.text).toBe('Hello');
	});
});

describe('marks as unread', () => {
	test('the open chat, which is left', async () => {
		const { keys, marked } = setUp({ open: 'a' });
		await keys.markUnread();
		expect(marked).toEqual(['open a']);
	});

	test('the selected chat, and nothing while one opens or is not shown', async () => {
		const { targets, keys, marked, show } = setUp();
		targets.selection.select('b');
		await keys.markUnread();
		expect(marked).toEqual(['b']);
		show('a', { shown: false });
		targets.selection.select('a');
		await keys.markUnread();
		targets.setPage('a', 'c');
		await keys.markUnread();
		expect(marked).toEqual(['b']);
	});
});

test('the menu of admins is the open chat’s', () => {
	const { targets, keys, went } = setUp({ open: 'a' });
	keys.assign();
	targets.selection.select('c');
	keys.assign();
	expect(went).toEqual(['admins of a']);
});

test('leaves a chat that is being opened', async () => {
	const { targets, keys, went } = setUp();
	keys.leave(FIRST_ADDRESS);
	expect(went).toEqual([]);
	targets.selection.select('a');
	keys.reply();
	keys.leave(FIRST_ADDRESS);
	await settled();
	expect(went).toEqual(['/admin/a', '/admin']);
	expect(targets.openingId).toBeNull();
	expect(targets.reply).toBeNull();
});

import { describe, expect, test } from 'vitest';
import { ChatError } from '../chat-error.ts';
import { DraftText, hasDraft } from '../sending/draft-text.ts';
import { OutboxStorage } from '../sending/outbox-storage.ts';
import { FakeClock, FakePageEnvironment, MemoryStore, settled } from '../testing/test-support.ts';
import { ChatNotes } from './chat-notes.ts';
import { notesKey } from './notes-key.ts';
import { FakeNotes, note } from '../testing/fake-notes.ts';

function setUp() {
	const server = new FakeNotes();
	const [clock, storage, environment] = [
		new FakeClock(),
		new MemoryStore(),
		new FakePageEnvironment()
	];
	let ids = 0;
	const open = (userId = 'ada-account') => {
		const notes = new ChatNotes({
			chatId: 'chat',
			userId,
			adminId: 'ada',
			transport: server,
			clock,
			storage,
			environment,
			createId: () => `id${++ids}-`.padEnd(36, '0'),
			random: () => 0.5
		});
		notes.start();
		notes.cover({ from: -Infinity, to: Infinity });
		return notes;
	};
	return { server, clock, storage, environment, open };
}

describe('ChatNotes', () => {
	test('sends a note once, though its response is lost', async () => {
		const { server, clock, open } = setUp();
		const notes = open();
		server.faults.push('answer-lost');
		notes.draft = 'He is right.';
		expect(notes.send(notes.draft)).toBeNull();
		expect(notes.draft).toBe('');
		await clock.pass(10_000);
		expect(server.sent).toHaveLength(2);
		expect(new Set(server.sent).size).toBe(1);
		expect(notes.outgoing).toEqual([]);
		expect(notes.notes.map(({ content }) => content)).toEqual(['He is right.']);
	});

	test('keeps what is unsent over a reload, for this admin only', async () => {
		const { server, storage, environment, open } = setUp();
		environment.online = false;
		const before = open();
		before.send('One');
		before.draft = 'Two';
		before.stop();
		expect(open('another').outgoing).toEqual([]);
		const after = open();
		expect([after.draft, after.outgoing.map(({ content }) => content)]).toEqual(['Two', ['One']]);
		environment.set({ online: true });
		await settled();
		expect(server.table.map(({ content }) => content)).toEqual(['One']);
		expect(storage.keys('support-chat:outbox:')).toEqual([]);
	});

	test('keeps drafts and unsent notes apart from those of messages', async () => {
		const { storage, environment, open } = setUp();
		environment.online = false;
		const notes = open();
		notes.send('A note');
		notes.draft = 'Another';
		expect(new DraftText(storage, 'ada-account', 'chat').text).toBe('');
		expect(new OutboxStorage(storage, 'ada-account', 'chat').load()).toEqual([]);
		expect(hasDraft(storage, 'ada-account', notesKey('chat'))).toBe(true);
	});

	test('shows a refusal and keeps the text', async () => {
		const { server, open } = setUp();
		const notes = open();
		server.faults.push(new ChatError('no admin', { code: '42501', status: 403 }));
		notes.send('Mine');
		await settled();
		expect(notes.outgoing).toMatchObject([{ content: 'Mine', state: 'failed' }]);
		notes.retry(notes.outgoing[0]!.id);
		await settled();
		expect(notes.notes.map(({ content }) => content)).toEqual(['Mine']);
	});

	test('takes the event of its own note for the response', async () => {
		const { server, environment, open } = setUp();
		environment.online = false;
		const notes = open();
		notes.send('Mine');
		const { id } = notes.outgoing[0]!;
		notes.onNote(note(61, { id, adminId: 'ada' }));
		expect(notes.outgoing).toEqual([]);
		environment.set({ online: true });
		await settled();
		expect(server.sent).toEqual([]);
	});

	test('reports notes of others in this chat, once', () => {
		const { open } = setUp();
		const notes = open();
		const arrived: string[] = [];
		notes.onArrival(({ id }) => arrived.push(id));
		notes.onNote(note(1));
		notes.onNote(note(1));
		notes.onNote(note(2, { adminId: 'ada' }));
		notes.onNote(note(3, { chatId: 'other' }));
		expect(arrived).toEqual(['n1']);
		expect(notes.notes.map(({ id }) => id)).toEqual(['n1', 'n2']);
		notes.onNoteDeleted('n1');
		expect(notes.notes.map(({ id }) => id)).toEqual(['n2']);
	});

	test('deletes a note from the table, then from the screen', async () => {
		const { server, open } = setUp();
		server.table = [note(1), note(2)];
		const notes = open();
		await settled();
		await notes.remove('n1');
		expect(server.table.map(({ id }) => id)).toEqual(['n2']);
		expect(notes.notes.map(({ id }) => id)).toEqual(['n2']);
	});
});

import { expect, test } from 'vitest';
import type { Mention } from '../../core/notes/note.ts';
import { note } from '../../core/testing/fake-notes.ts';
import { Mentions } from './mentions.svelte.ts';

function setUp(unseen: Mention[] = []) {
	const table = { unseen, seen: [] as string[] };
	/** Called between the question and the answer of each read. */
	let meanwhile = () => {};
	const mentions = new Mentions({
		adminId: 'ada',
		port: () => ({
			async mentions() {
				const answer = [...table.unseen];
				await Promise.resolve();
				meanwhile();
				return answer;
			},
			async markMentionsSeen(chatId) {
				table.seen.push(chatId);
			}
		})
	});
	const arrived: string[] = [];
	mentions.onArrival(({ id }) => arrived.push(id));
	return { table, mentions, arrived, during: (run: () => void) => (meanwhile = run) };
}

const mine = { mentions: ['ada'] };

test('a note that mentions the admin marks its chat and is reported once', async () => {
	const { mentions, arrived } = setUp();
	await mentions.refresh();
	mentions.onNote(note(1, { mentions: ['grace'] }));
	expect(mentions.has('chat')).toBe(false);
	mentions.onNote(note(2, mine));
	mentions.onNote(note(2, mine));
	expect(mentions.has('chat')).toBe(true);
	expect(arrived).toEqual(['n2']);
});

test('mentions from before the first read are shown but not reported, later ones are, though unheard', async () => {
	const { table, mentions, arrived } = setUp([note(1)]);
	await mentions.refresh();
	expect(mentions.has('chat')).toBe(true);
	table.unseen = [note(1), note(2, { chatId: 'other' })];
	await mentions.refresh();
	await mentions.refresh();
	expect(mentions.has('other')).toBe(true);
	expect(arrived).toEqual(['n2']);
});

test('the mark goes when the chat is seen, here or on another page of the admin', async () => {
	const { table, mentions } = setUp([note(1), note(2, { chatId: 'other' })]);
	await mentions.refresh();
	await mentions.see('chat');
	expect([mentions.has('chat'), table.seen]).toEqual([false, ['chat']]);
	await mentions.see('chat');
	expect(table.seen).toEqual(['chat']);
	mentions.onMentionsSeen('grace', 'other');
	expect(mentions.has('other')).toBe(true);
	mentions.onMentionsSeen('ada', 'other');
	expect(mentions.has('other')).toBe(false);
});

test('the mark goes with the last note', async () => {
	const { mentions } = setUp([note(1), note(2)]);
	await mentions.refresh();
	mentions.onNoteDeleted('n1');
	expect(mentions.has('chat')).toBe(true);
	mentions.onNoteDeleted('n2');
	expect(mentions.has('chat')).toBe(false);
});

test('an event during a read makes it read again', async () => {
	const { table, mentions, during } = setUp([note(1)]);
	during(() => {
		during(() => {});
		table.unseen = [];
		mentions.onMentionsSeen('ada', 'chat');
	});
	await mentions.refresh();
	expect(mentions.has('chat')).toBe(false);
});

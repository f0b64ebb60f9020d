import { expect, test } from 'vitest';
import { handOver, type Heir } from './hand-over.ts';

/** A conversation whose outbox has room for so many messages. */
function heir(room: number, draft = '') {
	const sent: string[] = [];
	const conversation: Heir = {
		draft,
		send(text) {
			if (sent.length === room) return 'outbox-full';
			sent.push(text);
			conversation.draft = '';
			return null;
		}
	};
	return { conversation, sent };
}

const UNSENT = [{ content: 'One' }, { content: 'Two' }];

test('what was sent goes out in order, what is typed stays', () => {
	const { conversation, sent } = heir(9);
	handOver(conversation, UNSENT, 'Thr');
	expect(sent).toEqual(['One', 'Two']);
	expect(conversation.draft).toBe('Thr');
});

test('the draft of an earlier visit outlives what is sent now', () => {
	const { conversation } = heir(9, 'From yesterday');
	handOver(conversation, UNSENT, '');
	expect(conversation.draft).toBe('From yesterday');
});

test('what finds no room is not dropped', () => {
	const { conversation, sent } = heir(1);
	handOver(conversation, UNSENT, 'Thr');
	expect(sent).toEqual(['One']);
	expect(conversation.draft).toBe('Two\nThr');
});

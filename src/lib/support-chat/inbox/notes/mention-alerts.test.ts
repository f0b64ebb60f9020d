import { expect, test } from 'vitest';
import type { Arrival } from '../../core/alerts/alerts.ts';
import { at, note } from '../../core/testing/fake-notes.ts';
import { startMentionAlerts } from './mention-alerts.ts';
import { Mentions } from './mentions.svelte.ts';

test('a mention raises an alert with the note, until stopped', () => {
	const mentions = new Mentions({
		adminId: 'ada',
		port: () => ({ mentions: async () => [], markMentionsSeen: async () => {} })
	});
	const raised: Arrival[] = [];
	const alerts = { raise: (arrival: Arrival) => void raised.push(arrival) };
	const stop = startMentionAlerts(mentions, alerts, (author) => `Note by ${author}`);
	mentions.onNote(note(1, { mentions: ['ada'], content: '@Ada look' }));
	mentions.onNote(note(2));
	stop();
	mentions.onNote(note(3, { mentions: ['ada'] }));
	expect(raised).toEqual([
		{ chatId: 'chat', seq: at(1), text: '@Ada look', from: 'Note by Grace' }
	]);
});

import { expect, test } from 'vitest';
import { TimeFormat } from '../../core/text/time.ts';
import { CATALOGUE } from '../../languages/catalogue.ts';
import type { Language } from '../../languages/language.ts';
import { Reader } from '../../languages/reader.ts';
import { reopeningText } from './reopening-text.ts';

/** The sentence for a reader, with plain spaces. */
async function text(language: Language, zone: string, now: string, at: string): Promise<string> {
	const { chat } = await CATALOGUE[language].chat();
	const words = {
		texts: chat(new Reader(language)),
		timeFormat: new TimeFormat({ locale: language, timeZone: zone })
	};
	const sentence = reopeningText({ at: new Date(at), now: new Date(now) }, words);
	return sentence.replaceAll(/[\u00a0\u202f]/g, ' ');
}

test.for([
	['UTC', '2026-11-30T07:00Z', '2026-11-30T09:00Z', 'We’re back at 9:00 AM'],
	['UTC', '2026-11-30T18:00Z', '2026-12-01T09:00Z', 'We’re back tomorrow at 9:00 AM'],
	['UTC', '2026-11-28T23:59Z', '2026-11-30T09:00Z', 'We’re back on Monday, November 30 at 9:00 AM'],
	[
		'UTC',
		'2026-12-24T12:00Z',
		'2027-01-04T09:00Z',
		'We’re back on Monday, January 4, 2027 at 9:00 AM'
	],
	// The reader's day, not that of the office or of UTC.
	['Asia/Tokyo', '2026-11-30T14:00Z', '2026-11-30T16:00Z', 'We’re back tomorrow at 1:00 AM'],
	['America/Los_Angeles', '2026-12-01T02:00Z', '2026-12-01T07:00Z', 'We’re back at 11:00 PM'],
	// A day of 25 hours lies between.
	['Europe/Berlin', '2026-10-24T22:30Z', '2026-10-25T23:15Z', 'We’re back tomorrow at 12:15 AM']
] as const)('%s, %s: %s', async ([zone, now, at, sentence]) => {
	expect(await text('en', zone, now, at)).toBe(sentence);
});

test.for([
	['de', 'Wir sind morgen um 09:00 Uhr wieder da'],
	['es', 'Volvemos mañana a las 9:00'],
	['fr', 'De retour demain à 09:00'],
	['pt-BR', 'Voltamos amanhã às 09:00'],
	['ja', '明日9:00に再開します'],
	['zh-Hans', '我们将于明天09:00回来'],
	['ar', 'سنعود غدًا في الساعة 9:00 ص']
] as const)('in %s', async ([language, sentence]) => {
	const now = '2026-11-30T18:00Z';
	const said = await text(language, 'UTC', now, '2026-12-01T09:00Z');
	expect(said.replaceAll(/[\u200e\u200f]/g, '')).toBe(sentence);
});

test('one o’clock is singular in Spanish and Portuguese', async () => {
	const at = '2026-12-01T01:00Z';
	expect(await text('es', 'UTC', '2026-12-01T00:00Z', at)).toBe('Volvemos a la 1:00');
	expect(await text('pt-BR', 'UTC', '2026-12-01T00:00Z', at)).toBe('Voltamos à 01:00');
});

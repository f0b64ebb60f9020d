import { expect, test } from 'vitest';
import { elapsed } from './elapsed.ts';

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];

test.each([
	[-5, '1 min'],
	[0, '1 min'],
	[MINUTE * 2 - 1, '1 min'],
	[MINUTE * 59, '59 min'],
	[HOUR, '1 hr'],
	[DAY - 1, '23 hr'],
	[DAY * 3 + HOUR, '3 days'],
	[DAY * 400, '400 days']
])('%i ms are %s', (ms, text) => expect(elapsed(ms, 'en')).toBe(text));

test('in the reader’s language', () => {
	expect(elapsed(4 * HOUR, 'de')).toBe('4 Std.');
	expect(elapsed(4 * HOUR, 'ja')).toBe('4 時間');
});

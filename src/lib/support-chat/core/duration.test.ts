import { expect, test } from 'vitest';
import { parseInterval, secondsIn, toInterval, type Duration } from './duration.ts';

test.each<[string, Duration]>([
	['00:05:00', { amount: 5, unit: 'minutes' }],
	['00:00:00', { amount: 0, unit: 'minutes' }],
	['00:00:00.5', { amount: 0.5, unit: 'seconds' }],
	['00:00:02', { amount: 2, unit: 'seconds' }],
	['01:30:00', { amount: 90, unit: 'minutes' }],
	['24:00:00', { amount: 1, unit: 'days' }],
	['1 day 02:00:00', { amount: 26, unit: 'hours' }],
	['7 days', { amount: 7, unit: 'days' }],
	['1 mon', { amount: 1, unit: 'months' }],
	['1 year 2 mons', { amount: 14, unit: 'months' }],
	['1 mon 5 days', { amount: 35, unit: 'days' }],
	['-00:00:10', { amount: -10, unit: 'seconds' }]
])('%s is %o', (text, duration) => expect(parseInterval(text)).toEqual(duration));

test.each(['', 'soon', '1 fortnight'])('%j is refused', (text) =>
	expect(() => parseInterval(text)).toThrow('Not an interval')
);

test('a duration is written with its unit, and counted in seconds', () => {
	expect(toInterval({ amount: 1.5, unit: 'hours' })).toBe('1.5 hours');
	expect(secondsIn({ amount: 1.5, unit: 'hours' })).toBe(5_400);
	expect(secondsIn({ amount: 2, unit: 'months' })).toBe(60 * 86_400);
});

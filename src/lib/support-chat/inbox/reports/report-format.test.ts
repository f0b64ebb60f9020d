import { expect, test } from 'vitest';
import { changeOf, ReportFormat } from './report-format.ts';

const format = new ReportFormat('en');

test.for([
	[0, '0 sec'],
	[59, '59 sec'],
	[60, '1 min'],
	[250, '4 min 10 sec'],
	[3600, '1 hr'],
	[3659, '1 hr'],
	[5400, '1 hr 30 min'],
	[90_000, '1 day 1 hr'],
	[86_400 * 400, '400 days']
] as const)('%i s in its two largest units', ([seconds, text]) => {
	expect(format.duration(seconds)).toBe(text);
});

test('days are those of the calendar in any time zone', () => {
	expect(format.day('2026-03-02')).toBe('Mar 2, 2026');
	expect(format.shortDay('2026-03-02')).toBe('Mar 2');
	expect(format.days('2026-02-01', '2026-03-02')).toMatch(/^Feb 1\s–\sMar 2, 2026$/);
});

test('numbers and times are the language’s own', () => {
	const german = new ReportFormat('de');
	expect(german.number(1234567)).toBe('1.234.567');
	expect(german.percent(0.12)).toMatch(/^12\s%$/);
	expect(new ReportFormat('ar-EG').number(12)).toBe('١٢');
	expect(format.compact(12_345)).toBe('12K');
});

test.for([
	[112, 100, { kind: 'more', share: 0.12 }],
	[50, 100, { kind: 'less', share: 0.5 }],
	[0, 100, { kind: 'less', share: 1 }],
	[1000, 1001, { kind: 'same' }],
	[0, 0, { kind: 'same' }],
	[5, 0, { kind: 'noneBefore' }],
	[5, null, { kind: 'noneBefore' }],
	[0, null, { kind: 'noneBefore' }],
	[null, 5, null],
	[null, null, null]
] as const)('%s after %s', ([now, before, change]) => {
	expect(changeOf(now, before)).toEqual(change);
});

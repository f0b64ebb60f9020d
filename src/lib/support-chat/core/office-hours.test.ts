import { expect, test } from 'vitest';
import { areSpansValid, nextOpening, tidyHours, type OfficeSettings } from './office-hours.ts';

const settings: OfficeSettings = {
	officeHours: {
		mon: [
			['09:00', '12:00'],
			['13:00', '24:00']
		],
		fri: [['09:00', '17:00']]
	},
	officeTimeZone: 'Europe/Berlin',
	officeClosedDays: ['2026-12-04']
};

test.for([
	['2026-11-30T07:59Z', { date: '2026-11-30', time: '09:00' }],
	['2026-11-30T08:00Z', 'open'],
	['2026-11-30T10:59Z', 'open'],
	['2026-11-30T11:00Z', { date: '2026-11-30', time: '13:00' }],
	['2026-11-30T22:59Z', 'open'],
	// Later in the day than it opens on the next.
	['2026-12-11T20:00Z', { date: '2026-12-14', time: '09:00' }],
	['2026-11-30T23:00Z', { date: '2026-12-07', time: '09:00' }]
] as const)('at %s the next opening is %j', ([now, opening]) => {
	expect(nextOpening(settings, new Date(now))).toEqual(opening);
});

test('without hours it is always open, and without an open day never', () => {
	const now = new Date('2026-11-30T08:00Z');
	expect(nextOpening({ ...settings, officeHours: null }, now)).toBe('open');
	expect(nextOpening({ ...settings, officeHours: { mon: [] } }, now)).toBeNull();
	expect(() => nextOpening({ ...settings, officeTimeZone: 'Berlin' }, now)).toThrow(RangeError);
});

test('hours are the same whatever the order of their days, and without closed ones', () => {
	const day = [['09:00', '17:00']] as const;
	const hours = tidyHours({ wed: day, sat: [], mon: day });
	expect(JSON.stringify(hours)).toBe('{"mon":[["09:00","17:00"]],"wed":[["09:00","17:00"]]}');
});

test.for([
	[[], true],
	[[['09:00', '24:00']], true],
	[
		[
			['09:00', '12:00'],
			['12:00', '13:00']
		],
		true
	],
	[
		[
			['09:00', '12:00'],
			['11:00', '13:00']
		],
		false
	],
	[[['12:00', '09:00']], false],
	[[['09:00', '09:00']], false],
	[[['', '09:00']], false],
	[[['09:00', '']], false]
] as const)('the spans %j are valid: %s', ([spans, valid]) => {
	expect(areSpansValid(spans)).toBe(valid);
});

import { describe, expect, it } from 'vitest';
import { TimeFormat } from './time.ts';

const format = new TimeFormat({ locale: 'en-US', timeZone: 'UTC' });
const now = new Date('2026-06-15T12:00:00Z');

describe('TimeFormat', () => {
	it('writes the day in full, with the year when it is not this year', () => {
		expect(format.day(new Date('2026-01-29T10:00:00Z'), now)).toBe('Thursday, January 29');
		expect(format.day(new Date('2024-01-29T10:00:00Z'), now)).toBe('Monday, January 29, 2024');
	});

	it("divides days at midnight of the reader's zone", () => {
		const late = new Date('2026-06-15T23:30:00Z');
		expect(format.dayKey(late)).toBe('2026-06-15');
		expect(new TimeFormat({ locale: 'de', timeZone: 'Europe/Berlin' }).dayKey(late)).toBe(
			'2026-06-16'
		);
	});

	it('writes the time as the reader does', () => {
		const noon = new Date('2026-06-15T15:05:00Z');
		expect(format.time(noon).replace(/\s/u, ' ')).toBe('3:05 PM');
		expect(new TimeFormat({ locale: 'de', timeZone: 'UTC' }).time(noon)).toBe('15:05');
	});

	it.each([
		[0, 'now'],
		[59, 'now'],
		[-90, 'now'],
		[60, '1 minute ago'],
		[150, '2 minutes ago'],
		[3_600, '1 hour ago'],
		[86_399, '23 hours ago'],
		[86_400, 'yesterday'],
		[3 * 86_400, '3 days ago'],
		[15 * 86_400, '2 weeks ago'],
		[70 * 86_400, '2 months ago'],
		[800 * 86_400, '2 years ago']
	])('calls %d seconds "%s"', (seconds, text) => {
		expect(format.relative(new Date(now.getTime() - seconds * 1000), now)).toBe(text);
	});
});

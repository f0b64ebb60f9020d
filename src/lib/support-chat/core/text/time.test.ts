import { describe, expect, it } from 'vitest';
import { TimeFormat } from './time.ts';

const format = new TimeFormat({ locale: 'en-US', timeZone: 'UTC' });
const now = new Date('2026-06-15T12:00:00Z');

describe('TimeFormat', () => {
	it('writes the day in full, with the year if it is not this year', () => {
		expect(format.day(new Date('2026-01-29T10:00:00Z'), now)).toBe('Thursday, January 29');
		expect(format.day(new Date('2024-01-29T10:00:00Z'), now)).toBe('Monday, January 29, 2024');
	});

	it('omits the weekday from the spoken date, since the divider has it', () => {
		const date = new Date('2026-01-29T10:42:00Z');
		expect(format.spoken(date)).toBe('January 29, 2026 at 10:42 AM');
		expect(format.spoken(date)).not.toContain(format.day(date, new Date('2030-01-01')));
	});

	it.each([
		['en-US', 'Today', 'Yesterday'],
		['de', 'Heute', 'Gestern'],
		['es', 'Hoy', 'Ayer'],
		['fr', 'Aujourd’hui', 'Hier'],
		['pt-BR', 'Hoje', 'Ontem'],
		['ja', '今日', '昨日'],
		['zh-Hans', '今天', '昨天'],
		['ar', 'اليوم', 'أمس']
	])('labels days in %s as "%s" and "%s"', (locale, today, yesterday) => {
		const format = new TimeFormat({ locale, timeZone: 'UTC' });
		expect(format.divider(new Date('2026-06-15T00:00:00Z'), now)).toBe(today);
		expect(format.divider(new Date('2026-06-15T23:59:59Z'), now)).toBe(today);
		expect(format.divider(new Date('2026-06-14T23:59:59Z'), now)).toBe(yesterday);
		expect(format.divider(new Date('2026-06-14T00:00:00Z'), now)).toBe(yesterday);
	});

	it('labels other days in full', () => {
		expect(format.divider(new Date('2026-06-13T23:59:59Z'), now)).toBe('Saturday, June 13');
		expect(format.divider(new Date('2026-06-16T00:00:00Z'), now)).toBe('Tuesday, June 16');
		expect(format.divider(new Date('2025-06-15T12:00:00Z'), now)).toBe('Sunday, June 15, 2025');
	});

	it("labels yesterday across a clock change in the reader's zone", () => {
		const berlin = new TimeFormat({ locale: 'en-US', timeZone: 'Europe/Berlin' });
		const after = new Date('2026-03-29T22:30:00Z');
		expect(berlin.divider(new Date('2026-03-28T23:30:00Z'), after)).toBe('Yesterday');
		expect(berlin.divider(new Date('2026-03-28T22:30:00Z'), after)).toBe('Saturday, March 28');
	});

	it("divides days at midnight of the reader's zone", () => {
		const late = new Date('2026-06-15T23:30:00Z');
		expect(format.dayKey(late)).toBe('2026-06-15');
		expect(new TimeFormat({ locale: 'de', timeZone: 'Europe/Berlin' }).dayKey(late)).toBe(
			'2026-06-16'
		);
	});

	it("writes the time in the reader's locale", () => {
		const noon = new Date('2026-06-15T15:05:00Z');
		expect(format.time(noon).replace(/\s/u, ' ')).toBe('3:05 PM');
		expect(new TimeFormat({ locale: 'de', timeZone: 'UTC' }).time(noon)).toBe('15:05');
	});

	it('follows the time zone', () => {
		const options = { locale: 'de', timeZone: 'UTC' };
		const moving = new TimeFormat(options);
		const noon = new Date('2026-06-15T12:00:00Z');
		expect(moving.time(noon)).toBe('12:00');
		options.timeZone = 'Asia/Tokyo';
		expect(moving.time(noon)).toBe('21:00');
	});
});

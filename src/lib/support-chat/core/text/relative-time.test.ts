import { expect, test } from 'vitest';
import { relativeTime } from './relative-time.ts';
import { TimeFormat } from './time.ts';

const format = new TimeFormat({ locale: 'en-US', timeZone: 'UTC' });
const now = new Date('2026-06-15T12:00:00Z');

test.each([
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
])('writes %d seconds as "%s"', (seconds, text) => {
	expect(relativeTime(format, new Date(now.getTime() - seconds * 1000), now)).toBe(text);
});

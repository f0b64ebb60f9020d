import { expect, test } from 'vitest';
import { replyPace } from './reply-pace.ts';

test.each([
	[null, null],
	[0, 'minutes'],
	[600, 'minutes'],
	[601, 'hour'],
	[3600, 'hour'],
	[3601, 'hours'],
	[6 * 3600, 'hours'],
	[6 * 3600 + 1, 'day'],
	[24 * 3600, 'day'],
	[24 * 3600 + 1, null]
])('a wait of %s seconds has the pace %s', (seconds, pace) => {
	expect(replyPace(seconds)).toBe(pace);
});

import { describe, expect, test } from 'vitest';
import { isDue, parseSchedule } from '../../../supabase/local/cron/schedule.ts';
import { newTask, queueInterval, queueMinutes } from '../../../supabase/local/cron/task.ts';

function isDueAt(schedule: string, time: string): boolean {
	return isDue(parseSchedule(schedule)!, Date.parse(time));
}

describe('a schedule', () => {
	test.each([
		['* * * * *', '2026-11-22T13:07:30Z'],
		['*/5 * * * *', '2026-11-22T13:05:00Z'],
		['5-20/5,40 * * * *', '2026-11-22T13:15:00Z'],
		['5-20/5,40 * * * *', '2026-11-22T13:40:00Z'],
		['0 9 * * mon-fri', '2026-11-23T09:00:00Z'],
		['0 9 * NOV 0', '2026-11-22T09:00:00Z'],
		['0 9 * * 7', '2026-11-22T09:00:00Z'],
		// Either day matches, unless one of the fields starts with a star.
		['0 0 13 * fri', '2026-11-27T00:00:00Z'],
		['0 0 13 * fri', '2026-12-13T00:00:00Z'],
		['0 0 $ * *', '2028-02-29T00:00:00Z'],
		['@hourly', '2026-11-22T13:00:00Z'],
		['@daily', '2026-11-22T00:00:00Z'],
		['@weekly', '2026-11-22T00:00:00Z'],
		['@monthly', '2026-11-01T00:00:00Z'],
		['@yearly', '2026-01-01T00:00:00Z']
	])('%s is due at %s', (schedule, time) => {
		expect(isDueAt(schedule, time)).toBe(true);
	});

	test.each([
		['*/5 * * * *', '2026-11-22T13:06:00Z'],
		['0 9 * * mon-fri', '2026-11-22T09:00:00Z'],
		['0 0 */2 * fri', '2026-11-28T00:00:00Z'],
		['0 0 $ * *', '2028-02-28T00:00:00Z'],
		['@weekly', '2026-11-23T00:00:00Z'],
		['5 seconds', '2026-11-22T13:00:00Z'],
		['@reboot', '2026-11-22T13:00:00Z']
	])('%s is not due at %s', (schedule, time) => {
		expect(isDueAt(schedule, time)).toBe(false);
	});
});

describe('a task', () => {
	const NOON = Date.parse('2026-11-22T12:00:00Z');
	const MINUTE = 60_000;

	function queue(schedule: string, minutes: number): number {
		const job = { jobid: '1', command: '', database: '', username: '', active: true };
		const task = newTask({ ...job, schedule }, NOON);
		queueMinutes(task, NOON, NOON + minutes * MINUTE);
		return task.pending;
	}

	test('catches up on each missed minute, up to five', () => {
		expect(queue('* * * * *', 1)).toBe(1);
		expect(queue('* * * * *', 5)).toBe(5);
	});

	test('with a star runs once after a longer gap, with fixed times once per missed time', () => {
		expect(queue('* * * * *', 60)).toBe(1);
		expect(queue('10,20 12 * * *', 60)).toBe(2);
	});

	test('does not look back further than three hours', () => {
		expect(queue('10 12 * * *', 181)).toBe(0);
	});

	test('with an interval queues at most one run', () => {
		const job = { jobid: '1', command: '', database: '', username: '', active: true };
		const task = newTask({ ...job, schedule: '10 seconds' }, NOON);
		queueInterval(task, NOON + 9_999);
		expect(task.pending).toBe(0);
		queueInterval(task, NOON + 10_000);
		queueInterval(task, NOON + 60_000);
		expect(task.pending).toBe(1);
	});
});

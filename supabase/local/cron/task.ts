/**
 * What the scheduler remembers of a job between ticks, and how many runs a tick adds.
 * Borrowed facts: a missed minute is made up for up to five minutes; after a longer gap only the
 * jobs at fixed times are, and after three hours none; an interval job queues one run at most
 * (citusdata/pg_cron src/pg_cron.c StartAllPendingRuns, StartPendingRuns).
 */
import { isDue, parseSchedule } from './schedule.ts';
import type { Schedule } from './schedule.ts';

/** A row of cron.job, as far as it takes to run it. */
export interface Job {
	jobid: string;
	schedule: string;
	command: string;
	database: string;
	username: string;
	active: boolean;
}

/** A job and its state. Times are milliseconds since 1970. */
export interface Task {
	job: Job;
	schedule: Schedule | undefined;
	/** Runs that are due and not started. */
	pending: number;
	/** Ends the run that is under way. */
	cancel: AbortController | undefined;
	/** Start of the latest run, or when the job was first seen: an interval counts from there. */
	lastStart: number;
}

const MINUTE_MS = 60 * 1000;

/** The task of a job that was not known before. */
export function newTask(job: Job, now: number): Task {
	const schedule = parseSchedule(job.schedule);
	return { job, schedule, pending: 0, cancel: undefined, lastStart: now };
}

/** Takes over a changed row of cron.job without losing what is queued or running. */
export function updateTask(task: Task, job: Job): void {
	if (job.schedule !== task.job.schedule) task.schedule = parseSchedule(job.schedule);
	task.job = job;
}

/** The first millisecond of the minute of `time`. */
export function startOfMinute(time: number): number {
	return time - (time % MINUTE_MS);
}

/** Queues the run of an interval job whose interval is over. */
export function queueInterval(task: Task, now: number): void {
	const seconds = task.schedule?.seconds;
	if (seconds === undefined || task.pending > 0) return;
	if (now - task.lastStart >= seconds * 1000) task.pending = 1;
}

/** Queues the runs that the minutes after `lastMinute` up to that of `now` ask for. */
export function queueMinutes(task: Task, lastMinute: number, now: number): void {
	const schedule = task.schedule;
	if (!schedule) return;
	const minute = startOfMinute(now);
	const passed = (minute - lastMinute) / MINUTE_MS;
	if (passed > 180) {
		if (isDue(schedule, minute)) task.pending++;
		return;
	}
	const kinds = passed > 5 ? 'fixed' : 'both';
	for (let time = lastMinute + MINUTE_MS; time <= minute; time += MINUTE_MS) {
		if (isDue(schedule, time, kinds)) task.pending++;
	}
	if (passed > 5 && isDue(schedule, minute, 'wild')) task.pending++;
}

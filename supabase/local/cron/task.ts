/**
 * A job's state between ticks, and how many runs a tick adds. Missed minutes are made up for if the gap
 * is at most five minutes; after a longer one only for jobs at fixed times, after three hours for none;
 * an interval job queues at most one run.
 * Source: citusdata/pg_cron src/pg_cron.c StartAllPendingRuns, StartPendingRuns.
 */
import { isDue, parseSchedule } from './schedule.ts';
import type { Schedule } from './schedule.ts';

/** The columns of cron.job needed to run a job. */
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
	/** Number of runs that are due and not started. */
	pending: number;
	/** Cancels the run in progress. */
	cancel: AbortController | undefined;
	/** Start of the latest run, or when the job was first seen; intervals count from here. */
	lastStart: number;
}

const MINUTE_MS = 60 * 1000;

/** Creates the task of a new job. */
export function newTask(job: Job, now: number): Task {
	const schedule = parseSchedule(job.schedule);
	return { job, schedule, pending: 0, cancel: undefined, lastStart: now };
}

/** Applies a changed row of cron.job without losing queued or running runs. */
export function updateTask(task: Task, job: Job): void {
	if (job.schedule !== task.job.schedule) task.schedule = parseSchedule(job.schedule);
	task.job = job;
}

/** The first millisecond of the minute that contains `time`. */
export function startOfMinute(time: number): number {
	return time - (time % MINUTE_MS);
}

/** Queues a run of an interval job whose interval has passed. */
export function queueInterval(task: Task, now: number): void {
	const seconds = task.schedule?.seconds;
	if (seconds === undefined || task.pending > 0) return;
	if (now - task.lastStart >= seconds * 1000) task.pending = 1;
}

/** Queues the runs due in the minutes after `lastMinute` up to that of `now`. */
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

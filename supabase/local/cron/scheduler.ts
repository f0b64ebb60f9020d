/**
 * Runs the jobs of cron.job as pg_cron's background worker does: one run of a job at a time, further runs
 * queued; at most 32 jobs at once; minutes in GMT. It reads the jobs before each tick and when they
 * change, and starts over, as pg_cron does, when Postgres restarts.
 */
import type pg from 'pg';
import { systemClock } from './clock.ts';
import type { Clock } from './clock.ts';
import { keepConnected } from './keep-connected.ts';
import { runJob } from './run-job.ts';
import { newTask, queueInterval, queueMinutes, startOfMinute, updateTask } from './task.ts';
import type { Job, Task } from './task.ts';

const MOST_RUNNING = 32;
const TICK_MS = 1000;

export interface CronOptions {
	/** Connects as a superuser. */
	databaseUrl: string;
	log?: (line: string) => void;
	clock?: Clock;
}

/**
 * Starts the scheduler, which waits for the database and the extension. Never throws.
 * `stop` cancels the runs in progress.
 */
export function startCron(options: CronOptions): { stop(): Promise<void> } {
	return keepConnected({
		databaseUrl: options.databaseUrl,
		applicationName: 'pg_cron scheduler',
		log: options.log,
		work: (client, signal) => new Scheduler(client, options, signal).work()
	});
}

class Scheduler {
	readonly #client: pg.Client;
	readonly #options: CronOptions;
	readonly #clock: Clock;
	readonly #signal: AbortSignal;
	readonly #tasks = new Map<string, Task>();
	readonly #runs = new Set<Promise<void>>();
	#lastMinute = 0;
	#started = false;
	/** The latest query: ticks and runs share the connection, so queries are serialised. */
	#turn: Promise<unknown> = Promise.resolve();
	/** Ends the wait for the next tick early. */
	#wake = new AbortController();

	constructor(client: pg.Client, options: CronOptions, signal: AbortSignal) {
		this.#client = client;
		this.#options = options;
		this.#clock = options.clock ?? systemClock;
		this.#signal = signal;
	}

	async work(): Promise<void> {
		try {
			this.#client.on('notification', () => this.#wake.abort());
			await this.#query('listen cron_job_changed');
			while (!this.#signal.aborted) {
				this.#wake = new AbortController();
				await this.#tick();
				const early = AbortSignal.any([this.#signal, this.#wake.signal]);
				await this.#clock.wait(TICK_MS - (this.#clock.now() % TICK_MS), early);
			}
		} finally {
			for (const task of this.#tasks.values()) task.cancel?.abort();
			await Promise.all(this.#runs);
		}
	}

	async #tick(): Promise<void> {
		const installed = await this.#query(`select from pg_extension where extname = 'pg_cron'`);
		if (installed.rowCount === 0) return;
		if (!this.#started) await this.#failInterrupted();
		await this.#readJobs();
		this.#queueDue(this.#clock.now());
		this.#started = true;
		for (const task of this.#tasks.values()) this.#startNext(task);
	}

	/** Marks the runs of a previous scheduler as failed, since they can no longer report. */
	async #failInterrupted(): Promise<void> {
		await this.#query(
			`update cron.job_run_details
			set status = 'failed', return_message = 'server restarted'
			where status in ('starting', 'running')`
		);
	}

	async #readJobs(): Promise<void> {
		const { rows } = await this.#query<Job>(
			'select jobid, schedule, command, database, username, active from cron.job'
		);
		const ids = new Set(rows.map((job) => job.jobid));
		for (const [id, task] of this.#tasks) {
			if (ids.has(id)) continue;
			task.cancel?.abort();
			this.#tasks.delete(id);
		}
		for (const job of rows) {
			const task = this.#tasks.get(job.jobid);
			if (task) updateTask(task, job);
			else this.#tasks.set(job.jobid, newTask(job, this.#clock.now()));
			if (!job.active) task?.cancel?.abort();
		}
	}

	#queueDue(now: number): void {
		if (this.#lastMinute === 0) this.#lastMinute = startOfMinute(now);
		const newMinute = startOfMinute(now) > this.#lastMinute;
		for (const task of this.#tasks.values()) {
			if (!task.job.active) continue;
			if (!this.#started && task.schedule?.reboot) task.pending++;
			queueInterval(task, now);
			if (newMinute) queueMinutes(task, this.#lastMinute, now);
		}
		// If the clock was set back, wait until it has caught up, so that no minute runs twice.
		if (newMinute) this.#lastMinute = startOfMinute(now);
	}

	#startNext(task: Task): void {
		const canStart = task.pending > 0 && !task.cancel && task.job.active;
		if (!canStart || this.#runs.size >= MOST_RUNNING || this.#signal.aborted) return;
		task.pending--;
		task.cancel = new AbortController();
		task.lastStart = this.#clock.now();
		const query = this.#query.bind(this);
		const run = runJob(task.job, this.#options.databaseUrl, query, task.cancel.signal)
			// Only the scheduler's own connection can fail here; its loss ends the work anyway.
			.catch((error: Error) => this.#options.log?.(`pg_cron: ${error.message}`))
			.finally(() => {
				task.cancel = undefined;
				this.#runs.delete(run);
				this.#wake.abort();
			});
		this.#runs.add(run);
	}

	#query<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) {
		const result = this.#turn.then(() => this.#client.query<Row>(text, values));
		this.#turn = result.catch(() => undefined);
		return result;
	}
}

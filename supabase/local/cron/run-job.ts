/**
 * Runs a job once, in its own connection, as its owner, and records it in cron.job_run_details. The
 * messages are pg_cron's: '3 rows' after a query, the command tag after anything else, an error as psql
 * shows it.
 * Difference: pg_cron connects without a password. Here the role uses the superuser's, which all login
 * roles of the local stack share; a role with another password gets 'connection failed'.
 */
import pg from 'pg';
import type { Job } from './task.ts';

/** Runs a query on the scheduler's own connection, which may write cron.job_run_details. */
export type Query = (text: string, values: unknown[]) => Promise<{ rows: unknown[] }>;

/**
 * Runs the job and records the run. Rejects only if `query` does.
 * When `canceled` aborts, the run ends early as 'job canceled'.
 */
export async function runJob(
	job: Job,
	databaseUrl: string,
	query: Query,
	canceled: AbortSignal
): Promise<void> {
	const inserted = await query(
		`insert into cron.job_run_details (jobid, database, username, command, status)
		values ($1, $2, $3, $4, 'starting')
		returning runid`,
		[job.jobid, job.database, job.username, job.command]
	);
	const { runid } = inserted.rows[0] as { runid: string };
	const { status, message } = await attempt(job, databaseUrl, canceled, async (pid) => {
		await query(
			`update cron.job_run_details
			set status = 'running', job_pid = $2, start_time = clock_timestamp()
			where runid = $1`,
			[runid, pid]
		);
	});
	await query(
		`update cron.job_run_details
		set status = $2, return_message = $3, end_time = clock_timestamp()
		where runid = $1`,
		[runid, status, message]
	);
}

async function attempt(
	job: Job,
	databaseUrl: string,
	canceled: AbortSignal,
	onStart: (pid: number) => Promise<void>
): Promise<{ status: 'succeeded' | 'failed'; message: string }> {
	const url = new URL(databaseUrl);
	url.username = encodeURIComponent(job.username);
	url.pathname = `/${encodeURIComponent(job.database)}`;
	const client = new pg.Client({ connectionString: url.href, application_name: 'pg_cron' });
	client.on('error', () => undefined);
	const tags: string[] = [];
	watchTags(client, tags);
	const cancel = () => void terminate(databaseUrl, client);
	try {
		await client.connect().catch(() => {
			throw new Error('connection failed');
		});
		canceled.addEventListener('abort', cancel);
		canceled.throwIfAborted();
		await onStart(processId(client));
		tags.length = 0;
		const results = [await client.query(job.command)].flat();
		return { status: 'succeeded', message: describeResult(results.at(-1), tags.at(-1)) };
	} catch (error) {
		return { status: 'failed', message: canceled.aborted ? 'job canceled' : describeError(error) };
	} finally {
		canceled.removeEventListener('abort', cancel);
		await client.end().catch(() => undefined);
	}
}

/** Terminates the run's backend, which would otherwise finish the command. */
async function terminate(databaseUrl: string, client: pg.Client): Promise<void> {
	const other = new pg.Client({ connectionString: databaseUrl });
	other.on('error', () => undefined);
	try {
		await other.connect();
		await other.query('select pg_terminate_backend($1)', [processId(client)]);
	} catch {
		// Without a server there is no run either.
	} finally {
		await other.end().catch(() => undefined);
	}
}

// node-postgres has both of these, but its types omit them.
function processId(client: pg.Client): number {
	return (client as unknown as { processID: number }).processID;
}

function watchTags(client: pg.Client, tags: string[]): void {
	const { connection } = client as unknown as { connection: NodeJS.EventEmitter };
	connection.on('commandComplete', (message: { text: string }) => tags.push(message.text));
}

function describeResult(result: pg.QueryResult | undefined, tag: string | undefined): string {
	if (!result || result.fields.length === 0) return tag ?? '';
	return `${result.rows.length} ${result.rows.length === 1 ? 'row' : 'rows'}`;
}

function describeError(error: unknown): string {
	if (!(error instanceof pg.DatabaseError)) {
		return error instanceof Error ? error.message : String(error);
	}
	const lines = [`${error.severity}:  ${error.message}`];
	if (error.detail) lines.push(`DETAIL:  ${error.detail}`);
	if (error.hint) lines.push(`HINT:  ${error.hint}`);
	if (error.where) lines.push(`CONTEXT:  ${error.where}`);
	return `${lines.join('\n')}\n`;
}

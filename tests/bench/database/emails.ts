import { setTimeout as sleep } from 'node:timers/promises';
import { spawnStack } from '../../fixtures/start-stack.ts';
import { BenchDatabase } from './database.ts';
import { median, type Measurement } from '../measurement.ts';

const DISPATCH = 'select support_private.dispatch_support_reply_notifications()';
const BATCH = 100;
/** Resend's default limit. */
const REQUESTS_PER_SECOND = 2;

/**
 * Figure 17: a dispatcher run with a hundred due e-mails, until the last one is recorded as sent, against a
 * run with one: through pg_net, the edge function and a mail service limited to two requests a second.
 */
export async function measureEmails(rounds: number): Promise<Measurement[]> {
	const stack = await spawnStack('ignore');
	const database = await BenchDatabase.connect(stack.ready.db_url!);
	const run = (mails: number) => timeRun(database, mails);
	try {
		await limitMailbox(stack.ready.mailbox_url!);
		await database.rows(
			`select cron.alter_job(jobid, active => false)
			from cron.job where jobname = 'support-reply-notifications'`
		);
		// The function's process starts with its first request.
		await run(1);
		const times: { value: number[]; floor: number[] } = { value: [], floor: [] };
		for (let round = 0; round < rounds; round++) {
			times.floor.push(await run(1));
			times.value.push(await run(BATCH));
		}
		return [
			{
				id: '17',
				what: `${BATCH} due mails, from the dispatcher to the last record`,
				floorWhat: 'one mail',
				unit: 's',
				value: median(times.value),
				floor: median(times.floor),
				kind: 'ratio',
				target: 30
			}
		];
	} finally {
		await database.end();
		await stack.stop();
	}
}

async function limitMailbox(url: string): Promise<void> {
	const response = await fetch(`${url}/rate-limit`, {
		method: 'POST',
		body: JSON.stringify({ per_second: REQUESTS_PER_SECOND })
	});
	if (!response.ok) throw new Error(`POST /rate-limit: ${response.status}`);
}

async function timeRun(database: BenchDatabase, mails: number): Promise<number> {
	// Lets the mail service's rate limit reset.
	await sleep(1000);
	await loadDue(database, mails);
	const start = performance.now();
	await database.rows(DISPATCH);
	while (!(await database.value<boolean>(`select not exists (${UNSENT})`))) await sleep(20);
	return (performance.now() - start) / 1000;
}

const UNSENT = `select from public.support_reply_notifications where status <> 'sent'`;

async function loadDue(database: BenchDatabase, mails: number): Promise<void> {
	const chats = await database.rows<{ id: string }>(
		`with people as (
			insert into auth.users (id, email)
			select gen_random_uuid(), gen_random_uuid() || '@example.com' from generate_series(1, $1::integer)
			returning id, email
		)
		insert into public.support_chats (user_id, user_email) select id, email from people
		returning id`,
		[mails]
	);
	await database.rows(
		`insert into public.support_messages (chat_id, content, sender_type)
		select unnest($1::uuid[]), 'Hello', 'admin'`,
		[chats.map(({ id }) => id)]
	);
	await database.rows(
		`update public.support_reply_notifications set due_at = now() where status = 'pending'`
	);
}

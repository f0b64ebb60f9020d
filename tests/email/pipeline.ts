import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, test as base } from 'vitest';
import { environment } from '../fixtures/environment.ts';
import { createAdmin, createUser, openChat, remove, type Person } from '../fixtures/people.ts';
import { mendMailbox } from './mailbox.ts';

/** A row of the outbox. */
export interface Notification {
	id: string;
	status: 'pending' | 'sending' | 'sent' | 'skipped' | 'failed';
	skip_reason: string | null;
	attempts: number;
	last_error: string | null;
	sent_at: Date | null;
}

/** One user's chat and the path of its replies to the mailbox. Moving due times simulates time. */
export class Pipeline {
	readonly user: Person;
	readonly admin: Person;
	readonly chatId: string;
	readonly db: pg.Client;

	constructor(user: Person, admin: Person, chatId: string, db: pg.Client) {
		this.user = user;
		this.admin = admin;
		this.chatId = chatId;
		this.db = db;
	}

	/** Writes in the user's chat as the admin. */
	async reply(content = 'Hello'): Promise<void> {
		const { error } = await this.admin.client
			.from('support_messages')
			.insert({ chat_id: this.chatId, content });
		if (error) throw error;
	}

	/** Marks messages up to `upToSeq` as read, as the user. */
	async read(upToSeq: number): Promise<void> {
		const { error } = await this.user.client.rpc('mark_support_chat_read', {
			chat_id: this.chatId,
			up_to_seq: upToSeq
		});
		if (error) throw error;
	}

	/** Moves this chat's notifications `interval` (a Postgres interval) closer to their due time. */
	async pass(interval: string): Promise<void> {
		await this.db.query(
			`update public.support_reply_notifications
			set due_at = due_at - $2::interval where chat_id = $1`,
			[this.chatId, interval]
		);
	}

	/** Runs the scheduled dispatcher once; returns the number of claimed notifications. */
	async dispatch(client = this.db): Promise<number> {
		const { rows } = await client.query<{ claimed: number }>(
			'select support_private.dispatch_support_reply_notifications() as claimed'
		);
		return rows[0]!.claimed;
	}

	/** Claims like the dispatcher, but takes the request from pg_net's queue. Returns its body. */
	async claim(): Promise<unknown> {
		await this.db.query('begin');
		await this.dispatch();
		const { rows } = await this.db.query<{ body: unknown }>(
			`delete from net.http_request_queue
			where id = (
				select request_id from public.support_reply_notifications
				where chat_id = $1 order by created_at desc limit 1
			)
			returning convert_from(body, 'utf8')::jsonb as body`,
			[this.chatId]
		);
		await this.db.query('commit');
		return rows[0]?.body;
	}

	/** This chat's notifications, oldest first. */
	async notifications(): Promise<Notification[]> {
		const { rows } = await this.db.query<Notification>(
			`select id, status, skip_reason, attempts, last_error, sent_at
			from public.support_reply_notifications where chat_id = $1 order by created_at`,
			[this.chatId]
		);
		return rows;
	}

	/** Waits until the last notification has one of the statuses. The test's timeout ends the wait. */
	async settled(...wanted: Notification['status'][]): Promise<Notification> {
		for (;;) {
			const last = (await this.notifications()).at(-1);
			if (last && wanted.includes(last.status)) return last;
			await sleep(50);
		}
	}

	/** Runs the next attempt and waits until it ends. */
	async tryAgain(): Promise<Notification> {
		await this.pass('1 hour');
		await this.dispatch();
		return this.settled('pending', 'sent', 'skipped', 'failed');
	}
}

/** Vitest's `test` with its own chat; resets the mailbox afterwards. */
export const test = base.extend<{ pipeline: Pipeline }>({
	pipeline: async ({}, use) => {
		const db = await connect();
		const [user, admin] = [await createUser(), await createAdmin()];
		await use(new Pipeline(user, admin, await openChat(user), db));
		await mendMailbox();
		await remove(user);
		await remove(admin);
		await db.end();
	}
});

/** Runs `use` with another `functions_url`, or none. */
export async function withFunctionsUrl(
	{ db }: Pipeline,
	url: string | null,
	use: () => Promise<void>
): Promise<void> {
	const { rows } = await db.query<{ functions_url: string }>(
		'select functions_url from public.support_settings'
	);
	const change = (to: string | null) =>
		db.query('update public.support_settings set functions_url = $1', [to]);
	await change(url);
	try {
		await use();
	} finally {
		await change(rows[0]!.functions_url);
	}
}

/** Connects as the database's owner. */
export async function connect(): Promise<pg.Client> {
	const client = new pg.Client({ connectionString: environment.dbUrl });
	await client.connect();
	return client;
}

/** Pauses the scheduled dispatcher for this file, whose tests call it themselves and would race with it. */
export function pauseClock(): void {
	beforeAll(() => setClock(false));
	afterAll(() => setClock(true));
}

async function setClock(runs: boolean): Promise<void> {
	const client = await connect();
	await client.query(
		`select cron.alter_job(jobid, active => $1)
		from cron.job where jobname = 'support-reply-notifications'`,
		[runs]
	);
	await client.end();
}

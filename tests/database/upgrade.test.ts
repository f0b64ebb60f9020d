import { randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SUPABASE_FOLDER } from '../../supabase/local/config.ts';
import { applyMigrations } from '../../supabase/local/postgres/migrations.ts';
import { connected, install, startEmptyPostgres } from '../fixtures/empty-postgres.ts';
import type { DatabaseUrls } from '../fixtures/empty-postgres.ts';
import { machineryOf } from '../fixtures/machinery.ts';
import released from './released-migrations.json' with { type: 'json' };

// A project that has run any release is brought up to date with its data in it, as `supabase db push` does it.

const MIGRATIONS = join(SUPABASE_FOLDER, 'migrations');
const [user, admin] = [randomUUID(), randomUUID()];

let postgres: Awaited<ReturnType<typeof startEmptyPostgres>>;
let newest: DatabaseUrls;
beforeAll(async () => {
	postgres = await startEmptyPostgres();
	newest = await postgres.create();
	await install(newest);
}, 120_000);
afterAll(() => postgres?.stop());

/** Applies the migrations that a release and those before it have brought. */
async function installRelease(client: pg.Client, release: string): Promise<void> {
	const folder = await mkdtemp(join(tmpdir(), 'release-'));
	const releases = Object.entries(released);
	const last = releases.findIndex(([version]) => version === release);
	const files = releases.slice(0, last + 1).flatMap(([, sums]) => Object.keys(sums));
	await Promise.all(files.map((file) => copyFile(join(MIGRATIONS, file), join(folder, file))));
	await applyMigrations(client, folder);
	await rm(folder, { recursive: true });
}

/** Runs `sql` as a signed-in person. */
async function as(client: pg.Client, person: string, sql: string, values: unknown[] = []) {
	await client.query('begin');
	const claims = JSON.stringify({ role: 'authenticated', sub: person });
	await client.query("select set_config('request.jwt.claims', $1, true)", [claims]);
	await client.query('set local role authenticated');
	const { rows } = await client.query<Record<string, unknown>>(sql, values);
	await client.query('commit');
	return rows;
}

const SEND = 'insert into public.support_messages (chat_id, content) values ($1, $2)';

/** A conversation of a question, an answer that was read, and one that an e-mail is due for. */
async function converse(client: pg.Client): Promise<string> {
	const [chat] = await as(client, user, 'select id from public.get_or_create_support_chat()');
	const chatId = chat!.id as string;
	await as(client, user, SEND, [chatId, 'Where is my parcel?']);
	await as(client, admin, SEND, [chatId, 'On its way.']);
	await as(client, user, 'select public.mark_support_chat_read($1, 2)', [chatId]);
	await as(client, admin, SEND, [chatId, 'It arrives on Monday.']);
	return chatId;
}

/** What people see of a conversation, each by their own rights. */
async function seen(client: pg.Client, chatId: string) {
	const messages = `select content, sender_type, seq, read_at is not null as read
		from public.support_messages where chat_id = $1 order by seq`;
	return {
		byUser: await as(client, user, messages, [chatId]),
		byAdmin: await as(client, admin, messages, [chatId]),
		list: await as(
			client,
			admin,
			`select user_email, message_count, last_message_preview, unread, archived
			from public.support_chat_list`
		)
	};
}

test.for(Object.keys(released))(
	'%s is upgraded: what people wrote stays, and everything else is as in a new project',
	{ timeout: 60_000 },
	async (release) => {
		const { url, superuserUrl } = await postgres.create();
		await connected(superuserUrl, (client) =>
			client.query(
				`insert into auth.users (id, email) values ($1, 'user@example.com'), ($2, 'admin@example.com')`,
				[user, admin]
			)
		);
		await connected(url, async (client) => {
			await installRelease(client, release);
			await client.query('insert into public.support_admins (user_id) values ($1)', [admin]);
			await client.query("update public.support_settings set app_name = 'Parcels'");
			const chatId = await converse(client);
			const before = await seen(client, chatId);
			expect(before.byUser).toHaveLength(3);
			expect(before.list).toMatchObject([{ message_count: '3', unread: true }]);

			await applyMigrations(client, MIGRATIONS);

			expect(await seen(client, chatId)).toEqual(before);
			const due = await client.query(
				'select status from public.support_reply_notifications order by created_at'
			);
			expect(due.rows.at(-1)).toEqual({ status: 'pending' });
			const { rows: settings } = await client.query('select app_name from public.support_settings');
			expect(settings).toEqual([{ app_name: 'Parcels' }]);
			await as(client, user, SEND, [chatId, 'Thank you!']);
			const [last] = (await seen(client, chatId)).byAdmin.slice(-1);
			expect(last).toMatchObject({ content: 'Thank you!', seq: '4', sender_type: 'user' });
		});
		const [upgraded, fresh] = await Promise.all(
			[superuserUrl, newest.superuserUrl].map((each) => connected(each, machineryOf))
		);
		expect(upgraded).toEqual(fresh);
	}
);

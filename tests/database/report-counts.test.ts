import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SUPABASE_FOLDER } from '../../supabase/local/config.ts';
import { applyMigrations } from '../../supabase/local/postgres/migrations.ts';
import { Database, type Caller } from '../fixtures/database.ts';
import { connected, startEmptyPostgres } from '../fixtures/empty-postgres.ts';
import { testSeed } from '../fixtures/seed.ts';
import { randomFrom } from './random.ts';
import { figuresOf, rounded, writeHistory, type History } from './report-history.ts';

// How the counts come about that a report reads: by writers at the same time, and on upgrade.

const MIGRATIONS = join(SUPABASE_FOLDER, 'migrations');
const COUNTING = '20261130004100_report_counts.sql';
const SPAN: [Date, Date] = [new Date('2004-01-01'), new Date('2004-06-30')];

let postgres: Awaited<ReturnType<typeof startEmptyPostgres>>;
beforeAll(async () => {
	postgres = await startEmptyPostgres();
}, 120_000);
afterAll(() => postgres?.stop());

/** Applies the migrations before those that count. */
async function installBefore(client: pg.Client): Promise<void> {
	const folder = await mkdtemp(join(tmpdir(), 'before-'));
	const files = (await readdir(MIGRATIONS)).filter((file) => file < COUNTING);
	await Promise.all(files.map((file) => copyFile(join(MIGRATIONS, file), join(folder, file))));
	await applyMigrations(client, folder);
	await rm(folder, { recursive: true });
}

async function inTransaction<Result>(
	client: pg.Client,
	use: (db: Database) => Promise<Result>
): Promise<Result> {
	await client.query('begin');
	const result = await use(new Database(client));
	await client.query('commit');
	return result;
}

const totalsOf = (db: Database, admin: Caller) =>
	db.as(admin, async () => {
		const report = await db.value<{ totals: unknown }>(
			"select public.support_report('2004-01-01', '2004-06-30', 'UTC')"
		);
		return report.totals;
	});

/** As the migration can know it: archiving leaves no trace. */
const withoutArchiving = ({ chats }: History): History => ({
	chats: chats.map((messages) => messages.map((each) => ({ ...each, isAfterArchiving: false })))
});

const since = (client: pg.Client) =>
	new Database(client).value<Date>('select reports_since from public.support_settings');

/** What is there before the migration, with a user in `waiting` whom nobody has answered. */
async function fill(db: Database) {
	const admin = await db.createAdmin();
	const adminId = await db.value<string>(
		'select id from public.support_admins where user_id = $1',
		[admin.id]
	);
	const random = randomFrom(testSeed(16));
	const history = await writeHistory(db, random, [{ userId: admin.id, adminId }], SPAN);
	const waiting = await db.openChat(await db.createUser());
	await db.rows(
		`insert into public.support_messages (chat_id, content, created_at) values ($1, 'Hello', '2005-01-01')`,
		[waiting]
	);
	return { admin, history, waiting };
}

describe('the upgrade', () => {
	test('counts what was written before, and goes on with who waits', async () => {
		const { url } = await postgres.create();
		await connected(url, async (client) => {
			await installBefore(client);
			const { admin, history, waiting } = await inTransaction(client, fill);
			await applyMigrations(client, MIGRATIONS);

			await inTransaction(client, async (db) => {
				const expected = figuresOf(withoutArchiving(history), () => true);
				expect(expected.first_replies).toBeGreaterThan(5);
				expect(await totalsOf(db, admin)).toEqual(rounded(expected));
				expect((await since(client)).getTime()).toBe(0);

				await db.rows(
					`insert into public.support_messages (chat_id, content, sender_type, created_at)
					values ($1, 'Hello', 'admin', '2005-01-01 01:00')`,
					[waiting]
				);
				const report = await db.as(admin, () =>
					db.value("select public.support_report('2005-01-01', '2005-01-01', 'UTC')")
				);
				expect(report).toMatchObject({
					totals: { new_chats: 1, answered_chats: 1, replies: 1, median_seconds: 3600 }
				});
			});
		});
	}, 60_000);

	test('stops at half a million messages and says since when it has counted', async () => {
		const { url } = await postgres.create();
		await connected(url, async (client) => {
			await installBefore(client);
			const { admin, history } = await inTransaction(client, fill);
			// Of a chat with as many messages only the number is there.
			await client.query(
				`update public.support_chats set message_count = 500000
				where id = (select id from public.support_chats where last_message_at < '2004-05-01' order by last_message_at desc limit 1)`
			);
			const { rows } = await client.query<{ at: Date }>(
				`select max(last_message_at) as at from public.support_chats
				where message_count > 0 and last_message_at
					< (select last_message_at from public.support_chats where message_count = 500000)`
			);
			await applyMigrations(client, MIGRATIONS);

			expect(await since(client)).toEqual(rows[0]!.at);
			const expected = figuresOf(withoutArchiving(history), (at) => at > rows[0]!.at);
			expect(expected.first_replies).toBeGreaterThan(2);
			await inTransaction(client, async (db) => {
				expect(await totalsOf(db, admin)).toEqual(rounded(expected));
			});
		});
	}, 60_000);
});

test('writers of different chats do not wait for each other’s counts, and all are counted', async () => {
	const { url } = await postgres.create();
	await connected(url, async (first) => {
		await applyMigrations(first, MIGRATIONS);
		const { admin, chats } = await inTransaction(first, async (db) => ({
			admin: await db.createAdmin(),
			chats: [await db.openChat(await db.createUser()), await db.openChat(await db.createUser())]
		}));
		const write = (client: pg.Client, chatId: string) =>
			client.query(
				`insert into public.support_messages (chat_id, content, created_at)
				values ($1, 'Hello', '2004-02-01 10:00')`,
				[chatId]
			);
		await connected(url, async (second) => {
			await second.query("set lock_timeout = '5s'");
			await first.query('begin');
			await write(first, chats[0]!);
			await write(second, chats[1]!);
			await first.query('commit');
		});
		const totals = await inTransaction(first, (db) => totalsOf(db, admin));
		expect(totals).toMatchObject({ new_chats: 2 });
	});
}, 60_000);

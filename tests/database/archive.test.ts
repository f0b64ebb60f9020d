import { describe, expect } from 'vitest';
import { test, type Caller, type Database } from '../fixtures/database.ts';
import { brokenInvariants, openChat, pool, runAs, send, withPeople } from './committed.ts';
import { refusal } from './refusal.ts';

// An admin archives what they have seen: not a message that came a moment before.

type Seq = number | string | null;

function archive(db: Database, admin: Caller, chatId: string, ...upTo: Seq[]): Promise<unknown> {
	const sql = `select public.archive_support_chat(${['$1', '$2'].slice(0, 1 + upTo.length)})`;
	return db.as(admin, () => db.rows(sql, [chatId, ...upTo]));
}

async function isArchived(db: Database, chatId: string): Promise<boolean> {
	const sql = 'select archived_at is not null from public.support_chats where id = $1';
	return db.value(sql, [chatId]);
}

const unseen = refusal('P0001', 'unseen_message');

async function people(db: Database) {
	const [user, admin] = [await db.createUser(), await db.createAdmin()];
	return { user, admin, chatId: await db.openChat(user) };
}

describe('archive_support_chat', () => {
	test.for([1, 0, -1, '-9223372036854775808'])(
		'refuses over a user’s message later than %s, and changes nothing',
		async (upTo, { db }) => {
			const { user, admin, chatId } = await people(db);
			for (const sender of [user, user, admin]) await db.send(sender, chatId);
			await expect(archive(db, admin, chatId, upTo)).rejects.toMatchObject(unseen);
			expect(await isArchived(db, chatId)).toBe(false);
		}
	);

	test.for([1, 3, 99, '9223372036854775807'])(
		'archives up to %s what has later replies only',
		async (upTo, { db }) => {
			const { user, admin, chatId } = await people(db);
			for (const sender of [user, admin, admin]) await db.send(sender, chatId);
			await archive(db, admin, chatId, upTo);
			expect(await isArchived(db, chatId)).toBe(true);
		}
	);

	test('archives whatever is there when nobody says what was seen', async ({ db }) => {
		const { user, admin, chatId } = await people(db);
		await db.send(user, chatId);
		await archive(db, admin, chatId);
		expect(await isArchived(db, chatId)).toBe(true);
		await db.send(user, chatId);
		expect(await isArchived(db, chatId)).toBe(false);
		await archive(db, admin, chatId, null);
		expect(await isArchived(db, chatId)).toBe(true);
	});

	test('archives a chat that nobody has written in', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await archive(db, admin, chatId, 0);
		expect(await isArchived(db, chatId)).toBe(true);
	});

	test('shows nobody but admins what was written', async ({ db }) => {
		const { user, chatId } = await people(db);
		await db.send(user, chatId);
		await expect(archive(db, user, chatId, 0)).rejects.toMatchObject({ code: '42501' });
	});

	test('waits for a message that is being written, and refuses over it', async () => {
		await withPeople(async ({ user, admin }) => {
			const chatId = await openChat(user);
			await runAs(user, send, [chatId, 'seen']);
			const writer = await pool.connect();
			try {
				await writer.query('begin');
				await writer.query("select set_config('request.jwt.claims', $1, true)", [
					JSON.stringify({ role: 'authenticated', sub: user })
				]);
				await writer.query('set local role authenticated');
				await writer.query(send, [chatId, 'on its way']);
				const archiving = runAs(admin, 'select public.archive_support_chat($1, 1)', [chatId]);
				const refused = expect(archiving).rejects.toMatchObject(unseen);
				await lockAwaited();
				await writer.query('commit');
				await refused;
			} finally {
				writer.release();
			}
		});
	});

	test('and a user who writes at the same moment: the message shows the chat again', async () => {
		await withPeople(async ({ user, admin }) => {
			const chatId = await openChat(user);
			for (let seen = 0; seen < 30; seen++) {
				const [, archiving] = await Promise.allSettled([
					runAs(user, send, [chatId, 'x']),
					runAs(admin, 'select public.archive_support_chat($1, $2)', [chatId, seen])
				]);
				if (archiving?.status === 'rejected') expect(archiving.reason).toMatchObject(unseen);
				const { rows } = await pool.query(
					'select archived_at, message_count::int from public.support_chats where id = $1',
					[chatId]
				);
				expect(rows).toEqual([{ archived_at: null, message_count: seen + 1 }]);
			}
			expect(await brokenInvariants([chatId])).toEqual([]);
		});
	});
});

/** Resolves when some statement waits for the archiving’s lock. */
async function lockAwaited(): Promise<void> {
	for (;;) {
		const { rowCount } = await pool.query(
			`select from pg_stat_activity
			where wait_event_type = 'Lock' and query like '%archive_support_chat($1, 1)%'`
		);
		if (rowCount) return;
	}
}

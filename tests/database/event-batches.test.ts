import { describe, expect } from 'vitest';
import { test, type Caller, type Database } from '../fixtures/database.ts';
import { pool } from './committed.ts';

const ADMINS = 'admin_support_notifications';

/** A chat in a project that sends what happens within ten seconds as one event. */
async function begin(db: Database) {
	await db.rows("update public.support_settings set inbox_event_interval = '10 seconds'");
	await db.rows('delete from support_private.support_event_queue');
	await db.rows('delete from support_private.support_event_progress');
	const [user, admin] = [await db.createUser(), await db.createAdmin()];
	return { user, admin, chatId: await db.openChat(user) };
}

/** The admins' events since the last call, and removes them. */
async function takeEvents(db: Database): Promise<{ event: string; payload: Payload }[]> {
	return db.rows(
		`with taken as (
			delete from realtime.messages where topic = $1 and inserted_at >= timezone('utc', now())
			returning event, payload
		)
		select * from taken`,
		[ADMINS]
	);
}

interface Payload {
	type: string;
	events?: Payload[];
	message?: { content: string };
	chat?: { id: string };
}

const passTime = (db: Database) =>
	db.rows(
		"update support_private.support_event_progress set sent_at = now() - interval '1 minute'"
	);

const archive = (db: Database, admin: Caller, chatId: string) =>
	db.as(admin, () => db.rows('select public.archive_support_chat($1)', [chatId]));

describe('events of the inbox in batches', () => {
	test('the first change is sent at once, as what it is', async ({ db }) => {
		const { user, chatId } = await begin(db);
		await db.send(user, chatId, 'Hello');
		const [sent, ...more] = await takeEvents(db);
		expect(more).toEqual([]);
		expect(sent).toMatchObject({
			event: 'new_user_message',
			payload: { type: 'new_user_message', chat_id: chatId, message: { content: 'Hello' } }
		});
	});

	test('those within the interval wait for the first after it, and are sent in order', async ({
		db
	}) => {
		const { user, admin, chatId } = await begin(db);
		await db.send(user, chatId, 'first');
		await takeEvents(db);
		await db.send(user, chatId, 'second');
		await db.send(admin, chatId, 'third');
		expect(await takeEvents(db)).toEqual([]);
		await passTime(db);
		await archive(db, admin, chatId);
		const [batch, ...more] = await takeEvents(db);
		expect(more).toEqual([]);
		expect(batch).toMatchObject({ event: 'inbox_events', payload: { type: 'inbox_events' } });
		expect(batch?.payload.events).toEqual([
			expect.objectContaining({
				type: 'new_user_message',
				message: expect.objectContaining({ content: 'second' })
			}),
			{ type: 'chat_updated', chat: expect.objectContaining({ last_message_preview: 'third' }) },
			{ type: 'chat_updated', chat: expect.objectContaining({ archived: true }) }
		]);
		expect(await db.value('select count(*)::int from support_private.support_event_queue')).toBe(0);
	});

	test('the chat’s own events do not wait', async ({ db }) => {
		const { user, chatId } = await begin(db);
		await db.send(user, chatId);
		await db.send(user, chatId);
		const sql = "select count(*)::int from realtime.messages where topic = 'support_chat:' || $1";
		expect(await db.value(sql, [chatId])).toBe(2);
	});

	test('what nothing has followed is sent by the dispatcher, one as what it is', async ({ db }) => {
		const { user, admin, chatId } = await begin(db);
		await db.send(user, chatId);
		await archive(db, admin, chatId);
		await takeEvents(db);
		const dispatch = 'select support_private.dispatch_support_reply_notifications()';
		await db.rows(dispatch);
		expect(await takeEvents(db)).toEqual([]);
		await passTime(db);
		await db.rows(dispatch);
		expect((await takeEvents(db)).map(({ event }) => event)).toEqual(['chat_updated']);
	});

	test('a batch that is too large for one event is sent in parts', async ({ db }) => {
		const { user, chatId } = await begin(db);
		await db.rows('update public.support_settings set user_message_burst = 100');
		await db.send(user, chatId);
		for (let n = 0; n < 60; n++) await db.send(user, chatId, '語'.repeat(3_900));
		await takeEvents(db);
		const sizes: number[] = [];
		for (let n = 0; n < 10; n++) {
			await passTime(db);
			await db.rows('select support_private.flush_support_event_queue()');
			for (const { payload } of await takeEvents(db)) {
				sizes.push(Buffer.byteLength(JSON.stringify(payload)));
			}
		}
		expect(await db.value('select count(*)::int from support_private.support_event_queue')).toBe(0);
		expect(sizes.length).toBeGreaterThan(1);
		expect(Math.max(...sizes)).toBeLessThan(256_000);
	});

	test('none is sent or kept while live events are paused', async ({ db }) => {
		const { user, admin, chatId } = await begin(db);
		await db.send(user, chatId);
		await archive(db, admin, chatId);
		await takeEvents(db);
		await db.rows(
			"update public.support_settings set live_events_paused_until = now() + interval '1 hour'"
		);
		await passTime(db);
		await db.send(user, chatId);
		await db.rows('select support_private.flush_support_event_queue()');
		expect(await takeEvents(db)).toEqual([]);
		expect(await db.value('select count(*)::int from support_private.support_event_queue')).toBe(1);
	});

	test('the erasure of a chat takes its events out of both', async ({ db }) => {
		const { user, admin, chatId } = await begin(db);
		const other = await db.openChat(await db.createUser());
		await db.send(user, chatId, 'waits');
		await db.send(admin, other);
		await db.send(user, chatId, 'in a batch');
		await passTime(db);
		await db.send(user, chatId, 'sent');
		await archive(db, admin, other);
		await archive(db, admin, chatId);
		await db.as(user, () => db.rows('select public.erase_support_data($1)', [user.id]));
		const found = await db.rows(
			`select event, payload from realtime.messages where payload::text like '%' || $1 || '%'
			union all
			select event, payload from support_private.support_event_queue where payload::text like '%' || $1 || '%'`,
			[chatId]
		);
		expect(found).toEqual([]);
		const left = 'select payload -> $1 ->> $2 as id from support_private.support_event_queue';
		expect(await db.rows(left, ['chat', 'id'])).toEqual([{ id: other }]);
	});

	test('nobody waits for who sends a batch', async ({ db }) => {
		// There is a row after the first batch of all.
		await pool.query(
			'insert into support_private.support_event_progress default values on conflict do nothing'
		);
		const send = `select support_private.send_support_inbox_event('{"n": 1}', 'test', '1 microsecond')`;
		const other = await pool.connect();
		try {
			await db.rows(send);
			await other.query("begin; set local lock_timeout = '2s'");
			await other.query(send);
			const { rows } = await other.query('select event from support_private.support_event_queue');
			expect(rows).toEqual([{ event: 'test' }]);
		} finally {
			await other.query('rollback');
			other.release();
		}
	});
});

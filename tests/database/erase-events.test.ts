import { describe, expect } from 'vitest';
import { test, type Database } from '../fixtures/database.ts';

// What Realtime keeps of a chat for some days goes with the chat, at once; and whoever begins chats only to
// erase them does not have everybody's events read each time.

const OLDER = 20_000;

/** Events of other chats, a second apart, the last one two hours ago. */
async function fillEvents(db: Database): Promise<void> {
	await db.rows(
		`insert into realtime.messages (topic, extension, event, private, inserted_at, payload)
		select
			case when n % 2 = 0 then 'admin_support_notifications' else 'support_chat:' || gen_random_uuid() end,
			'broadcast', 'new_user_message', true,
			timezone('utc', now() - interval '2 hours' - n * interval '1 second'),
			jsonb_build_object('chat_id', gen_random_uuid(), 'message', repeat('x', 300))
		from generate_series(1, $1::integer) as n`,
		[OLDER]
	);
}

/** How many events a statement reads. */
async function eventsRead(db: Database, run: () => Promise<unknown>): Promise<number> {
	const count = () =>
		db.value<number>(
			`select sum(
				pg_stat_get_xact_tuples_returned(inhrelid) + pg_stat_get_xact_tuples_fetched(inhrelid)
			)::integer
			from pg_inherits where inhparent = 'realtime.messages'::regclass`
		);
	const before = await count();
	await run();
	return (await count()) - before;
}

describe('an erasure', () => {
	test('takes every event of the chat and none of another', async ({ db }) => {
		const [user, other, admin] = [
			await db.createUser(),
			await db.createUser(),
			await db.createAdmin()
		];
		const events = (chatId: string) =>
			db.value<number>(
				"select count(*)::int from realtime.messages where concat(topic, payload) like '%' || $1 || '%'",
				[chatId]
			);
		const [chatId, otherId] = [await db.openChat(user), await db.openChat(other)];
		for (const id of [chatId, otherId]) {
			for (const sender of [id === chatId ? user : other, admin]) await db.send(sender, id);
			await db.as(admin, () => db.rows('select public.mark_support_chat_viewed($1, 2)', [id]));
			await db.as(admin, () => db.rows('select public.archive_support_chat($1)', [id]));
		}
		const kept = await events(otherId);
		expect(await events(chatId)).toBe(kept);
		expect(kept).toBeGreaterThan(5);
		await db.as(user, () => db.rows('select public.erase_support_data()'));
		expect(await events(chatId)).toBe(0);
		expect(await events(otherId)).toBe(kept);
	});

	test('of a chat that was begun long ago takes its older events too', async ({ db }) => {
		const user = await db.createUser();
		const chatId = await db.openChat(user);
		await db.rows(
			"update public.support_chats set created_at = now() - interval '30 days' where id = $1",
			[chatId]
		);
		await db.send(user, chatId);
		await db.rows(
			`update realtime.messages set inserted_at = timezone('utc', now() - interval '1 day')
			where topic = 'support_chat:' || $1`,
			[chatId]
		);
		await db.as(user, () => db.rows('select public.erase_support_data()'));
		const left = "select count(*)::int from realtime.messages where topic = 'support_chat:' || $1";
		expect(await db.value(left, [chatId])).toBe(0);
	});

	test('of a chat that was begun a moment ago reads no older events', async ({ db }) => {
		await fillEvents(db);
		const user = await db.createUser();
		await db.send(user, await db.openChat(user));
		// So few events are soonest read all, but for this.
		await db.rows('set local enable_seqscan = off');
		const read = await eventsRead(db, () =>
			db.as(user, () => db.rows('select public.erase_support_data()'))
		);
		const younger = await db.value<number>(
			`select count(*)::int from realtime.messages
			where inserted_at > timezone('utc', now() - interval '90 minutes')`
		);
		// Each is counted where the index names it and where it is read.
		expect(read).toBeLessThan(2 * younger + OLDER / 10);
	});

	test('without a chat reads none', async ({ db }) => {
		await fillEvents(db);
		const user = await db.createUser();
		const read = await eventsRead(db, () =>
			db.as(user, () => db.rows('select public.erase_support_data()'))
		);
		expect(read).toBe(0);
	});
});

import type { BenchDatabase } from './database.ts';

const ADMINS = 5;

/**
 * Gives the chats what a team of five leaves on them, and the reports their counts, as the triggers would have: a
 * fifth of the chats waits, a quarter is nobody's, and more than a quarter the caller's: also a small database has over
 * a hundred of each, which is as far as the filters are counted.
 *
 * @param database connected as the superuser
 * @param adminId public id of the admin who will ask
 */
export async function loadTeam(database: BenchDatabase, adminId: string): Promise<void> {
	await database.rows('begin');
	await database.rows('set local session_replication_role = replica');
	await database.rows(
		`create temporary table admins on commit drop as
		with people as (
			insert into auth.users (id, email)
			select gen_random_uuid(), gen_random_uuid() || '@example.com' from generate_series(2, $1::integer)
			returning id
		), colleagues as (
			insert into public.support_admins (user_id) select id from people returning id
		)
		select row_number() over () as number, id from (
			select id from colleagues union all select $2::uuid
		) as team`,
		[ADMINS, adminId]
	);
	await database.rows(
		`update public.support_chats as chat set
			waiting_since = case when dice.number % 5 = 0 then chat.last_message_at end,
			assigned_admin_id = case
				when dice.number % 4 = 1 then $1
				when dice.number % 4 > 1 then (select id from admins where admins.number = 1 + dice.number % $2::integer)
			end
		from (select id, abs(hashtext(id::text)) as number from public.support_chats) as dice
		where dice.id = chat.id`,
		[adminId, ADMINS]
	);
	await database.rows(
		`insert into support_private.support_report_counts (
			slot, admin_id, admin_name, new_chats, answered_chats, replies, reply_seconds
		)
		select
			date_bin('15 minutes', message.created_at, 'epoch'), admins.id, min('Ada'),
			count(*) filter (where message.seq = 1), count(*) filter (where message.seq = 2),
			count(*) filter (where message.sender_type = 'admin'),
			coalesce(
				array_agg((60 + abs(hashtext(message.id::text)) % 7200)::integer)
					filter (where message.sender_type = 'admin'),
				'{}'
			)
		from public.support_messages as message
		left join admins
			on message.sender_type = 'admin' and admins.number = 1 + abs(hashtext(message.chat_id::text)) % $1::integer
		where message.sender_type = 'admin' or message.seq = 1
		group by 1, 2`,
		[ADMINS]
	);
	await database.rows('commit');
	// As the hourly job does.
	while (await database.value('select support_private.sum_support_report_counts()'));
	await database.rows('vacuum (analyze) public.support_chats');
	for (const table of ['counts', 'hours', 'days']) {
		await database.rows(`vacuum (analyze) support_private.support_report_${table}`);
	}
}

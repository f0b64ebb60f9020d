import type { BenchDatabase } from './database.ts';
import { contentOf, HAS_RARE_WORD, makeSentences, WRITE_RARE_WORD } from './sentences.ts';

/**
 * Fills the tables with chats and messages as after years of use. Triggers and foreign keys are disabled
 * meanwhile (which needs the superuser), so it also writes what triggers would maintain.
 *
 * @param database connected as the superuser
 * @param chats the total number afterwards, including existing ones
 * @param messagesPerChat messages in each new chat
 */
export async function loadChats(
	database: BenchDatabase,
	chats: number,
	messagesPerChat: number
): Promise<void> {
	const existing = Number(await database.value('select count(*) from public.support_chats'));
	const missing = chats - existing;
	if (missing <= 0) return;
	await makeSentences(database);
	await database.rows('begin');
	await database.rows('set local session_replication_role = replica');
	await database.rows('set local synchronous_commit = off');
	await database.rows(
		`with people as (
			insert into auth.users (id, email)
			select gen_random_uuid(), 'bench-' || n || '-' || $2::integer || '@example.com'
			from generate_series(1, $1::integer) as n
			returning id, email
		), chats as (
			insert into public.support_chats (
				user_id, user_email, message_count, user_message_count, last_message_at, last_user_message_at,
				last_message_preview, last_message_sender, archived_at
			)
			select
				id, email, $3::integer, ($3::integer + 1) / 2,
				now() - random() * interval '2 years', now() - random() * interval '2 years',
				'How do I change my plan?', 'user', case when random() < 0.7 then now() end
			from people
			returning id, user_email
		)
		insert into support_private.support_chat_addresses (chat_id, address)
		select id, user_email from chats`,
		[missing, existing, messagesPerChat]
	);
	// Recreated at the end: adding millions of messages one by one would take an hour.
	const searchIndex = await database.value<string>(
		"select pg_get_indexdef('public.support_messages_search_idx'::regclass)"
	);
	await database.rows('drop index public.support_messages_search_idx');
	await database.rows(
		`insert into public.support_messages (chat_id, seq, content, sender_type, sender_id, read_at, created_at)
		select
			chat.id, seq, ${contentOf('dice.number')},
			(case when seq % 2 = 0 then 'admin' else 'user' end)::public.support_sender_type,
			chat.user_id, now(), chat.last_message_at - ($1::integer - seq) * interval '1 minute'
		from public.support_chats as chat
		cross join generate_series(1, $1::integer) as seq
		cross join lateral (
			select hashtextextended(chat.id::text, seq) & x'7fffffffffff'::bigint as number
		) as dice
		where not exists (select from public.support_messages as message where message.chat_id = chat.id)`,
		[messagesPerChat]
	);
	if (!(await database.value(HAS_RARE_WORD))) await database.rows(WRITE_RARE_WORD);
	await database.rows("set local maintenance_work_mem = '256MB'");
	await database.rows(searchIndex);
	await database.rows('commit');
	await database.rows('vacuum (analyze) public.support_chats');
	await database.rows('vacuum (analyze) support_private.support_chat_addresses');
	await database.rows('vacuum (analyze) public.support_messages');
}

/** Creates a chat with this many read messages. Returns its id and its owner's. */
export async function loadLongChat(
	database: BenchDatabase,
	messages: number
): Promise<{ chatId: string; userId: string }> {
	await database.rows('begin');
	await database.rows('set local session_replication_role = replica');
	const [chat] = await database.rows<{ id: string; user_id: string }>(
		`with person as (
			insert into auth.users (id, email) values (gen_random_uuid(), gen_random_uuid() || '@example.com')
			returning id, email
		)
		insert into public.support_chats (user_id, user_email, message_count, last_message_at)
		select id, email, $1::integer, now() from person
		returning id, user_id`,
		[messages]
	);
	if (!chat) throw new Error('The insert returned no row.');
	await database.rows(
		`insert into public.support_messages (chat_id, seq, content, sender_type, sender_id, read_at, created_at)
		select
			$1, seq, 'Message ' || seq, (case when seq % 2 = 0 then 'admin' else 'user' end)::public.support_sender_type,
			$2, now(), now() - ($3::integer - seq) * interval '1 minute'
		from generate_series(1, $3::integer) as seq`,
		[chat.id, chat.user_id, messages]
	);
	await database.rows('commit');
	await database.rows('vacuum (analyze) public.support_messages');
	return { chatId: chat.id, userId: chat.user_id };
}

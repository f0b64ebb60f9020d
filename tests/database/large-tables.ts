import { randomUUID } from 'node:crypto';
import type { Caller, Database } from '../fixtures/database.ts';

/** Who and what a query can be asked about, among many others. */
export interface LargeTables {
	user: Caller;
	admin: Caller;
	/** The admin's public id, whom many chats are assigned to. */
	adminId: string;
	/** The user's chat, of 5,000 messages; some replies are unread, and a mail is due. */
	chatId: string;
	messageId: string;
	/** A mail that was claimed, of another chat. */
	claimedId: string;
	unsubscribeToken: string;
}

const CHATS = 3000;
const TEAM_CHATS = 12_000;
const LONG_CHAT = 5000;

/**
 * Fills the tables in the test's transaction until a wrong plan shows, and lets Postgres count them.
 * The triggers rest meanwhile, which locks the tables: for a database of the test's own.
 */
export async function makeLargeTables(db: Database): Promise<LargeTables> {
	const [user, admin] = [await db.createUser(), await db.createAdmin()];
	const chatId = await db.openChat(user);
	for (const table of ['support_chats', 'support_messages']) {
		await db.rows(`alter table public.${table} disable trigger user`);
	}
	const adminId = await db.value<string>(
		'select id from public.support_admins where user_id = $1',
		[admin.id]
	);
	await addChats(db);
	await addMessages(db);
	await addLongChat(db, chatId, user);
	await addNotifications(db, chatId);
	await addTeamChats(db, adminId);
	for (const table of ['support_chats', 'support_messages']) {
		await db.rows(`alter table public.${table} enable trigger user`);
	}
	await db.as(user, () => db.rows('select public.set_support_reply_emails(true)'));
	const analyzed = ['support_chats', 'support_messages', 'support_reply_notifications'];
	for (const table of analyzed) await db.rows(`analyze public.${table}`);
	return {
		user,
		admin,
		adminId,
		chatId,
		messageId: await db.value(
			'select id from public.support_messages where chat_id = $1 and seq = 17',
			[chatId]
		),
		claimedId: await db.value(
			`select id from public.support_reply_notifications where status = 'sending' limit 1`
		),
		unsubscribeToken: await db.value(
			'select unsubscribe_token from support_private.support_email_preferences where user_id = $1',
			[user.id]
		)
	};
}

async function addChats(db: Database): Promise<void> {
	await db.rows(
		`with people as (
			insert into auth.users (id, email)
			select gen_random_uuid(), gen_random_uuid() || '@example.com' from generate_series(1, $1::integer)
			returning id, email
		)
		insert into public.support_chats (
			user_id, user_email, message_count, last_message_at, last_user_message_at, last_message_preview,
			last_message_sender, archived_at
		)
		select
			id, email, 10, now() - random() * interval '2 years', now() - random() * interval '2 years',
			'How do I change my plan?', 'user', case when random() < 0.5 then now() - random() * interval '1 year' end
		from people`,
		[CHATS]
	);
}

/** Chats of which half wait, half are the admin's and half are archived; without the messages that they count. */
async function addTeamChats(db: Database, adminId: string): Promise<void> {
	await db.rows(
		`with people as (
			insert into auth.users (id, email)
			select gen_random_uuid(), gen_random_uuid() || '@example.com' from generate_series(1, $1::integer)
			returning id, email
		)
		insert into public.support_chats (
			user_id, user_email, message_count, last_message_at, last_message_preview, last_message_sender,
			archived_at, waiting_since, assigned_admin_id
		)
		select
			id, email, 10, now() - random() * interval '2 years', 'How do I change my plan?', 'user',
			case when random() < 0.5 then now() - random() * interval '300 days' end,
			case when random() < 0.5 then now() - random() * interval '2 years' end,
			case when random() < 0.5 then $2::uuid end
		from people`,
		[TEAM_CHATS, adminId]
	);
}

async function addMessages(db: Database): Promise<void> {
	await db.rows(
		`insert into public.support_messages (chat_id, seq, content, sender_type, sender_id, read_at, created_at)
		select
			chat.id, seq, 'Message ' || seq || ' about the plan, the invoice and what else there is to ask.',
			(case when seq % 2 = 0 then 'admin' else 'user' end)::public.support_sender_type,
			chat.user_id, now(), chat.last_message_at - (10 - seq) * interval '1 minute'
		from public.support_chats as chat
		cross join generate_series(1, 10) as seq
		where chat.message_count = 10`
	);
}

async function addLongChat(db: Database, chatId: string, user: Caller): Promise<void> {
	await db.rows(
		`insert into public.support_messages (chat_id, seq, content, sender_type, sender_id, read_at, created_at)
		select
			$1, seq, 'Message ' || seq, (case when seq % 2 = 0 then 'admin' else 'user' end)::public.support_sender_type,
			$2, case when seq <= $3::integer - 10 then now() end, now() - ($3::integer - seq) * interval '1 minute'
		from generate_series(1, $3::integer) as seq`,
		[chatId, user.id, LONG_CHAT]
	);
	await db.rows(
		`update public.support_chats
		set message_count = $2, unread_reply_count = 5, last_message_at = now(), last_user_message_at = now()
		where id = $1`,
		[chatId, LONG_CHAT]
	);
}

/** Mails of a month: most are settled, a few failed, some wait, and the chat's own is due. */
async function addNotifications(db: Database, chatId: string): Promise<void> {
	await db.rows(
		`insert into public.support_reply_notifications (
			chat_id, due_at, claimed_at, claim_hash, status, attempts, from_seq, up_to_seq
		)
		select
			id, now() - (number % 40) * interval '1 day' + interval '1 hour',
			now() - (number % 40) * interval '1 day', support_private.claim_hash('claim'),
			(case
				when number % 100 = 0 then 'failed'
				when number % 100 = 1 then 'sending'
				when number % 100 = 2 then 'pending'
				else 'sent'
			end)::public.support_notification_status,
			1, 2, 10
		from (select id, row_number() over () as number from public.support_chats) as chat`
	);
	await db.rows(
		`insert into public.support_reply_notifications (id, chat_id, due_at, from_seq)
		values ($1, $2, now() - interval '1 minute', $3)`,
		[randomUUID(), chatId, LONG_CHAT - 8]
	);
}

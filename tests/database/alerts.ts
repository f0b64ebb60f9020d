import type { Caller, Database } from '../fixtures/database.ts';
import { dispatch, type Notification } from './outbox.ts';

/** Longer than any chat of other tests waits. */
export const DELAY = '3 days';

/** An admin with the public id. */
export interface Admin extends Caller {
	adminId: string;
}

/** Sets the delay, and lets the first look at messages, which queues nothing, be over. */
export async function startAlerts(db: Database): Promise<void> {
	await db.rows('update public.support_settings set admin_alert_delay = $1', [DELAY]);
	await db.rows(
		`insert into support_private.support_alert_progress (considered_until)
		values (now() - $1::interval - interval '1 hour')
		on conflict (id) do update set considered_until = excluded.considered_until`,
		[DELAY]
	);
}

/** An admin who gets alerts. */
export async function alertedAdmin(db: Database): Promise<Admin> {
	const admin = await db.createAdmin();
	const adminId = await db.value<string>(
		'select id from public.support_admins where user_id = $1',
		[admin.id]
	);
	return { ...admin, adminId };
}

/** A user's chat with a message that was written `ago` before now, assigned to an admin or to nobody. */
export async function waitingChat(
	db: Database,
	{ ago, admin, contents = ['Hello?'] }: { ago: string; admin?: Admin; contents?: string[] }
): Promise<{ user: Caller; chatId: string }> {
	const user = await db.createUser();
	const chatId = await db.openChat(user);
	for (const content of contents) await db.send(user, chatId, content);
	await age(db, chatId, ago);
	if (admin) await assign(db, chatId, admin);
	return { user, chatId };
}

/** Assigns a chat to an admin. */
export async function assign(db: Database, chatId: string, admin: Admin): Promise<void> {
	await db.rows('update public.support_chats set assigned_admin_id = $2 where id = $1', [
		chatId,
		admin.adminId
	]);
}

/** Moves all that happened in a chat into the past. */
export async function age(db: Database, chatId: string, interval: string): Promise<void> {
	await db.rows(
		`update public.support_messages set created_at = created_at - $2::interval where chat_id = $1`,
		[chatId, interval]
	);
	await db.rows(
		`update public.support_chats
		set last_message_at = last_message_at - $2::interval,
			last_user_message_at = last_user_message_at - $2::interval,
			waiting_since = waiting_since - $2::interval,
			admin_viewed_at = admin_viewed_at - $2::interval
		where id = $1`,
		[chatId, interval]
	);
}

/** Lets so much time pass for chats, for the alerts of an admin, and for the look at messages. */
export async function letTimePass(
	db: Database,
	interval: string,
	{ chats, admin }: { chats: string[]; admin: Admin }
): Promise<void> {
	for (const chatId of chats) await age(db, chatId, interval);
	await db.rows(
		`update public.support_reply_notifications
		set due_at = due_at - $2::interval, claimed_at = claimed_at - $2::interval,
			first_claimed_at = first_claimed_at - $2::interval, sent_at = sent_at - $2::interval,
			created_at = created_at - $2::interval
		where admin_id = $1`,
		[admin.adminId, interval]
	);
	await db.rows(
		`update support_private.support_alert_progress
		set considered_until = considered_until - $1::interval`,
		[interval]
	);
}

/** An admin's alerts, oldest first. */
export function alertsOf(db: Database, { adminId }: Admin): Promise<Notification[]> {
	return db.rows<Notification & Record<string, unknown>>(
		`select * from public.support_reply_notifications
		where admin_id = $1 order by created_at, first_claimed_at`,
		[adminId]
	);
}

/** Runs the dispatcher after what pg_net had queued for an admin was sent, and returns the admin's alerts. */
export async function runDispatcher(db: Database, admin: Admin): Promise<Notification[]> {
	await db.rows(
		`delete from net.http_request_queue as request
		using public.support_reply_notifications as notification
		where notification.admin_id = $1 and request.id = notification.request_id`,
		[admin.adminId]
	);
	await dispatch(db, 1000);
	return alertsOf(db, admin);
}

import { randomUUID } from 'node:crypto';

export type Side = 'user' | 'admin';

export interface Admin {
	/** The public id. */
	id: string;
	userId: string;
}

export interface Chat {
	id: string;
	user_id: string;
	user_email: string;
}

/**
 * The writes of one message as prepared statements: the same rows into tables with the same columns,
 * defaults, checks, indexes and foreign keys, but without policies and trigger functions, and with all
 * values known beforehand. Events are plain inserts without realtime.send.
 */
export const PREPARE_BY_HAND = `
	create schema bench;
	create table bench.chats (like public.support_chats including all);
	create table bench.messages (like public.support_messages including all);
	create table bench.notifications (like public.support_reply_notifications including all);
	create table bench.tokens (like support_private.support_rate_limits including all);
	create table bench.counts (like support_private.support_report_counts including all);
	alter table bench.messages add foreign key (chat_id) references bench.chats (id);
	alter table bench.notifications add foreign key (chat_id) references bench.chats (id);
	alter table bench.chats add foreign key (assigned_admin_id) references public.support_admins (id);
	prepare hand_message (uuid, uuid, bigint, text, public.support_sender_type, uuid, uuid, text) as
		insert into bench.messages
			(id, chat_id, seq, content, sender_type, sender_id, admin_id, sender_name)
		values ($1, $2, $3, $4, $5, $6, $7, $8);
	prepare hand_user_chat (uuid, bigint, text) as
		update bench.chats
		set last_message_at = clock_timestamp(), last_message_preview = $3, last_message_sender = 'user',
			last_user_message_at = clock_timestamp(), archived_at = null, message_count = $2,
			user_message_count = user_message_count + 1, waiting_since = clock_timestamp(), unanswered = true,
			updated_at = clock_timestamp()
		where id = $1;
	prepare hand_admin_chat (uuid, bigint, text, uuid, text) as
		update bench.chats
		set last_message_at = clock_timestamp(), last_message_preview = $3, last_message_sender = 'admin',
			last_message_admin_id = $4, last_message_sender_name = $5,
			unread_reply_count = unread_reply_count + 1, message_count = $2, waiting_since = null,
			unanswered = false, assigned_admin_id = $4, updated_at = clock_timestamp()
		where id = $1;
	prepare hand_notification (uuid, bigint) as
		insert into bench.notifications (chat_id, due_at, from_seq)
		values ($1, clock_timestamp() + interval '5 minutes', $2)
		on conflict (chat_id) where status = 'pending' and claimed_at is null do nothing;
	prepare hand_count (uuid, text, integer, integer, integer[]) as
		with counted as (
			update bench.counts set new_chats = new_chats + $3, replies = replies + $4, reply_seconds = reply_seconds || $5
			where id = (
				select id from bench.counts
				where slot = date_bin('15 minutes', now(), 'epoch') and admin_id is not distinct from $1
				limit 1
			)
			returning id
		)
		insert into bench.counts (slot, admin_id, admin_name, new_chats, replies, reply_seconds)
		select date_bin('15 minutes', now(), 'epoch'), $1, $2, $3, $4, $5
		where not exists (select from counted);
	prepare hand_token (uuid, text) as
		insert into bench.tokens (user_id, action, tokens, refilled_at)
		values ($1, $2, 1, clock_timestamp())
		on conflict (user_id, action) do update set tokens = 1, refilled_at = excluded.refilled_at;
	prepare hand_event (text, text, jsonb) as
		insert into realtime.messages (payload, event, topic, private, extension)
		values ($3, $1, $2, true, 'broadcast');`;

const CONTENT = 'Hello there';
const ADMIN_NAME = 'Support';
const ADMIN_TOPIC = 'admin_support_notifications';
const seqs = new Map<string, number>();

/** The statements for one side's next message in a chat. */
export function byHand(chat: Chat, side: Side, admin: Admin): string {
	const { id: chat_id, user_id, user_email } = chat;
	const seq = (seqs.get(chat_id) ?? 0) + 1;
	seqs.set(chat_id, seq);
	const writer = side === 'user' ? user_id : admin.userId;
	const message = {
		id: randomUUID(),
		chat_id,
		seq,
		content: CONTENT,
		sender_type: side,
		admin_id: side === 'admin' ? admin.id : null,
		sender_name: side === 'admin' ? ADMIN_NAME : null,
		read_at: null,
		created_at: new Date().toISOString(),
		attachments: []
	};
	const listed = {
		id: chat_id,
		user_id,
		user_email,
		last_message_at: message.created_at,
		last_message_preview: CONTENT,
		last_message_sender: side,
		last_message_admin_id: message.admin_id,
		last_message_sender_name: message.sender_name,
		message_count: seq,
		unread: true,
		archived: false,
		waiting_since: side === 'user' ? message.created_at : null,
		assigned_admin_id: message.admin_id,
		blocked: false,
		guest_name: null,
		user_name: null
	};
	return [
		side === 'admin'
			? `execute hand_message('${message.id}', '${chat_id}', ${seq}, '${CONTENT}', 'admin', null, '${admin.id}', '${ADMIN_NAME}');`
			: `execute hand_message('${message.id}', '${chat_id}', ${seq}, '${CONTENT}', 'user', '${user_id}', null, null);`,
		side === 'admin'
			? `execute hand_admin_chat('${chat_id}', ${seq}, '${CONTENT}', '${admin.id}', '${ADMIN_NAME}');`
			: `execute hand_user_chat('${chat_id}', ${seq}, '${CONTENT}');`,
		side === 'admin' ? `execute hand_notification('${chat_id}', ${seq});` : '',
		side === 'admin'
			? `execute hand_count('${admin.id}', '${ADMIN_NAME}', 0, 1, '{1}');`
			: `execute hand_count(null, null, 1, 0, '{}');`,
		`execute hand_token('${writer}', '${side}_message');`,
		event(`support_chat:${chat_id}`, { type: 'new_message', message }),
		side === 'user'
			? event(ADMIN_TOPIC, { type: 'new_user_message', chat_id, user_email, message, chat: listed })
			: event(ADMIN_TOPIC, { type: 'chat_updated', chat: listed })
	].join('\n');
}

/** An event with an id in the payload, as realtime.send adds one. */
function event(topic: string, payload: { type: string; [field: string]: unknown }): string {
	const json = JSON.stringify({ id: randomUUID(), ...payload });
	return `execute hand_event('${payload.type}', '${topic}', '${json}');`;
}

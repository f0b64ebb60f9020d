// Who may do what, written out: what authorisation.test.ts holds the database's catalogue against. An
// object that is not listed here fails the test, and so does a right that is not.

/**
 * Everybody who may come along, seen from the owner of a chat. The support's owner is an admin with that role, and may
 * all that admins may.
 */
export const persons = [
	'visitor',
	'owner',
	'other user',
	'guest',
	'admin',
	'support owner',
	'former admin',
	'service'
] as const;

/** A guest has signed in anonymously: an account and the claim `is_anonymous`, and no address. */
export type Person = (typeof persons)[number];

/** Where a right is not listed, the statement is refused (42501). */
export type Rights = {
	/** It does what it says. */
	done?: Person[];
	/** It is no error, and neither shows nor changes anything of the owner's. */
	nothing?: Person[];
};

export interface Relation {
	/** The owner's rows, with the parameters of `World`. */
	rows: string;
	select: Rights;
	/** A row that could be inserted: expressions by column. */
	row: Record<string, string>;
	insert: Rights;
	/** The columns that a signed-in user may set; the project itself may set all. */
	insertable: string[];
	update: Rights;
	/** The columns that a signed-in user may change, where that is not all of them. */
	updatable?: string[];
	/** Columns that others may update too. */
	updatableByOthers?: { columns: string[]; rights: Rights };
	delete: Rights;
}

const signedIn: Person[] = ['owner', 'other user', 'guest', 'admin', 'former admin'];
const ownersOnly: Callable = { done: ['support owner'] };
const users: Person[] = ['other user', 'guest', 'former admin'];
const nobody: Rights = {};
const serviceOnly: Rights = { done: ['service'] };

/** Of admins and the project; users see that there is a table, and none of its rows. */
const adminsRead: Rights = { done: ['admin', 'service'], nothing: ['owner', ...users] };
/** Of the owner too. */
const ownersRead: Rights = { done: ['owner', 'admin', 'service'], nothing: users };

export const relations: Record<string, Relation> = {
	'public.support_admins': {
		rows: 'user_id = :admin',
		select: adminsRead,
		row: { user_id: ':other' },
		insert: serviceOnly,
		insertable: [],
		update: serviceOnly,
		delete: serviceOnly
	},
	'public.support_chats': {
		rows: 'user_id = :owner',
		select: ownersRead,
		row: { user_id: ':newcomer' },
		insert: serviceOnly,
		insertable: [],
		update: serviceOnly,
		delete: serviceOnly
	},
	'public.support_messages': {
		rows: 'chat_id = :chat',
		select: ownersRead,
		row: { id: 'gen_random_uuid()', chat_id: ':chat', content: "'Hello'" },
		insert: { done: ['owner', 'admin', 'service'] },
		insertable: ['id', 'chat_id', 'content', 'sender_id', 'page_url', 'attachments'],
		update: serviceOnly,
		delete: serviceOnly
	},
	'public.support_chat_list': {
		rows: 'id = :chat',
		// The view asks who is an admin, and the project itself is none: it reads support_chats.
		select: { done: ['admin'], nothing: ['owner', ...users, 'service'] },
		row: { id: 'gen_random_uuid()', user_id: ':newcomer' },
		insert: nobody,
		insertable: [],
		update: nobody,
		delete: nobody
	},
	'public.support_settings': {
		rows: 'id',
		select: adminsRead,
		row: { id: 'true' },
		insert: nobody,
		insertable: [],
		update: serviceOnly,
		updatableByOthers: {
			columns: [
				'app_name',
				'app_url',
				'inbox_url',
				'email_from',
				'email_accent_color',
				'email_archived_replies',
				'reply_email_delay',
				'admin_alert_delay',
				'waiting_warning',
				'assign_on_reply',
				'user_message_burst',
				'user_message_interval',
				'guest_message_burst',
				'guest_message_interval',
				'admin_message_burst',
				'admin_message_interval',
				'chat_burst',
				'chat_interval',
				'archived_chat_retention',
				'empty_guest_retention',
				'office_hours',
				'office_time_zone',
				'office_closed_days',
				'widget_color',
				'logo_url',
				'welcome_text',
				'attachment_max_bytes',
				'attachments_per_message',
				'attachment_mime_types'
			],
			rights: { done: ['support owner', 'service'] }
		},
		delete: nobody
	},
	'public.support_audit_log': {
		rows: 'true',
		select: { done: ['support owner', 'service'], nothing: ['admin', 'owner', ...users] },
		row: { action: "'settings_changed'" },
		insert: nobody,
		insertable: [],
		update: nobody,
		delete: nobody
	},
	'public.support_reply_notifications': {
		rows: 'chat_id = :chat',
		select: adminsRead,
		row: { chat_id: ':otherChat', due_at: 'now()' },
		insert: serviceOnly,
		insertable: [],
		update: serviceOnly,
		delete: serviceOnly
	},
	'public.support_notes': {
		rows: 'chat_id = :chat',
		select: adminsRead,
		row: { id: 'gen_random_uuid()', chat_id: ':chat', content: "'Hello'" },
		insert: { done: ['admin', 'service'] },
		insertable: ['id', 'chat_id', 'content', 'admin_id'],
		update: serviceOnly,
		delete: { done: ['admin', 'service'], nothing: ['owner', 'support owner', ...users] }
	},
	'public.support_mentions': {
		rows: 'chat_id = :chat',
		select: { done: ['admin', 'service'], nothing: ['owner', 'support owner', ...users] },
		row: {
			note_id: ':otherNote',
			admin_id: ':adminId',
			chat_id: ':otherChat',
			mentioned_at: 'now()'
		},
		insert: serviceOnly,
		insertable: [],
		update: serviceOnly,
		delete: serviceOnly
	},
	'public.support_saved_replies': {
		rows: "title = 'Hours'",
		select: adminsRead,
		row: { id: 'gen_random_uuid()', title: "'Other'", content: "'Hello'" },
		insert: { done: ['admin', 'service'] },
		insertable: ['id', 'title', 'content'],
		update: { done: ['admin', 'service'], nothing: ['owner', ...users] },
		updatable: ['title', 'content'],
		delete: { done: ['admin', 'service'], nothing: ['owner', ...users] }
	},
	'support_private.support_email_preferences': {
		rows: 'user_id = :owner',
		select: nobody,
		row: { user_id: ':other' },
		insert: nobody,
		insertable: [],
		update: nobody,
		delete: nobody
	},
	'support_private.support_alert_tokens': {
		rows: 'admin_id = :adminId',
		select: nobody,
		row: { admin_id: ':adminId' },
		insert: nobody,
		insertable: [],
		update: nobody,
		delete: nobody
	},
	'support_private.support_alert_progress': {
		rows: 'id',
		select: nobody,
		row: { considered_until: 'now()' },
		insert: nobody,
		insertable: [],
		update: nobody,
		delete: nobody
	},
	'support_private.support_blocked_users': {
		rows: 'user_id = :other',
		select: nobody,
		row: { user_id: ':newcomer', blocked_at: 'now()' },
		insert: nobody,
		insertable: [],
		update: nobody,
		delete: nobody
	},
	'support_private.support_event_queue': {
		rows: 'true',
		select: nobody,
		row: { event: "'x'", payload: "'{}'" },
		insert: nobody,
		insertable: [],
		update: nobody,
		delete: nobody
	},
	'support_private.support_event_progress': {
		rows: 'true',
		select: nobody,
		row: { id: 'true' },
		insert: nobody,
		insertable: [],
		update: nobody,
		delete: nobody
	},
	'support_private.support_report_counts': {
		rows: 'true',
		select: nobody,
		row: { slot: 'now()' },
		insert: nobody,
		insertable: [],
		update: nobody,
		delete: nobody
	},
	'support_private.support_report_hours': {
		rows: 'true',
		select: nobody,
		row: {
			hour: 'now()',
			new_chats: '0',
			answered_chats: '0',
			replies: '0',
			first_replies: '0',
			waits: '0'
		},
		insert: nobody,
		insertable: [],
		update: nobody,
		delete: nobody
	},
	'support_private.support_report_days': {
		rows: 'true',
		select: nobody,
		row: { day: 'now()', replies: '0' },
		insert: nobody,
		insertable: [],
		update: nobody,
		delete: nobody
	},
	'support_private.support_chat_addresses': {
		rows: 'chat_id = :chat',
		select: nobody,
		row: { chat_id: ':chat', address: "'x'" },
		insert: nobody,
		insertable: [],
		update: nobody,
		delete: nobody
	},
	'support_private.support_file_removal_batches': {
		rows: 'true',
		select: nobody,
		row: { attempts: '1' },
		insert: nobody,
		insertable: [],
		update: nobody,
		delete: nobody
	},
	'support_private.support_file_removals': {
		rows: 'true',
		select: nobody,
		row: { path: "'x'" },
		insert: nobody,
		insertable: [],
		update: nobody,
		delete: nobody
	},
	'support_private.support_file_removal_progress': {
		rows: 'true',
		select: nobody,
		row: { id: 'true' },
		insert: nobody,
		insertable: [],
		update: nobody,
		delete: nobody
	},
	'support_private.support_rate_limits': {
		rows: 'user_id = :owner',
		select: nobody,
		row: { user_id: ':other', action: "'chat'", tokens: '1', refilled_at: 'now()' },
		insert: nobody,
		insertable: [],
		update: nobody,
		delete: nobody
	}
};

export interface Callable {
	/** Arguments for a call about the owner's chat; by default nulls. */
	args?: string;
	/** Who may call it. All others are refused (42501), be it by a grant or by the function. */
	done?: Person[];
	/** It tells them nothing. */
	nothing?: Person[];
}

/** For triggers, policies of the owner, or other functions: nobody calls it. */
const internal: Callable = {};

export const functions: Record<string, Callable> = {
	'public.get_or_create_support_chat(uuid,text)': { done: signedIn },
	'public.mark_support_chat_read(uuid,bigint)': { args: ':chat, 1', done: ['owner'] },
	'public.mark_support_chat_viewed(uuid,bigint)': { args: ':chat, 1', done: ['admin'] },
	'public.archive_support_chat(uuid,bigint)': { args: ':chat, 2', done: ['admin'] },
	'public.unarchive_support_chat(uuid)': { args: ':chat', done: ['admin'] },
	'public.mark_support_chat_unread(uuid)': { args: ':chat', done: ['admin'] },
	'public.assign_support_chat(uuid,uuid)': { args: ':chat, null', done: ['admin'] },
	'public.block_support_chat(uuid)': { args: ':chat', done: ['admin'] },
	'public.unblock_support_chat(uuid)': { args: ':chat', done: ['admin'] },
	'public.count_support_chats(boolean)': { args: 'false', done: ['admin'] },
	'public.mark_support_mentions_seen(uuid)': { args: ':chat', done: ['admin'] },
	'public.support_chat_facts(uuid)': { args: ':chat', done: ['admin'] },
	'public.support_user_facts(uuid)': { args: ':owner' },
	'public.support_attachment_limits()': { done: signedIn },
	'public.support_attachment_states(text[])': {
		args: "array[:chat || '/' || :message || '/a.png']",
		done: ['owner', 'admin'],
		nothing: users
	},
	'public.support_attachment_allowed(text)': { args: "'x'" },
	'public.get_support_reply_emails()': { done: signedIn },
	'public.set_support_reply_emails(boolean)': { args: 'false', done: signedIn },
	// Whoever holds the token of an unsubscribe link.
	'public.get_support_reply_emails_by_token(text)': {
		args: "'unknown'",
		done: ['visitor', ...signedIn]
	},
	'public.set_support_reply_emails_by_token(text,boolean)': {
		args: "'unknown', false",
		done: ['visitor', ...signedIn]
	},
	// Whoever holds a claim: the edge function, with the publishable key.
	'public.prepare_support_reply_email(uuid,text)': {
		args: ":chat, 'unknown'",
		done: ['visitor', ...signedIn, 'service']
	},
	'public.record_support_reply_email(uuid,text,text,boolean,integer,boolean)': {
		args: ":chat, 'unknown'",
		done: ['visitor', ...signedIn, 'service']
	},
	// Whoever holds a claim, with the secret key: the other edge function.
	'public.prepare_support_file_removal(uuid,text)': {
		args: ":chat, 'unknown'",
		done: ['service']
	},
	'public.record_support_file_removal(uuid,text,text)': {
		args: ":chat, 'unknown'",
		done: ['service']
	},
	'public.export_support_data(uuid)': { args: ':owner', done: ['owner', 'admin', 'service'] },
	'public.erase_support_data(uuid)': { args: ':owner', done: ['owner', 'admin', 'service'] },
	'public.support_health()': { done: ['admin', 'service'] },
	'public.update_own_support_admin(text,boolean)': { done: ['admin'] },
	'public.add_support_admin(text,text,text)': {
		...ownersOnly,
		args: ":newcomer::text || '@example.com', 'New', 'admin'"
	},
	'public.remove_support_admin(uuid)': { ...ownersOnly, args: ':adminId' },
	'public.set_support_admin_role(uuid,text)': { ...ownersOnly, args: ":adminId, 'owner'" },
	'public.support_failed_emails()': ownersOnly,
	'public.retry_support_email(uuid)': { ...ownersOnly, args: ':failedEmail' },
	'public.find_support_user(text)': { ...ownersOnly, args: ":newcomer::text || '@example.com'" },
	'public.search_support_messages(text,timestamp with time zone,uuid,integer)': {
		args: "'hello'",
		done: ['admin']
	},
	'public.search_support_chats(text,timestamp with time zone,uuid,integer)': {
		args: "'example'",
		done: ['admin']
	},
	'public.support_chat_details(uuid)': { args: ':chat', done: ['admin'] },
	'public.count_unread_support_chats()': { done: ['admin'] },
	// A number about all chats, the same for everybody.
	'public.support_reply_time()': { done: signedIn },
	'public.support_report(date,date,text)': {
		args: "'2026-01-01', '2026-01-31', 'UTC'",
		done: ['admin']
	},
	// What the owner shows to everybody.
	'public.support_widget_settings()': { done: signedIn },

	// The search index asks as whoever writes a message.
	'support_private.support_file_search_entries(text,jsonb,timestamp with time zone)': {
		args: "'Hello', '[]', now()",
		done: [...signedIn, 'service']
	},
	'support_private.support_search_entries(text,timestamp with time zone)': {
		args: "'Hello', now()",
		done: [...signedIn, 'service']
	},

	// A check constraint runs as the caller, whatever column they change.
	'support_private.is_office_hours(jsonb)': { args: "'{}'", done: [...signedIn, 'service'] },

	// What policies call runs as the caller.
	'support_private.is_support_admin()': { done: [...signedIn, 'service'] },
	'support_private.is_support_owner()': { done: [...signedIn, 'service'] },
	'support_private.own_support_admin_id()': { done: [...signedIn, 'service'] },
	'support_private.own_support_chat_id()': { done: [...signedIn, 'service'] },
	'support_private.readable_support_chats(uuid)': { done: [...signedIn, 'service'] },
	'support_private.is_support_topic(text)': { done: [...signedIn, 'service'] },
	'support_private.can_receive_support_topic(text,text)': { done: [...signedIn, 'service'] },
	'support_private.can_send_support_topic(text,text)': { done: [...signedIn, 'service'] },
	'support_private.support_file_folder()': { done: signedIn },
	'support_private.can_read_support_file(text,text,text)': { done: [...signedIn, 'service'] },
	'support_private.can_write_support_file(text,text)': { done: [...signedIn, 'service'] },

	'support_private.admit_support_message(uuid,uuid)': internal,
	'support_private.broadcast_support_messages_read(uuid,support_sender_type,bigint,timestamp with time zone)':
		internal,
	'support_private.can_join_support_chat_topic(text)': internal,
	'support_private.clean_up_support()': internal,
	'support_private.support_jobs()': internal,
	'support_private.schedule_support_jobs()': internal,
	'support_private.legible(text)': internal,
	'support_private.has_lost_support_jobs()': internal,
	'support_private.has_crashed_since(timestamp with time zone)': internal,
	'support_private.forget_full_buckets()': internal,
	'support_private.delete_expired_support_chats(integer)': internal,
	'support_private.dispatch_support_reply_notifications(integer)': internal,
	'support_private.erase_support_events(uuid,timestamp with time zone)': internal,
	'support_private.find_support_chats(text,timestamp with time zone,uuid,integer)': internal,
	'support_private.find_support_messages(text,timestamp with time zone,uuid,integer)': internal,
	'support_private.has_realtime_partitions()': internal,
	'support_private.is_support_backend()': internal,
	'support_private.newest_support_chats(integer,timestamp with time zone,uuid,text)': internal,
	'support_private.lock_further_support_chat(uuid)': internal,
	'support_private.mentioned_support_admins(text)': internal,
	'support_private.normalize_support_message(text,boolean)': internal,
	'support_private.is_visible_support_text(text)': internal,
	'support_private.support_message_preview(jsonb)': internal,
	'support_private.support_searched_text(text,jsonb)': internal,
	'support_private.count_unsent_support_files(uuid)': internal,
	'support_private.claim_support_files(integer)': internal,
	'support_private.create_support_file_policies()': internal,
	'support_private.dispatch_support_file_removals(integer)': internal,
	'support_private.end_support_file_removal(uuid)': internal,
	'support_private.expand_support_folders(integer)': internal,
	'support_private.is_support_file_stored(text)': internal,
	'support_private.is_support_request_queued(bigint,uuid)': internal,
	'support_private.lock_support_file_jobs()': internal,
	'support_private.missing_file_parts()': internal,
	'support_private.queue_unsent_support_files(integer)': internal,
	'support_private.request_support_file_removal(uuid,text)': internal,
	'support_private.support_file_removal_error(support_private.support_file_removal_batches)':
		internal,
	'support_private.support_request_error(bigint,timestamp with time zone)': internal,
	'support_private.tg_support_chats__queue_folder()': internal,
	'support_private.tg_support_file_removal_progress__replace()': internal,
	'support_private.tg_support_messages__queue_files()': internal,
	'support_private.tg_support_messages__unqueue_files()': internal,
	'support_private.find_support_file(text)': internal,
	'support_private.is_support_file_allowed(text)': internal,
	'support_private.is_support_file_as_sent(text,text,text)': internal,
	'support_private.refuse_missing_support_file()': internal,
	'support_private.require_support_files(jsonb,text,integer)': internal,
	'support_private.set_up_support_bucket()': internal,
	'support_private.support_attachment_names(jsonb)': internal,
	'support_private.support_file_name(text,text)': internal,
	'support_private.support_picture_side(jsonb)': internal,
	'support_private.take_support_files(jsonb,text)': internal,
	'support_private.tg_support_messages__take_files()': internal,
	'support_private.tg_support_settings__limit_bucket()': internal,
	'support_private.refuse_support_writer(text,double precision)': internal,
	'support_private.request_support_reply_batch(uuid[],uuid,text)': internal,
	'support_private.request_support_reply_emails(uuid[],text)': internal,
	'support_private.request_length()': internal,
	'support_private.require_support_admin()': internal,
	'support_private.require_support_user(uuid)': internal,
	'support_private.send_support_event(jsonb,text,text)': internal,
	'support_private.send_support_inbox_event(jsonb,text,interval)': internal,
	'support_private.send_support_event_queue(interval)': internal,
	'support_private.flush_support_event_queue()': internal,
	'support_private.support_event_chat(jsonb)': internal,
	'support_private.split_support_text(text)': internal,
	'support_private.support_chat_json(support_chats)': internal,
	'support_private.claim_hash(text)': internal,
	'support_private.is_support_reply_queued(support_reply_notifications)': internal,
	'support_private.missing_mail_parts()': internal,
	'support_private.missing_support_settings()': internal,
	'support_private.random_token()': internal,
	'support_private.support_clock()': internal,
	'support_private.support_reply_email(support_chats,bigint)': internal,
	'support_private.support_clock_has_run(timestamp with time zone,interval)': internal,
	'support_private.support_data_subject(uuid)': internal,
	'support_private.support_message_json(support_messages)': internal,
	'support_private.support_message_tokens(uuid)': internal,
	'support_private.support_reply_max_attempts()': internal,
	'support_private.support_reply_last_error(support_reply_notifications)': internal,
	'support_private.support_reply_skip_reason(support_chats,bigint,bigint)': internal,
	'support_private.support_prefix_scan_budget(integer,integer,integer)': internal,
	'support_private.support_search_step(timestamp with time zone,double precision)': internal,
	'support_private.support_search_marks(text)': internal,
	'support_private.support_search_patience()': internal,
	'support_private.support_search_periods(timestamp with time zone)': internal,
	'support_private.support_search_plan(text)': internal,
	'support_private.support_search_snippet(text,text[])': internal,
	'support_private.support_search_terms(text)': internal,
	'support_private.support_separators()': internal,
	'support_private.support_unspaced_characters()': internal,
	'support_private.support_emoji()': internal,
	'support_private.decompose_support_text(text)': internal,
	'support_private.fold_support_text(text)': internal,
	'support_private.support_search_words(text)': internal,
	'support_private.support_user_name(jsonb)': internal,
	'support_private.take_support_token(uuid,text,integer,interval,integer)': internal,
	'support_private.delete_empty_guest_accounts(integer)': internal,
	'support_private.delete_empty_guest_chats(integer)': internal,
	'support_private.support_chat_address(text,text,text)': internal,
	'support_private.support_guest_name(uuid)': internal,
	'support_private.unreferenced_account_condition()': internal,
	'support_private.user_message_limit(uuid)': internal,
	'support_private.attach_support_chat_email()': internal,
	'support_private.attach_support_rate_limits()': internal,
	'support_private.create_support_topic_policies()': internal,
	'support_private.grant_support_rights()': internal,
	'support_private.revoke_support_rights()': internal,
	'support_private.repair_support_chat()': internal,
	'support_private.support_function_rights()': internal,
	'support_private.support_table_rights()': internal,
	'support_private.add_support_report_count(support_private.support_report_counts)': internal,
	'support_private.support_report_edges(date,date,text)': internal,
	'support_private.support_report_sums(timestamp with time zone[])': internal,
	'support_private.support_report_replies(timestamp with time zone,timestamp with time zone)':
		internal,
	'support_private.support_wait_histogram(integer,bigint)': internal,
	'support_private.support_wait_quantiles(numeric,double precision[])': internal,
	'support_private.sum_support_report_counts(integer)': internal,
	'support_private.support_note_json(support_notes)': internal,
	'support_private.choose_support_user_name(uuid,jsonb)': internal,
	'support_private.support_account_name(jsonb,text,text)': internal,
	'support_private.read_support_user_facts(uuid)': internal,
	'support_private.tg_support_chats__user_name()': internal,
	'support_private.tg_support_messages__tidy_page_url()': internal,
	'support_private.chats_of_support_alert(support_reply_notifications)': internal,
	'support_private.queue_support_alerts()': internal,
	'support_private.support_alert_chats(uuid,timestamp with time zone)': internal,
	'support_private.support_alert_email(support_reply_notifications)': internal,
	'support_private.support_alert_not_before(support_reply_notifications)': internal,
	'support_private.support_alert_refusal(support_admins)': internal,
	'support_private.support_alert_skip_reason(support_reply_notifications)': internal,
	'support_private.unseen_support_message_at(support_chats)': internal,
	'support_private.tg_support_chats__keep_block()': internal,
	'support_private.tg_support_chats__take_block()': internal,
	'support_private.tg_support_notes__announce()': internal,
	'support_private.tg_support_notes__announce_deletion()': internal,
	'support_private.tg_support_notes__complete()': internal,
	'support_private.account_of_email(text)': internal,
	'support_private.begin_owner_change()': internal,
	'support_private.changed_columns(jsonb,jsonb,text[])': internal,
	'support_private.export_support_data(uuid)': internal,
	'support_private.erase_support_data(uuid)': internal,
	'support_private.delete_old_log_entries(integer)': internal,
	'support_private.ensure_support_owner()': internal,
	'support_private.is_support_reply_sent_later(support_reply_notifications)': internal,
	'support_private.lock_support_owners()': internal,
	'support_private.log_access_to_others(text,uuid)': internal,
	'support_private.log_support_action(text,jsonb,support_admins)': internal,
	'support_private.normalize_support_name(text)': internal,
	'support_private.require_existing_admin(boolean)': internal,
	'support_private.require_remaining_owner(boolean)': internal,
	'support_private.require_support_owner()': internal,
	'support_private.require_support_role(text)': internal,
	'support_private.says_unsent(text)': internal,
	'support_private.support_retry_refusal(support_reply_notifications)': internal,
	'support_private.tg_support_admins__first_owner()': internal,
	'support_private.tg_support_admins__keep_owner()': internal,
	'support_private.tg_support_admins__keep_owner_role()': internal,
	'support_private.tg_support_admins__lock_owners()': internal,
	'support_private.tg_support_admins__log()': internal,
	'support_private.tg_support_reply_notifications__doubt()': internal,
	'support_private.tg_support_settings__log()': internal,
	'support_private.tg_support_settings__require_owner()': internal,
	'support_private.tg_support_settings__replace()': internal,
	'support_private.tg_support_settings__office_time_zone()': internal,
	'support_private.support_office_closes_at(timestamp with time zone)': internal,
	'support_private.support_office_opens_at(timestamp with time zone)': internal,
	'support_private.support_office_ranges(jsonb,text,date[],date,date)': internal,
	'support_private.support_office_time(timestamp with time zone,timestamp with time zone)':
		internal,
	'support_private.tg__updated_at()': internal,
	'support_private.tg_support_chats__address()': internal,
	'support_private.tg_support_chats__broadcast()': internal,
	'support_private.tg_support_chats__guest_name()': internal,
	'support_private.tg_support_chats__limit()': internal,
	'support_private.tg_support_messages__admit_request()': internal,
	'support_private.tg_support_messages__follow_up()': internal,
	'support_private.tg_support_messages__place()': internal,
	'support_private.tg_users__support_chat_email()': internal,
	'support_private.tg_users__support_rate_limits()': internal
};

/** Value lists, which say nothing about anybody. */
export const types = ['public.support_notification_status', 'public.support_sender_type'];

export interface Topic {
	/** Who may join: receive broadcasts, see who is present. */
	broadcast: Person[];
	presence: Person[];
	/** Who may send broadcasts, and show themselves. */
	send: Person[];
	track: Person[];
}

/** By kind: the part before the colon. The project itself sends from SQL and joins nothing. */
export const topics: Record<string, Topic> = {
	support_chat: { broadcast: ['owner', 'admin'], presence: [], send: [], track: [] },
	support_chat_activity: {
		broadcast: ['owner', 'admin'],
		presence: ['owner', 'admin'],
		send: ['owner', 'admin'],
		track: ['owner', 'admin']
	},
	admin_support_notifications: { broadcast: ['admin'], presence: [], send: [], track: [] },
	support_presence: { broadcast: [], presence: signedIn, send: [], track: ['admin'] },
	support_desk: { broadcast: [], presence: ['admin'], send: [], track: ['admin'] }
};

export interface FileRights {
	/** Its name in the bucket, with the parameters of `World`. */
	name: string;
	/** Whose it is; nobody's when it is not there. */
	owner?: string;
	read: Person[];
	/** Who may upload it, where it is not there. */
	upload: Person[];
}

/** Objects of the bucket support-attachments. Nobody but the project itself changes or deletes one. */
export const files: Record<string, FileRights> = {
	'a file of a message': {
		name: ':chat/:message/a.png',
		owner: ':owner',
		read: ['owner', 'admin', 'service'],
		upload: []
	},
	'its preview': {
		name: ':chat/:message/a.png.preview',
		owner: ':owner',
		read: ['owner', 'admin', 'service'],
		upload: []
	},
	'another object in its folder': {
		name: ':chat/:message/b.png',
		owner: ':owner',
		read: ['owner', 'service'],
		upload: []
	},
	'one more there': { name: ':chat/:message/c.png', read: [], upload: ['service'] },
	'a file of a message to come': {
		name: ':chat/:next/a.png',
		owner: ':owner',
		read: ['owner', 'service'],
		upload: []
	},
	'one more of that': {
		name: ':chat/:next/b.png',
		read: [],
		upload: ['owner', 'admin', 'service']
	},
	'a file beside all folders': { name: 'a.png', read: [], upload: ['service'] }
};

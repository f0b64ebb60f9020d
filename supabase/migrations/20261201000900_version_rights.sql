-- Who may use what, with all that the migrations of this version have added.

/**
 * Who may call which function. Nobody may call the others, which triggers and functions use.
 */
create or replace function support_private.support_function_rights()
returns table (function regprocedure, roles text[])
language sql
stable
set search_path = ''
as $$
  values
    ('public.get_or_create_support_chat(uuid,text)'::regprocedure, '{authenticated}'::text[]),
    ('public.mark_support_chat_read(uuid,bigint)', '{authenticated}'),
    ('public.mark_support_chat_viewed(uuid,bigint)', '{authenticated}'),
    ('public.archive_support_chat(uuid,bigint)', '{authenticated}'),
    ('public.unarchive_support_chat(uuid)', '{authenticated}'),
    ('public.mark_support_chat_unread(uuid)', '{authenticated}'),
    ('public.assign_support_chat(uuid,uuid)', '{authenticated}'),
    ('public.block_support_chat(uuid)', '{authenticated}'),
    ('public.unblock_support_chat(uuid)', '{authenticated}'),
    ('public.count_support_chats(boolean)', '{authenticated}'),
    ('public.mark_support_mentions_seen(uuid)', '{authenticated}'),
    ('public.support_chat_facts(uuid)', '{authenticated}'),
    ('public.support_attachment_limits()', '{authenticated}'),
    ('public.support_attachment_states(text[])', '{authenticated}'),
    -- The host's, called by ours only.
    ('public.support_user_facts(uuid)', '{}'),
    ('public.support_attachment_allowed(text)', '{}'),
    ('public.search_support_messages(text,timestamptz,uuid,integer)', '{authenticated}'),
    ('public.search_support_chats(text,timestamptz,uuid,integer)', '{authenticated}'),
    ('public.support_chat_details(uuid)', '{authenticated}'),
    ('public.count_unread_support_chats()', '{authenticated}'),
    ('public.support_reply_time()', '{authenticated}'),
    ('public.support_widget_settings()', '{authenticated}'),
    ('public.support_report(date,date,text)', '{authenticated}'),
    ('public.get_support_reply_emails()', '{authenticated}'),
    ('public.set_support_reply_emails(boolean)', '{authenticated}'),
    -- A mail client that unsubscribes with one click has no session (RFC 8058).
    ('public.get_support_reply_emails_by_token(text)', '{anon,authenticated}'),
    ('public.set_support_reply_emails_by_token(text,boolean)', '{anon,authenticated}'),
    ('public.export_support_data(uuid)', '{authenticated,service_role}'),
    ('public.erase_support_data(uuid)', '{authenticated,service_role}'),
    ('public.support_health()', '{authenticated,service_role}'),
    ('public.update_own_support_admin(text,boolean)', '{authenticated}'),
    ('public.add_support_admin(text,text,text)', '{authenticated}'),
    ('public.remove_support_admin(uuid)', '{authenticated}'),
    ('public.set_support_admin_role(uuid,text)', '{authenticated}'),
    ('public.support_failed_emails()', '{authenticated}'),
    ('public.retry_support_email(uuid)', '{authenticated}'),
    ('public.find_support_user(text)', '{authenticated}'),
    ('public.prepare_support_reply_email(uuid,text)', '{anon,authenticated,service_role}'),
    (
      'public.record_support_reply_email(uuid,text,text,boolean,integer,boolean)',
      '{anon,authenticated,service_role}'
    ),
    -- Called by the edge function that removes files, with the secret key.
    ('public.prepare_support_file_removal(uuid,text)', '{service_role}'),
    ('public.record_support_file_removal(uuid,text,text)', '{service_role}'),
    -- Policies and the search index call these as the caller.
    ('support_private.is_support_admin()', '{authenticated,service_role}'),
    ('support_private.is_support_owner()', '{authenticated,service_role}'),
    ('support_private.own_support_chat_id()', '{authenticated,service_role}'),
    ('support_private.own_support_admin_id()', '{authenticated,service_role}'),
    ('support_private.readable_support_chats(uuid)', '{authenticated,service_role}'),
    ('support_private.support_search_entries(text,timestamptz)', '{authenticated,service_role}'),
    ('support_private.support_file_search_entries(text,jsonb,timestamptz)', '{authenticated,service_role}'),
    -- A check constraint calls it as whoever changes the settings.
    ('support_private.is_office_hours(jsonb)', '{authenticated,service_role}'),
    ('support_private.support_file_folder()', '{authenticated}'),
    -- A restrictive policy runs for every role that reads or writes realtime.messages or storage.objects, the host's own
    -- included, and would fail for one that may not execute its functions. These reveal to the caller only what the
    -- caller may do, and only roles with usage of the schema can call them by name.
    ('support_private.can_read_support_file(text,text,text)', '{public}'),
    ('support_private.can_write_support_file(text,text)', '{public}'),
    ('support_private.is_support_topic(text)', '{public}'),
    ('support_private.can_receive_support_topic(text,text)', '{public}'),
    ('support_private.can_send_support_topic(text,text)', '{public}');
$$;

/**
 * Who may do what with which table or view of the API; policies decide about rows. Nobody has rights to the tables of
 * support_private.
 */
create or replace function support_private.support_table_rights()
returns table (relation regclass, role text, privileges text)
language sql
stable
set search_path = ''
as $$
  values
    ('public.support_admins'::regclass, 'authenticated', 'select'),
    ('public.support_admins', 'service_role', 'select, insert, update, delete'),
    ('public.support_chats', 'authenticated', 'select'),
    ('public.support_chats', 'service_role', 'select, insert, update, delete'),
    ('public.support_messages', 'authenticated', 'select, insert (id, chat_id, content, sender_id, page_url, attachments)'),
    ('public.support_messages', 'service_role', 'select, insert, update, delete'),
    ('public.support_chat_list', 'authenticated', 'select'),
    ('public.support_chat_list', 'service_role', 'select'),
    ('public.support_notes', 'authenticated', 'select, insert (id, chat_id, content, admin_id), delete'),
    ('public.support_notes', 'service_role', 'select, insert, update, delete'),
    ('public.support_mentions', 'authenticated', 'select'),
    ('public.support_mentions', 'service_role', 'select, insert, update, delete'),
    ('public.support_saved_replies', 'authenticated', 'select, insert (id, title, content), update (title, content), delete'),
    ('public.support_saved_replies', 'service_role', 'select, insert, update, delete'),
    -- No insert and no delete: without the row there are no limits and no e-mails.
    (
      'public.support_settings', 'authenticated',
      'select, update (app_name, app_url, inbox_url, email_from, email_accent_color, email_archived_replies,
        reply_email_delay, admin_alert_delay, waiting_warning, assign_on_reply,
        user_message_burst, user_message_interval, guest_message_burst, guest_message_interval,
        admin_message_burst, admin_message_interval, chat_burst, chat_interval,
        archived_chat_retention, empty_guest_retention,
        office_hours, office_time_zone, office_closed_days, widget_color, logo_url, welcome_text,
        attachment_max_bytes, attachments_per_message, attachment_mime_types)'
    ),
    ('public.support_settings', 'service_role', 'select, update'),
    ('public.support_reply_notifications', 'authenticated', 'select'),
    ('public.support_reply_notifications', 'service_role', 'select, insert, update, delete'),
    -- Written by triggers and functions only.
    ('public.support_audit_log', 'authenticated', 'select'),
    ('public.support_audit_log', 'service_role', 'select');
$$;

/**
 * Grants the rights to the product's objects as listed above, and revokes all others. Idempotent; see
 * support_private.repair_support_chat.
 */
create or replace function support_private.grant_support_rights()
returns void
language plpgsql
set search_path = ''
as $$
declare
  v_right record;
begin
  perform support_private.revoke_support_rights();
  grant usage on schema support_private to authenticated, service_role;
  for v_right in
    select rights.function, array_to_string(rights.roles, ', ') as roles
    from support_private.support_function_rights() as rights
    where rights.roles <> '{}'
  loop
    execute format('grant execute on function %s to %s', v_right.function, v_right.roles);
  end loop;
  for v_right in select * from support_private.support_table_rights() loop
    execute format('grant %s on table %s to %s', v_right.privileges, v_right.relation, v_right.role);
  end loop;
end;
$$;

/**
 * Creates again what a dump of the schema leaves out because it is in Supabase's own schemas: the policies of
 * realtime.messages and storage.objects, the bucket of files, the triggers of auth.users and the jobs of pg_cron. Also
 * resets the rights, which the default privileges of the new project have widened, and makes an owner when the dump is of
 * a version without owners. Idempotent; called by the owner:
 *   select support_private.repair_support_chat();
 */
create or replace function support_private.repair_support_chat()
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform support_private.attach_support_chat_email();
  perform support_private.attach_support_rate_limits();
  perform support_private.create_support_topic_policies();
  perform support_private.set_up_support_bucket();
  perform support_private.create_support_file_policies();
  perform support_private.schedule_support_jobs();
  perform support_private.ensure_support_owner();
  perform support_private.grant_support_rights();
end;
$$;

select support_private.grant_support_rights();

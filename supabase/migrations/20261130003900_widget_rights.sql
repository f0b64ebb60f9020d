-- Who may use what, with the office hours and the widget's settings.

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
    -- The host's, called by ours only.
    ('public.support_user_facts(uuid)', '{}'),
    ('public.search_support_messages(text,timestamptz,uuid,integer)', '{authenticated}'),
    ('public.search_support_chats(text,timestamptz,uuid,integer)', '{authenticated}'),
    ('public.support_chat_details(uuid)', '{authenticated}'),
    ('public.count_unread_support_chats()', '{authenticated}'),
    ('public.support_reply_time()', '{authenticated}'),
    ('public.support_widget_settings()', '{authenticated}'),
    ('public.get_support_reply_emails()', '{authenticated}'),
    ('public.set_support_reply_emails(boolean)', '{authenticated}'),
    -- A mail client that unsubscribes with one click has no session (RFC 8058).
    ('public.get_support_reply_emails_by_token(text)', '{anon,authenticated}'),
    ('public.set_support_reply_emails_by_token(text,boolean)', '{anon,authenticated}'),
    ('public.export_support_data(uuid)', '{authenticated,service_role}'),
    ('public.erase_support_data(uuid)', '{authenticated,service_role}'),
    ('public.support_health()', '{authenticated,service_role}'),
    ('public.prepare_support_reply_email(uuid,text)', '{anon,authenticated,service_role}'),
    (
      'public.record_support_reply_email(uuid,text,text,boolean,integer,boolean)',
      '{anon,authenticated,service_role}'
    ),
    -- Policies and the search index call these as the caller.
    ('support_private.is_support_admin()', '{authenticated,service_role}'),
    ('support_private.own_support_chat_id()', '{authenticated,service_role}'),
    ('support_private.own_support_admin_id()', '{authenticated,service_role}'),
    ('support_private.readable_support_chats(uuid)', '{authenticated,service_role}'),
    ('support_private.support_search_entries(text,timestamptz)', '{authenticated,service_role}'),
    -- A check constraint calls it as whoever changes the settings.
    ('support_private.is_office_hours(jsonb)', '{authenticated,service_role}'),
    -- A restrictive policy runs for every role that reads or writes realtime.messages, the host's own included, and
    -- would fail for one that may not execute its functions. These reveal to the caller only what the caller may do,
    -- and only roles with usage of the schema can call them by name.
    ('support_private.is_support_topic(text)', '{public}'),
    ('support_private.can_receive_support_topic(text,text)', '{public}'),
    ('support_private.can_send_support_topic(text,text)', '{public}');
$$;

select support_private.grant_support_rights();

-- E-mails name the files of messages, and nothing else about them: no addresses, which would let whoever has the mail
-- read them. An edge function of an earlier version ignores the names, and shows the content as before.

/**
 * The content of the mail about a chat's unread replies up to `up_to_seq`, as prepare_support_reply_email returns it.
 * Each reply has `attachments`, the names of its files; without a text of its own they are its content too.
 */
create or replace function support_private.support_reply_email(chat public.support_chats, up_to_seq bigint)
returns jsonb
language sql
stable
set search_path = ''
as $$
  with unread as (
    select
      message.seq, message.sender_name, message.content,
      jsonb_path_query_array(message.attachments, '$[*].name') as attachments,
      count(*) over () as count
    from public.support_messages as message
    where message.chat_id = chat.id
      and message.sender_type = 'admin'
      and message.read_at is null
      and message.seq <= support_reply_email.up_to_seq
    order by message.seq desc
    limit 5
  )
  select jsonb_build_object(
    'to', chat.user_email,
    'from', settings.email_from,
    'app_name', settings.app_name,
    'app_url', settings.app_url,
    'accent_color', settings.email_accent_color,
    'language', chat.language,
    'unsubscribe_token', preference.unsubscribe_token,
    'reply_count', (select max(unread.count) from unread),
    'replies', (
      select jsonb_agg(
        jsonb_build_object(
          'sender_name', unread.sender_name,
          'content', unread.content,
          'attachments', unread.attachments
        )
        order by unread.seq
      )
      from unread
    )
  )
  from public.support_settings as settings
  cross join support_private.support_email_preferences as preference
  where preference.user_id = chat.user_id;
$$;

/**
 * The content of an alert, as prepare_support_reply_email returns it: {kind: 'alert', to, from, app_name, app_url,
 * inbox_url, accent_color, language, unsubscribe_token, as_of, chat_count, chats: [{id, user_email, guest_name,
 * user_name, waiting_since, messages: […], attachments: [[…]]}]}: how many chats wait (at most 1,000), and of the five newest,
 * newest first, the last three messages of the user, oldest first, and the names of each one's files. `as_of` is the time of the first try, which the waits end at. `language` is
 * the one in which the admin reads a chat of their own, if there is one.
 */
create or replace function support_private.support_alert_email(notification public.support_reply_notifications)
returns jsonb
language sql
stable
set search_path = ''
as $$
  with waiting as (
    select
      chat.*,
      row_number() over (order by chat.last_message_at desc, chat.id desc) as place,
      count(*) over () as count
    from support_private.chats_of_support_alert(notification) as chat
  )
  select jsonb_build_object(
    'kind', 'alert',
    'to', account.email,
    'from', settings.email_from,
    'app_name', settings.app_name,
    'app_url', settings.app_url,
    'inbox_url', coalesce(settings.inbox_url, settings.app_url || '/admin'),
    'accent_color', settings.email_accent_color,
    'language', (select own.language from public.support_chats as own where own.user_id = admin.user_id),
    'unsubscribe_token', alert.unsubscribe_token,
    'as_of', notification.first_claimed_at,
    'chat_count', (select max(waiting.count) from waiting),
    'chats', (
      select jsonb_agg(
        jsonb_build_object(
          'id', waiting.id,
          'user_email', waiting.user_email,
          'guest_name', waiting.guest_name,
          'user_name', waiting.user_name,
          'waiting_since', waiting.waiting_since,
          'messages', last.contents,
          'attachments', last.attachments
        )
        order by waiting.place
      )
      from waiting
      cross join lateral (
        select
          jsonb_agg(line.content order by line.seq) as contents,
          jsonb_agg(line.attachments order by line.seq) as attachments
        from (
          select
            message.content, message.seq,
            jsonb_path_query_array(message.attachments, '$[*].name') as attachments
          from public.support_messages as message
          where message.chat_id = waiting.id
            and message.created_at between waiting.waiting_since and notification.first_claimed_at
          order by message.created_at desc
          limit 3
        ) as line
      ) as last
      where waiting.place <= 5
    )
  )
  from public.support_admins as admin
  join auth.users as account on account.id = admin.user_id
  join support_private.support_alert_tokens as alert on alert.admin_id = admin.id
  cross join public.support_settings as settings
  where admin.id = notification.admin_id;
$$;

select support_private.grant_support_rights();

-- What an alert says, and who fetches it: the edge function, as the content of every other mail (reply_email.sql).

/**
 * The content of an alert, as prepare_support_reply_email returns it: {kind: 'alert', to, from, app_name, app_url,
 * inbox_url, accent_color, language, unsubscribe_token, as_of, chat_count, chats: [{id, user_email, guest_name,
 * user_name, waiting_since, messages: […]}]}: how many chats wait (at most 1,000), and of the five newest, newest first, the last
 * three messages of the user, oldest first. `as_of` is the time of the first try, which the waits end at. `language` is
 * the one in which the admin reads a chat of their own, if there is one.
 */
create function support_private.support_alert_email(notification public.support_reply_notifications)
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
          'messages', (
            select jsonb_agg(line.content order by line.seq)
            from (
              select message.content, message.seq
              from public.support_messages as message
              where message.chat_id = waiting.id
                and message.created_at between waiting.waiting_since and notification.first_claimed_at
              order by message.created_at desc
              limit 3
            ) as line
          )
        )
        order by waiting.place
      )
      from waiting
      where waiting.place <= 5
    )
  )
  from public.support_admins as admin
  join auth.users as account on account.id = admin.user_id
  join support_private.support_alert_tokens as alert on alert.admin_id = admin.id
  cross join public.support_settings as settings
  where admin.id = notification.admin_id;
$$;

/**
 * The content of a claimed notification's mail. Checks the read state for the last time before the mail is sent.
 *
 * Returns null when there is nothing to send: the claim is not the last one, its content was fetched before, or the
 * notification is skipped now. Else {to, from, app_name, app_url, accent_color, language, unsubscribe_token,
 * reply_count, replies: [{sender_name, content}]}: how many replies are unread, and the newest five of
 * them, oldest first. For an alert see support_private.support_alert_email.
 */
create or replace function public.prepare_support_reply_email(notification_id uuid, claim text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_hash constant bytea := support_private.claim_hash(claim);
  v_notification public.support_reply_notifications;
  v_chat public.support_chats;
  v_skip_reason text;
begin
  -- Locks account (by the foreign key of the first insert), chat, notification, in the same order as everything
  -- else: no deadlock with a deletion, an erasure or another reply.
  begin
    insert into support_private.support_email_preferences (user_id)
    select chat.user_id
    from public.support_reply_notifications as notification
    join public.support_chats as chat on chat.id = notification.chat_id
    where notification.id = prepare_support_reply_email.notification_id
      and notification.status = 'sending'
      and notification.claim_hash = v_hash
    on conflict (user_id) do nothing;
  exception
    when foreign_key_violation then
      -- The account was deleted just now, and the notification with it.
      return null;
  end;
  select chat.* into v_chat
  from public.support_chats as chat
  join public.support_reply_notifications as notification on notification.chat_id = chat.id
  where notification.id = prepare_support_reply_email.notification_id
    and notification.claim_hash = v_hash
  for share of chat;
  update public.support_reply_notifications as notification
  set prepared_at = now()
  where notification.id = prepare_support_reply_email.notification_id
    and notification.status = 'sending'
    and notification.claim_hash = v_hash
    and notification.prepared_at is null
  returning notification.* into v_notification;
  if not found then
    return null;
  end if;

  v_skip_reason := case
    when v_notification.admin_id is not null then support_private.support_alert_skip_reason(v_notification)
    else support_private.support_reply_skip_reason(v_chat, v_notification.from_seq, v_notification.up_to_seq)
  end;
  if v_skip_reason is not null then
    update public.support_reply_notifications
    set status = 'skipped', skip_reason = v_skip_reason, claim_hash = null
    where id = v_notification.id;
    return null;
  end if;
  return case
    when v_notification.admin_id is not null then support_private.support_alert_email(v_notification)
    else support_private.support_reply_email(v_chat, v_notification.up_to_seq)
  end;
end;
$$;

select support_private.grant_support_rights();

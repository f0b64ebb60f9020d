-- What the edge function calls to get a mail and to report its result. Anybody may call these with the publishable
-- key; a claim's token, 244 random bits that one request of pg_net carries, authorises them.

/**
 * The content of a claimed notification's mail. Checks the read state for the last time before the mail is sent.
 *
 * Returns null when there is nothing to send: the claim is not the last one, its content was fetched before, or the
 * notification is skipped now. Else {to, from, app_name, app_url, accent_color, language, unsubscribe_token,
 * reply_count, replies: [{sender_name, content}]}: how many replies are unread, and the newest five of
 * them, oldest first.
 */
create function public.prepare_support_reply_email(notification_id uuid, claim text)
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

  v_skip_reason := support_private.support_reply_skip_reason(
    v_chat, v_notification.from_seq, v_notification.up_to_seq
  );
  if v_skip_reason is not null then
    update public.support_reply_notifications
    set status = 'skipped', skip_reason = v_skip_reason, claim_hash = null
    where id = v_notification.id;
    return null;
  end if;
  return support_private.support_reply_email(v_chat, v_notification.up_to_seq);
end;
$$;

/**
 * The content of the mail about a chat's unread replies up to `up_to_seq`, as prepare_support_reply_email returns it.
 */
create function support_private.support_reply_email(chat public.support_chats, up_to_seq bigint)
returns jsonb
language sql
stable
set search_path = ''
as $$
  with unread as (
    select message.seq, message.sender_name, message.content, count(*) over () as count
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
        jsonb_build_object('sender_name', unread.sender_name, 'content', unread.content)
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
 * Records the result of a try. Without `error` the mail was sent. With one it is tried again after 1, 2, 4 and 8
 * minutes, unless `retry` is false or this was the last of support_private.support_reply_max_attempts() tries: then
 * it has failed. With `retry_after`, in seconds, the mail service was too busy: it is tried again after that time,
 * and this try does not count. With `alone` the next try is in no batch, because the mail service has refused the
 * batch as a whole.
 *
 * The result of any but the last claim, and a second result, change nothing.
 */
create function public.record_support_reply_email(
  notification_id uuid,
  claim text,
  error text default null,
  retry boolean default true,
  retry_after integer default null,
  alone boolean default false
)
returns void
language sql
security definer
set search_path = ''
as $$
  update public.support_reply_notifications as notification
  set
    status = (case
      when error is null then 'sent'
      when retry_after is not null or (retry and notification.attempts < support_private.support_reply_max_attempts()) then 'pending'
      else 'failed'
    end)::public.support_notification_status,
    claim_hash = null,
    attempts = notification.attempts
      - case when error is not null and retry_after is not null then 1 else 0 end,
    batch_id = case when error is null or not alone then notification.batch_id end,
    sent_at = case when error is null then now() end,
    last_error = left(error, 500),
    due_at = now() + case
      when retry_after is not null then make_interval(secs => least(greatest(retry_after, 1), 3600))
      else interval '1 minute' * 2 ^ greatest(notification.attempts - 1, 0)
    end
  where notification.id = record_support_reply_email.notification_id
    and notification.claim_hash = support_private.claim_hash(claim)
    -- A mail that was sent counts as sent, also when it was given up or skipped in the meantime.
    and (notification.status = 'sending' or (error is null and notification.status <> 'sent'));
$$;

revoke execute on all functions in schema support_private from public;
revoke execute on function public.prepare_support_reply_email(uuid, text) from public;
revoke execute on function public.record_support_reply_email(uuid, text, text, boolean, integer, boolean)
from public;
grant execute on function public.prepare_support_reply_email(uuid, text)
to anon, authenticated, service_role;
grant execute on function public.record_support_reply_email(uuid, text, text, boolean, integer, boolean)
to anon, authenticated, service_role;

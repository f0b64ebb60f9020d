-- The outbox of "an unread reply becomes one e-mail". A row is written in the transaction of the
-- admin's message; a minute clock (next migration) claims what is due and calls the edge function
-- support-reply-notification, which sends the mail and reports back here.
create type public.support_notification_status as enum (
  'pending', 'sending', 'sent', 'skipped', 'failed'
);

create table public.support_reply_notifications (
  id uuid primary key default gen_random_uuid(),
  chat_id uuid not null references public.support_chats (id) on delete cascade,
  due_at timestamptz not null,
  status public.support_notification_status not null default 'pending',
  skip_reason text,
  attempts integer not null default 0,
  from_seq bigint,
  up_to_seq bigint,
  request_id bigint,
  claimed_at timestamptz,
  last_error text,
  sent_at timestamptz,
  created_at timestamptz not null default now()
);

comment on table public.support_reply_notifications is
  'Outbox of e-mails about unread replies: one pending row a chat, however many replies.';
comment on column public.support_reply_notifications.id is
  'Also the idempotency key at the mail service: a retry after a lost answer does not send twice.';
comment on column public.support_reply_notifications.due_at is
  'Earliest time of the next try; while sending, when the claim counts as lost.';
comment on column public.support_reply_notifications.skip_reason is
  'Why no mail was sent: read, archived, unsubscribed, message_deleted, account_deleted or no_address.';
comment on column public.support_reply_notifications.attempts is 'Times claimed; 5 at most.';
comment on column public.support_reply_notifications.from_seq is
  'The first unread reply, which this row was written for.';
comment on column public.support_reply_notifications.up_to_seq is
  'Last message that the mail speaks of. Fixed at the first claim, so that every try sends the same mail.';
comment on column public.support_reply_notifications.request_id is
  'Request of the last try; its answer is in net._http_response for some hours.';
comment on column public.support_reply_notifications.claimed_at is 'When the last try began.';

alter table public.support_reply_notifications enable row level security;

-- One waiting mail a chat. A row that was tried is none of these: a reply that comes then waits for a
-- mail of its own.
create unique index support_reply_notifications_waiting_idx
on public.support_reply_notifications (chat_id)
where status = 'pending' and attempts = 0;

create index support_reply_notifications_due_idx
on public.support_reply_notifications (due_at)
where status in ('pending', 'sending');

-- What failed of late, and what is old enough to go.
create index support_reply_notifications_settled_idx
on public.support_reply_notifications (due_at)
where status in ('sent', 'skipped', 'failed');

create index support_reply_notifications_chat_idx
on public.support_reply_notifications (chat_id);

/**
 * Why the user of a chat gets no mail about its replies from `from_seq` up to `up_to_seq` (null: the
 * last one), or null when they get one.
 */
create function support_private.support_reply_skip_reason(
  chat public.support_chats,
  from_seq bigint,
  up_to_seq bigint
)
returns text
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    select case
      when account.id is null or account.deleted_at is not null then 'account_deleted'
      when coalesce(chat.user_email, '') = '' then 'no_address'
      when chat.archived_at is not null and not settings.email_archived_replies then 'archived'
      when preference.reply_emails is false then 'unsubscribed'
      when replies.count = 0 then 'message_deleted'
      when chat.unread_reply_count = 0 or replies.unread = 0 then 'read'
    end
    from (
      select count(*) as count, count(*) filter (where message.read_at is null) as unread
      from public.support_messages as message
      where message.chat_id = chat.id
        and message.sender_type = 'admin'
        and message.seq >= coalesce(support_reply_skip_reason.from_seq, 0)
        and message.seq <= coalesce(support_reply_skip_reason.up_to_seq, chat.message_count)
    ) as replies
    cross join public.support_settings as settings
    left join auth.users as account on account.id = chat.user_id
    left join support_private.support_email_preferences as preference on preference.user_id = chat.user_id
  );
end;
$$;

/**
 * Claims what is due and asks the edge function to send it. Any number of dispatchers may run at once:
 * a row, or a chat that is being read or written at this moment, is left to the next run.
 *
 * A claim is a promise to report back (public.record_support_reply_email) within 2 minutes, at the
 * next tries 4, 8, 16 and 32; one that does not is tried again, five times at most. pg_net sends after
 * this transaction commits. The batch is what a mail service that takes two mails a second takes while
 * the function waits for it; what needs no request, because it was read meanwhile, is no part of it.
 *
 * Returns how many were claimed. Errors: 55000 when the Vault secrets support_functions_url and
 * support_secret_key are missing; nothing is claimed then.
 */
create function support_private.dispatch_support_reply_notifications(batch_size integer default 30)
returns integer
language plpgsql
security definer
set search_path = ''
as $$
declare
  c_max_attempts constant integer := 5;
  -- A run ends long before the next one begins.
  c_most_looked_at constant integer := 5000;
  v_url constant text := rtrim(support_private.support_secret('support_functions_url'), '/');
  v_key constant text := support_private.support_secret('support_secret_key');
  v_due record;
  v_chat public.support_chats;
  v_skip_reason text;
  v_claimed integer := 0;
begin
  for v_due in
    select notification.*
    from public.support_reply_notifications as notification
    where notification.status in ('pending', 'sending') and notification.due_at <= now()
    order by notification.due_at
    limit c_most_looked_at
    for update skip locked
  loop
    exit when v_claimed >= batch_size;
    select * into v_chat
    from public.support_chats as chat
    where chat.id = v_due.chat_id
    for share skip locked;
    continue when not found;
    -- Asked now that the chat is locked: nothing that was read before this claim is mailed.
    v_skip_reason := support_private.support_reply_skip_reason(v_chat, v_due.from_seq, v_due.up_to_seq);

    if v_skip_reason is null and v_due.attempts < c_max_attempts then
      perform support_private.request_support_reply_email(v_due.id, v_url, v_key);
      v_claimed := v_claimed + 1;
    else
      update public.support_reply_notifications as notification
      set
        status = (case when v_skip_reason is null then 'failed' else 'skipped' end)::public.support_notification_status,
        skip_reason = v_skip_reason,
        last_error = support_private.support_reply_last_error(notification)
      where notification.id = v_due.id;
    end if;
  end loop;
  return v_claimed;
end;
$$;

/**
 * Claims one notification and queues the request to the edge function. The first claim fixes what the
 * mail speaks of; each waits twice as long for its report as the one before.
 */
create function support_private.request_support_reply_email(notification_id uuid, url text, key text)
returns void
language plpgsql
set search_path = ''
as $$
begin
  update public.support_reply_notifications as notification
  set
    status = 'sending',
    attempts = notification.attempts + 1,
    claimed_at = now(),
    up_to_seq = coalesce(notification.up_to_seq, chat.message_count),
    last_error = support_private.support_reply_last_error(notification),
    due_at = now() + interval '2 minutes' * 2 ^ notification.attempts,
    request_id = net.http_post(
      url => request_support_reply_email.url || '/support-reply-notification',
      body => jsonb_build_object('notification_id', notification.id),
      headers => jsonb_build_object('content-type', 'application/json', 'apikey', key),
      timeout_milliseconds => 30000
    )
  from public.support_chats as chat
  where notification.id = request_support_reply_email.notification_id
    and chat.id = notification.chat_id;
end;
$$;

/**
 * What went wrong last: what the function reported or, when it has not reported back, what became of
 * the request to it. Whatever came back from the network, this is text and no error.
 */
create function support_private.support_reply_last_error(notification public.support_reply_notifications)
returns text
language plpgsql
stable
set search_path = ''
as $$
declare
  v_answer record;
begin
  if notification.status <> 'sending' then
    return notification.last_error;
  end if;
  select answer.status_code, answer.content, answer.error_msg into v_answer
  from net._http_response as answer
  where answer.id = notification.request_id
    and answer.created >= notification.claimed_at
    and not support_private.has_crashed_since(notification.claimed_at);
  return case
    when not found then 'The function did not report back.'
    when v_answer.status_code is null
      then format('The function was not reached: %s', support_private.legible(v_answer.error_msg))
    else format('The function answered %s: %s', v_answer.status_code, support_private.legible(v_answer.content))
  end;
end;
$$;

/**
 * Whether the server has crashed since a moment: then pg_net counts its requests anew, and one's number
 * is another's. Statistics are discarded in a crash, which sets their beginning to the recovery.
 */
create function support_private.has_crashed_since(moment timestamptz)
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  select coalesce(statistics.stats_reset > moment, false) from pg_catalog.pg_stat_wal as statistics;
$$;

/**
 * At most 200 characters of what came from the network. pg_net stores bytes as they came, also such as are
 * no text of this database: every function that is asked about them fails, and no dump of them is restored.
 */
create function support_private.legible(bytes text)
returns text
language plpgsql
immutable
set search_path = ''
as $$
begin
  -- Looks at each byte, which left() does not.
  perform pg_catalog.convert_to(bytes, 'UTF8');
  return left(bytes, 200);
exception
  when character_not_in_repertoire or untranslatable_character then
    return 'what is no text';
end;
$$;

/**
 * A secret from Vault. Errors: 55000 when it is not set.
 */
create function support_private.support_secret(name text)
returns text
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_secret text;
begin
  select secret.decrypted_secret into v_secret
  from vault.decrypted_secrets as secret
  where secret.name = support_secret.name;
  if coalesce(v_secret, '') = '' then
    raise object_not_in_prerequisite_state using
      message = format('The Vault secret %s is not set.', name),
      hint = 'See "E-mail" in the README.';
  end if;
  return v_secret;
end;
$$;

/**
 * For the edge function: what to write in the mail of a claimed notification, or why not to write one
 * after all. The last look at the read state before the mail leaves.
 *
 * Returns null when there is nothing to do (unknown, not claimed, sent already or just skipped), else
 * {to, from, app_name, app_url, reply_count, preview, unsubscribe_token}; preview is the whole last
 * reply.
 */
create function public.prepare_support_reply_email(notification_id uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_notification public.support_reply_notifications;
  v_chat public.support_chats;
  v_skip_reason text;
  v_token text;
begin
  -- Locks are taken in everybody's order, account (by the foreign key of the first insert), chat,
  -- notification: no deadlock with a deletion, an erasure or another reply.
  begin
    insert into support_private.support_email_preferences (user_id)
    select chat.user_id
    from public.support_reply_notifications as notification
    join public.support_chats as chat on chat.id = notification.chat_id
    where notification.id = prepare_support_reply_email.notification_id
      and notification.status = 'sending'
    on conflict (user_id) do nothing;
  exception
    when foreign_key_violation then
      -- The account is gone since this moment, and the notification with it.
      return null;
  end;
  select chat.* into v_chat
  from public.support_chats as chat
  join public.support_reply_notifications as notification on notification.chat_id = chat.id
  where notification.id = prepare_support_reply_email.notification_id
  for share of chat;
  select * into v_notification
  from public.support_reply_notifications as notification
  where notification.id = prepare_support_reply_email.notification_id
    and notification.status = 'sending'
  for update;
  if not found then
    return null;
  end if;

  v_skip_reason := support_private.support_reply_skip_reason(
    v_chat, v_notification.from_seq, v_notification.up_to_seq
  );
  if v_skip_reason is not null then
    update public.support_reply_notifications
    set status = 'skipped', skip_reason = v_skip_reason
    where id = v_notification.id;
    return null;
  end if;

  select unsubscribe_token into v_token
  from support_private.support_email_preferences
  where user_id = v_chat.user_id;

  return (
    select jsonb_build_object(
      'to', v_chat.user_email,
      'from', settings.email_from,
      'app_name', settings.app_name,
      'app_url', settings.app_url,
      'unsubscribe_token', v_token,
      'reply_count', replies.count,
      'preview', replies.last_content
    )
    from public.support_settings as settings
    cross join (
      select
        count(*) as count,
        (array_agg(message.content order by message.seq desc))[1] as last_content
      from public.support_messages as message
      where message.chat_id = v_chat.id
        and message.sender_type = 'admin'
        and message.read_at is null
        and message.seq <= v_notification.up_to_seq
    ) as replies
  );
end;
$$;

/**
 * For the edge function: how a try ended. Without an error the mail is sent. With one it is tried again
 * after 1, 2, 4 and 8 minutes, unless `retry` is false or this was the fifth try: then it has failed.
 */
create function public.record_support_reply_email(
  notification_id uuid,
  error text default null,
  retry boolean default true
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
      when retry and notification.attempts < 5 then 'pending'
      else 'failed'
    end)::public.support_notification_status,
    sent_at = case when error is null then now() end,
    last_error = left(error, 500),
    due_at = now() + interval '1 minute' * 2 ^ greatest(notification.attempts - 1, 0)
  where notification.id = record_support_reply_email.notification_id
    -- A late report of an earlier try: that a mail was sent is always true, that one was not may have
    -- been overtaken.
    and (notification.status = 'sending' or (error is null and notification.status <> 'sent'));
$$;

create policy "Admins can see the outbox"
on public.support_reply_notifications
for select
to authenticated
using ((select support_private.is_support_admin()));

create policy "Nobody else sees or changes the outbox, whatever else is allowed"
on public.support_reply_notifications
as restrictive
for all
to public
using ((select support_private.is_support_admin()))
with check (false);

create policy "Nobody deletes from the outbox, whatever else is allowed"
on public.support_reply_notifications
as restrictive
for delete
to public
using (false);

revoke all on table public.support_reply_notifications from anon, authenticated;
grant select on table public.support_reply_notifications to authenticated;
grant select, insert, update, delete on table public.support_reply_notifications to service_role;
revoke execute on all functions in schema support_private from public;
revoke execute on function public.prepare_support_reply_email(uuid) from public, anon, authenticated;
revoke execute on function public.record_support_reply_email(uuid, text, boolean) from public, anon, authenticated;
grant execute on function public.prepare_support_reply_email(uuid) to service_role;
grant execute on function public.record_support_reply_email(uuid, text, boolean) to service_role;

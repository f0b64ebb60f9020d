-- What an owner does about mails that failed and about one person's data.

/**
 * Logs that the caller exports or erases the data of somebody else.
 */
create function support_private.log_access_to_others(action text, user_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
begin
  if auth.uid() is distinct from user_id then
    perform support_private.log_support_action(action, jsonb_build_object('user_id', user_id));
  end if;
end;
$$;

-- What they do stays as it is, below functions of the same names that log who asked. They name themselves in their text,
-- so that they are moved and not renamed.
alter function public.export_support_data(uuid) set schema support_private;
alter function public.erase_support_data(uuid) set schema support_private;

/**
 * Everything that the support chat stores about a user, by default the caller:
 *   {exported_at, user: {id, email}, chat: {…} | null, messages: […], email_preferences: {…} | null,
 *    notifications: […], admin: {…} | null}
 * with what else there is, such as notes and a block. Left out: which account of an admin wrote a reply, and the token of
 * the unsubscribe link. That somebody else asked is logged in support_audit_log.
 *
 * Errors: see support_private.support_data_subject.
 */
create function public.export_support_data(user_id uuid default null)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_user_id constant uuid := support_private.support_data_subject(export_support_data.user_id);
begin
  perform support_private.log_access_to_others('data_exported', v_user_id);
  return support_private.export_support_data(v_user_id);
end;
$$;

/**
 * Erases what export_support_data returns of a user, by default the caller: the chat with its messages and
 * notifications, the e-mail preference, and the events of the last days that carry the messages. It cannot be
 * undone. The account stays, also as an admin, and so does the preference to get no e-mails, which would be sent
 * again without it. That somebody else asked is logged in support_audit_log, with the account's id and no address.
 *
 * Returns {messages, notifications}: how many were erased. Errors: see support_private.support_data_subject.
 */
create function public.erase_support_data(user_id uuid default null)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_user_id constant uuid := support_private.support_data_subject(erase_support_data.user_id);
begin
  perform support_private.log_access_to_others('data_erased', v_user_id);
  return support_private.erase_support_data(v_user_id);
end;
$$;

/**
 * Whether a later mail to the same user had the replies of this one, which were unread then, too.
 */
create function support_private.is_support_reply_sent_later(notification public.support_reply_notifications)
returns boolean
language plpgsql
stable
set search_path = ''
as $$
begin
  return exists (
    select from public.support_reply_notifications as later
    where later.chat_id = notification.chat_id
      and later.status = 'sent'
      and later.up_to_seq >= notification.up_to_seq
      and later.id <> notification.id
  );
end;
$$;

/**
 * Why a failed mail is not tried again, null when it can be: may_be_sent when an earlier try may have sent it and the
 * mail service, which keeps a key for a day, would not notice that it is the same; sent_later when a later mail had its
 * replies too.
 */
create function support_private.support_retry_refusal(notification public.support_reply_notifications)
returns text
language plpgsql
stable
set search_path = ''
as $$
begin
  return case
    when support_private.is_support_reply_sent_later(notification) then 'sent_later'
    when notification.may_be_sent and notification.first_claimed_at < now() - interval '20 hours' then 'may_be_sent'
  end;
end;
$$;

/**
 * The mails that have failed in the last 30 days, newest first, at most 100, without those whose replies a later mail
 * had too. `recipient` is the address, or the admin's name when `kind` is alert; `last_error` is as the edge function or
 * pg_net reported it, at most 500 characters. `refusal` is why the mail cannot be tried again: may_be_sent, or null.
 *
 * Errors: 42501 with the reason not_owner.
 */
create function public.support_failed_emails()
returns table (
  id uuid,
  kind text,
  chat_id uuid,
  recipient text,
  failed_at timestamptz,
  attempts integer,
  last_error text,
  refusal text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  perform support_private.require_support_owner();
  return query
  select
    failed.id,
    case when failed.admin_id is null then 'reply' else 'alert' end,
    failed.chat_id,
    coalesce(nullif(chat.user_email, ''), chat.guest_name, admin.display_name),
    coalesce(failed.claimed_at, failed.created_at),
    failed.attempts,
    failed.last_error,
    support_private.support_retry_refusal(failed)
  from public.support_reply_notifications as failed
  left join public.support_chats as chat on chat.id = failed.chat_id
  left join public.support_admins as admin on admin.id = failed.admin_id
  where failed.status = 'failed' and not support_private.is_support_reply_sent_later(failed)
  order by failed.claimed_at desc nulls last
  limit 100;
end;
$$;

/**
 * Has a failed mail tried again within a minute, with as many tries as a new one. One that was read meanwhile is
 * skipped then. Of a mail that is waiting or being sent already it changes nothing.
 *
 * A mail that no try can have sent gets a new key at the mail service. One that may have been sent keeps its key, by
 * which the service notices that it has it already; its batch, whose key it is, is tried again with it.
 *
 * Errors: 42501 with the reason not_owner; PT404 (HTTP 404) with no_email; P0001 with not_failed when it was sent or
 * skipped, or may_be_sent or sent_later, see support_private.support_retry_refusal.
 */
create function public.retry_support_email(notification_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_failed public.support_reply_notifications;
  v_refusal text;
begin
  perform support_private.require_support_owner();
  -- Its batch too, in one order, so that two owners do not deadlock.
  perform from public.support_reply_notifications as notification
  where notification.id = retry_support_email.notification_id
    or notification.batch_id = (
      select asked.batch_id
      from public.support_reply_notifications as asked
      where asked.id = retry_support_email.notification_id
    )
  order by notification.id
  for update;
  select * into v_failed
  from public.support_reply_notifications as notification
  where notification.id = retry_support_email.notification_id;
  if not found then
    raise sqlstate 'PT404' using
      message = 'There is no such e-mail.',
      detail = '{"reason": "no_email"}';
  elsif v_failed.status in ('pending', 'sending') then
    return;
  elsif v_failed.status <> 'failed' then
    raise exception using
      message = 'This e-mail has not failed.',
      detail = '{"reason": "not_failed"}';
  end if;
  v_refusal := support_private.support_retry_refusal(v_failed);
  if v_refusal = 'may_be_sent' then
    raise exception using
      message = 'This e-mail may have been sent, and could arrive twice.',
      detail = '{"reason": "may_be_sent"}';
  elsif v_refusal = 'sent_later' then
    raise exception using
      message = 'A later e-mail had these replies too.',
      detail = '{"reason": "sent_later"}';
  end if;

  update public.support_reply_notifications as notification
  set
    status = 'pending',
    attempts = 0,
    due_at = now(),
    -- A batch of one, whose id is a key that was never used.
    batch_id = case when notification.may_be_sent then notification.batch_id else gen_random_uuid() end,
    first_claimed_at = case when notification.may_be_sent then notification.first_claimed_at end
  where notification.id = v_failed.id
    or (
      v_failed.may_be_sent
      and notification.batch_id = v_failed.batch_id
      and notification.status = 'failed'
      and notification.may_be_sent
      and support_private.support_retry_refusal(notification) is null
    );
  perform support_private.log_support_action(
    'email_retried', jsonb_build_object('notification_id', v_failed.id)
  );
end;
$$;

/**
 * The person with an e-mail address, in whatever case, or guests with a short name such as 7F3K, of whom there may be
 * several: at most ten, newest first. Only the whole address or name is found. `chat_id` is null for who has no chat,
 * and `has_account` is false for an account that Auth keeps as deleted.
 *
 * Errors: 42501 with the reason not_owner.
 */
create function public.find_support_user(email text)
returns table (
  user_id uuid,
  chat_id uuid,
  user_email text,
  user_name text,
  guest_name text,
  message_count bigint,
  has_account boolean
)
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  c_name constant text := upper(btrim(find_support_user.email));
begin
  perform support_private.require_support_owner();
  return query
  select
    account.id, chat.id, account.email::text, chat.user_name, chat.guest_name,
    coalesce(chat.message_count, 0), account.deleted_at is null
  from (
    select support_private.account_of_email(find_support_user.email) as id
    union
    select guest.user_id
    from public.support_chats as guest
    where guest.guest_name = c_name and c_name ~ '^[0-9A-Z]{4}$'
  ) as found
  join auth.users as account on account.id = found.id
  left join public.support_chats as chat on chat.user_id = account.id
  order by account.created_at desc, account.id
  limit 10;
end;
$$;

create index support_chats_guest_name_idx
on public.support_chats (guest_name)
where guest_name is not null;

select support_private.grant_support_rights();

-- Guests have a limit of their own, stricter by default: a new account costs an abuser nothing but the limit of
-- anonymous sign-ins, which Auth counts per IP address.
alter table public.support_settings
  add column guest_message_burst integer not null default 20
    constraint support_settings_guest_message_burst_range check (guest_message_burst between 1 and 100000),
  add column guest_message_interval interval not null default '10 seconds'
    constraint support_settings_guest_message_interval_range
    check (guest_message_interval between interval '1 millisecond' and interval '1 day');

comment on column public.support_settings.guest_message_burst is
  'How many messages a guest may send in a burst: a user without an address who signed in anonymously.';
comment on column public.support_settings.guest_message_interval is
  'After a burst, a guest may send one message per interval.';

/**
 * The size of a user's bucket of messages and the time for one more: those of guests until the guest has a confirmed
 * address, which is what the chat's user_email is.
 */
create function support_private.user_message_limit(person uuid, out burst integer, out every interval)
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  c_is_guest constant boolean := exists (
    select from public.support_chats as chat
    where chat.user_id = person and chat.guest_name is not null and coalesce(chat.user_email, '') = ''
  );
begin
  select
    case when c_is_guest then settings.guest_message_burst else settings.user_message_burst end,
    case when c_is_guest then settings.guest_message_interval else settings.user_message_interval end
  into burst, every
  from public.support_settings as settings;
end;
$$;

/**
 * Before a statement that writes messages and whose request is large: refuses it when it is larger than any burst of
 * its writer, or when another one of the same person is running. The trigger runs before the rows are parsed, which
 * takes longer for some megabytes than writing a burst.
 *
 * PostgREST passes the request's headers, and with them its length. Without them only the rows are counted, as
 * support_private.admit_support_message does.
 *
 * Errors: PT413 (HTTP 413) with the reason request_too_large, PT429 (HTTP 429) with too_fast.
 */
create or replace function support_private.tg_support_messages__admit_request()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  -- 4,000 characters, each as two escapes of six bytes, and the rest of the row.
  c_most_bytes constant integer := 50000;
  v_burst integer;
begin
  if support_private.is_support_backend() then
    return null;
  end if;
  select
    case
      when support_private.is_support_admin() then greatest(user_limit.burst, settings.admin_message_burst)
      else user_limit.burst
    end
  into v_burst
  from public.support_settings as settings
  cross join support_private.user_message_limit(auth.uid()) as user_limit;
  if support_private.request_length() > v_burst::bigint * c_most_bytes then
    raise sqlstate 'PT413' using
      message = 'These are more messages than may be sent at once.',
      detail = '{"reason": "request_too_large"}',
      hint = format('Send at most %s at once.', v_burst);
  end if;
  if not pg_try_advisory_xact_lock(hashtextextended('support_chat writer ' || auth.uid(), 0)) then
    perform support_private.refuse_support_writer('message', 1);
  end if;
  return null;
end;
$$;

/**
 * How many messages a person may write now, and the seconds until one more. For an admin, those of the fuller of
 * the two buckets.
 */
create or replace function support_private.support_message_tokens(
  person uuid,
  out tokens double precision,
  out every double precision
)
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  select
    least(
      kind.burst,
      coalesce(
        bucket.tokens
          + greatest(0, extract(epoch from clock_timestamp() - bucket.refilled_at)) / kind.every,
        kind.burst
      )
    ),
    kind.every
  into tokens, every
  from public.support_settings as settings
  cross join support_private.user_message_limit(person) as user_limit
  cross join lateral (
    values
      (
        'user_message', user_limit.burst,
        extract(epoch from user_limit.every)::double precision
      ),
      (
        'admin_message', settings.admin_message_burst,
        extract(epoch from settings.admin_message_interval)::double precision
      )
  ) as kind (action, burst, every)
  left join support_private.support_rate_limits as bucket
    on bucket.user_id = person and bucket.action = kind.action
  where kind.action = 'user_message' or support_private.is_support_admin()
  order by 1 desc
  limit 1;
end;
$$;

/**
 * After an insert: updates the chats, sends the events to both sides and, for messages of users, to the admins,
 * writes the outbox for unread replies, and takes the writer's tokens.
 *
 * A message of the user un-archives the chat. A mail is due some time after the first unread reply, and later ones
 * join it; when all earlier ones were read, the time starts again. Tokens are taken last (rate_limits.sql), and only
 * for messages that were stored.
 *
 * Errors: PT429 (HTTP 429) with the reason too_fast when the writer has no tokens left.
 */
create or replace function support_private.tg_support_messages__follow_up()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_settings public.support_settings;
  v_new record;
  v_chat public.support_chats;
  -- Of the current chat.
  v_messages jsonb[] := '{}';
  v_message jsonb;
  v_user_wrote_at timestamptz;
  v_from_user integer := 0;
  v_first_unread record;
  v_unread integer := 0;
  -- Of all chats.
  v_user_tokens integer := 0;
  v_admin_tokens integer := 0;
  v_set text;
begin
  select * into v_settings from public.support_settings;

  for v_new in
    select
      message.*,
      support_private.support_message_json(row(message.*)::public.support_messages) as json,
      lead(message.chat_id) over in_order is distinct from message.chat_id as is_last
    from new_messages as message
    window in_order as (order by message.chat_id, message.seq)
  loop
    v_messages := v_messages || v_new.json;
    if v_new.sender_type = 'user' then
      v_user_wrote_at := v_new.created_at;
      v_from_user := v_from_user + 1;
    else
      v_admin_tokens := v_admin_tokens + 1;
      if v_new.read_at is null then
        if v_unread = 0 then
          v_first_unread := v_new;
        end if;
        v_unread := v_unread + 1;
      end if;
    end if;
    continue when not v_new.is_last;

    -- The event of a user's message carries the row, so that each admin gets one event and not two.
    perform set_config(
      'support_chat.announced', case when v_from_user > 0 then v_new.chat_id::text else '' end, true
    );
    update public.support_chats as chat
    set
      last_message_at = v_new.created_at,
      last_message_preview = left(v_new.content, 100),
      last_message_sender = v_new.sender_type,
      last_message_admin_id = v_new.admin_id,
      last_message_sender_name = v_new.sender_name,
      last_user_message_at = coalesce(v_user_wrote_at, chat.last_user_message_at),
      archived_at = case when v_user_wrote_at is null then chat.archived_at end,
      message_count = v_new.seq,
      user_message_count = chat.user_message_count + v_from_user,
      unread_reply_count = chat.unread_reply_count + v_unread
    where chat.id = v_new.chat_id
    returning * into v_chat;
    perform set_config('support_chat.announced', '', true);

    if v_settings.live_events_paused_until > now() is not true then
      foreach v_message in array v_messages loop
        perform
          realtime.send(
            jsonb_build_object('type', 'new_message', 'message', v_message),
            'new_message',
            'support_chat:' || v_chat.id,
            true
          ),
          case when v_message ->> 'sender_type' = 'user' then realtime.send(
            jsonb_build_object(
              'type', 'new_user_message',
              'chat_id', v_chat.id,
              'user_email', v_chat.user_email,
              'message', v_message,
              'chat', support_private.support_chat_json(v_chat)
            ),
            'new_user_message',
            'admin_support_notifications',
            true
          ) end;
      end loop;
    end if;

    if v_unread > 0 then
      insert into public.support_reply_notifications (chat_id, due_at, from_seq)
      values (
        v_chat.id, v_first_unread.created_at + v_settings.reply_email_delay, v_first_unread.seq
      )
      on conflict (chat_id) where status = 'pending' and attempts = 0
      do update set due_at = excluded.due_at, from_seq = excluded.from_seq
      where v_chat.unread_reply_count = v_unread;
    end if;

    v_user_tokens := v_user_tokens + v_from_user;
    v_messages := '{}';
    v_user_wrote_at := null;
    v_from_user := 0;
    v_unread := 0;
  end loop;

  if not support_private.is_support_backend() then
    if v_user_tokens > 0 then
      perform support_private.take_support_token(
        auth.uid(), 'user_message', user_limit.burst, user_limit.every, v_user_tokens
      )
      from support_private.user_message_limit(auth.uid()) as user_limit;
    end if;
    if v_admin_tokens > 0 then
      perform support_private.take_support_token(
        auth.uid(), 'admin_message',
        v_settings.admin_message_burst, v_settings.admin_message_interval, v_admin_tokens
      );
    end if;
  end if;
  -- The next statement of this transaction counts from one.
  v_set := set_config('support_chat.rows', '', true);
  return null;
end;
$$;

select support_private.grant_support_rights();

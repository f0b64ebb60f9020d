-- Rate limits: a token bucket per account and kind of writing, its size and refill in support_settings. Not per IP
-- address, because an office shares one.
--
-- A user's burst is far above what anybody types, because a browser that comes back online sends at once what was
-- written offline; the interval limits sustained abuse. Admins answer many chats, also by tools, and have a limit
-- of their own. The secret key has none.
-- No foreign key to the account: it would lock the account's row at each message, after the chat's row, while the
-- deletion of an account locks them in the other order. A trigger below deletes the buckets instead.
create table support_private.support_rate_limits (
  user_id uuid not null,
  action text not null
    constraint support_rate_limits_action_known check (action in ('user_message', 'admin_message', 'chat')),
  tokens double precision not null,
  refilled_at timestamptz not null,
  primary key (user_id, action)
)
-- Rewritten in place at each message.
with (fillfactor = 50);

comment on table support_private.support_rate_limits is 'Token buckets: how much of a burst each writer has left.';
comment on column support_private.support_rate_limits.tokens is 'Tokens left at refilled_at; never below zero.';

alter table support_private.support_rate_limits enable row level security;

/**
 * Takes `amount` tokens of `person` for `action`, in the transaction that they pay for: what is refused or rolled
 * back costs nothing. `burst` is the size of the bucket; one token comes back per `every`.
 *
 * The bucket is always the last lock that a transaction takes (account, chat, messages and notifications, bucket),
 * so that it cannot be part of a deadlock.
 *
 * Errors: PT429 (HTTP 429) when the bucket is empty; the detail is
 * {"reason": "too_fast", "retry_after": <whole seconds>}, and the hint has the seconds in words.
 */
create function support_private.take_support_token(
  person uuid,
  action text,
  burst integer,
  every interval,
  amount integer default 1
)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  c_every constant double precision := extract(epoch from every);
  v_tokens double precision;
begin
  insert into support_private.support_rate_limits as bucket (user_id, action, tokens, refilled_at)
  values (person, take_support_token.action, burst - amount, clock_timestamp())
  on conflict on constraint support_rate_limits_pkey do update
  set
    tokens = -amount + least(
      burst,
      bucket.tokens
        + greatest(0, extract(epoch from excluded.refilled_at - bucket.refilled_at)) / c_every
    ),
    refilled_at = greatest(bucket.refilled_at, excluded.refilled_at)
  returning bucket.tokens into v_tokens;

  if v_tokens < 0 then
    perform support_private.refuse_support_writer(action, -v_tokens * c_every);
  end if;
end;
$$;

/**
 * Refuses a writer for the next `seconds`. `action` decides the words: 'chat', or anything else for messages.
 *
 * Errors: always PT429 (HTTP 429) with the reason too_fast; see support_private.take_support_token.
 */
create function support_private.refuse_support_writer(action text, seconds double precision)
returns void
language plpgsql
stable
set search_path = ''
as $$
declare
  c_wait constant integer := greatest(1, ceil(seconds));
begin
  raise sqlstate 'PT429' using
    message = case action
      when 'chat' then 'You are starting chats too fast.'
      else 'You are sending messages too fast.'
    end,
    detail = format('{"reason": "too_fast", "retry_after": %s}', c_wait),
    hint = format('Try again in %s s.', c_wait);
end;
$$;

/**
 * Called for each message before anything else is done for it: returns its position among those of its statement,
 * and refuses it when its writer has no tokens left. The tokens are taken after the statement, for the messages
 * that it has stored (message_side_effects.sql); this check keeps it from working through thousands of messages
 * that are then rolled back. A message whose id is stored already is let through when it comes first: the insert
 * fails or skips it, and it costs no token.
 *
 * While a statement of one person with more than c_few messages runs, none of their others does: each may be a
 * burst's work, and they would all wait for the same chat, each with its own connection.
 *
 * Errors: PT429 (HTTP 429) with the reason too_fast.
 */
create function support_private.admit_support_message(writer uuid, message_id uuid)
returns integer
language plpgsql
security definer
set search_path = ''
as $$
declare
  -- With more messages than these, a statement runs alone.
  c_few constant integer := 5;
  c_place constant integer :=
    coalesce(nullif(current_setting('support_chat.rows', true), ''), '0')::integer + 1;
  c_lock constant bigint := hashtextextended('support_chat writer ' || writer, 0);
  v_bucket record;
  -- What set_config returns: an assignment costs a tenth of a `perform`, which is a query.
  v_set text;
begin
  v_set := set_config('support_chat.rows', c_place::text, true);
  if c_place = 1 and not pg_try_advisory_xact_lock_shared(c_lock)
    or c_place = c_few + 1 and not pg_try_advisory_xact_lock(c_lock)
  then
    perform support_private.refuse_support_writer('message', 1);
  end if;

  if c_place = 1 and not exists (
    select from support_private.support_rate_limits as bucket
    where bucket.user_id = writer and bucket.tokens < 1 and bucket.action <> 'chat'
  ) then
    return c_place;
  end if;
  if c_place > 2 and c_place <= current_setting('support_chat.allowed')::double precision then
    return c_place;
  end if;

  select bucket.tokens, bucket.every into v_bucket
  from support_private.support_message_tokens(writer) as bucket;
  v_set := set_config('support_chat.allowed', v_bucket.tokens::text, true);
  if c_place > v_bucket.tokens and (
    c_place > 1
    or not exists (select from public.support_messages as message where message.id = message_id)
  ) then
    perform support_private.refuse_support_writer('message', (c_place - v_bucket.tokens) * v_bucket.every);
  end if;
  return c_place;
end;
$$;

/**
 * Before a statement that writes messages and whose request is large: refuses it when it is larger than any burst,
 * or when another one of the same person is running. The trigger runs before the rows are parsed, which takes
 * longer for some megabytes than writing a burst.
 *
 * PostgREST passes the request's headers, and with them its length. Without them only the rows are counted, as
 * above.
 *
 * Errors: PT413 (HTTP 413) with the reason request_too_large, PT429 (HTTP 429) with too_fast.
 */
create function support_private.tg_support_messages__admit_request()
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
      when support_private.is_support_admin()
        then greatest(settings.user_message_burst, settings.admin_message_burst)
      else settings.user_message_burst
    end
  into v_burst
  from public.support_settings as settings;
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
 * Length of the request's body in bytes by its header content-length; 0 without one.
 */
create function support_private.request_length()
returns bigint
language plpgsql
stable
set search_path = ''
as $$
begin
  return coalesce(
    substring(current_setting('request.headers', true) from '"content-length": ?"(\d{1,15})"')::bigint, 0
  );
end;
$$;

-- From 100,000 bytes on: two of the longest messages are no large request, however they are escaped.
create trigger support_messages__admit_request
before insert on public.support_messages
for each statement
when (current_setting('request.headers', true) ~ '"content-length": ?"\d{6}')
execute function support_private.tg_support_messages__admit_request();

/**
 * How many messages a person may write now, and the seconds until one more. For an admin, those of the fuller of
 * the two buckets.
 */
create function support_private.support_message_tokens(
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
  cross join lateral (
    values
      (
        'user_message', settings.user_message_burst,
        extract(epoch from settings.user_message_interval)::double precision
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
 * After the insert of a chat: takes a token of its user.
 *
 * Errors: PT429 (HTTP 429) with the reason too_fast.
 */
create function support_private.tg_support_chats__limit()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if not support_private.is_support_backend() then
    perform support_private.take_support_token(
      new.user_id, 'chat', settings.chat_burst, settings.chat_interval
    )
    from public.support_settings as settings;
  end if;
  return null;
end;
$$;

create trigger support_chats__limit
after insert on public.support_chats
for each row
execute function support_private.tg_support_chats__limit();

/**
 * After the deletion of an account: deletes its buckets.
 */
create function support_private.tg_users__support_rate_limits()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  delete from support_private.support_rate_limits where user_id = old.id;
  return null;
end;
$$;

/**
 * Creates or replaces the trigger on auth.users that calls the function above. A dump of the schema leaves it out:
 * see support_private.repair_support_chat.
 */
create function support_private.attach_support_rate_limits()
returns void
language plpgsql
set search_path = ''
as $$
begin
  create or replace trigger support_rate_limits
  after delete on auth.users
  for each row
  execute function support_private.tg_users__support_rate_limits();
end;
$$;

select support_private.attach_support_rate_limits();

/**
 * Deletes buckets that have not been used for a day. With the default settings they are full by then, and a missing
 * bucket counts as a full one.
 */
create function support_private.forget_full_buckets()
returns void
language sql
set search_path = ''
as $$
  delete from support_private.support_rate_limits where refilled_at < now() - interval '1 day';
$$;

create policy "Nobody reads buckets but the functions"
on support_private.support_rate_limits
as restrictive
for all
to public
using (false)
with check (false);

revoke all on table support_private.support_rate_limits from anon, authenticated, service_role;
revoke execute on all functions in schema support_private from public;

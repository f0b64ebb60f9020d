-- How much one person may write: a bucket of tokens for each kind of writing, per account and not per
-- address, so that an office behind one address is not one person. A full bucket is the burst; one
-- token comes back per interval.
--
-- A user's burst is far above what anybody types, because a browser that comes back online sends all
-- that was written meanwhile at once; what an abuser can do for long is the interval. Admins answer
-- many chats, and tools write for them: a limit of their own. Writing with the secret key has none.
-- No foreign key to the account: it would lock the account's row at each message, after the chat's row,
-- while the deletion of an account takes them the other way round. A trigger below does its work.
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

comment on table support_private.support_rate_limits is 'What each writer has left of their burst.';
comment on column support_private.support_rate_limits.tokens is 'Left at refilled_at; never below zero.';

alter table support_private.support_rate_limits enable row level security;

/**
 * Takes tokens of `person` for `action`, one for each thing done, in the transaction of what they pay
 * for: what is refused or rolled back for any reason costs nothing.
 *
 * The bucket is always the last lock that a transaction takes (account, chat, messages and
 * notifications, bucket), so that it cannot be part of a deadlock.
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
 * Refuses somebody who writes too fast, for `seconds` to come.
 *
 * Errors: PT429 (HTTP 429), always; see support_private.take_support_token.
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
 * Before a message is inserted, and before anything is done for it: counts it among those of its
 * statement, whose number it returns, and refuses what its writer has no tokens for. The tokens are taken
 * after the statement, by the messages that it has stored (message_side_effects.sql); this look keeps the
 * statement from working through thousands of messages first, whose work would be undone. A repeated id
 * costs nothing, and is told apart by the insert itself.
 *
 * Of one person's statements with many messages one runs at a time, and none beside it: each of them may
 * be a burst's work, and all would wait for the same chat, with as many connections.
 *
 * Errors: PT429 (HTTP 429).
 */
create function support_private.admit_support_message(writer uuid, message_id uuid)
returns integer
language plpgsql
security definer
set search_path = ''
as $$
declare
  -- More messages of one statement are many.
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
 * Before a statement that writes messages and whose request is large: refuses what no burst is as large as,
 * and all but one such request of a person. Its rows are not even parsed then, which for some megabytes
 * takes longer than to write a burst.
 *
 * PostgREST tells how large a request is. Of one that it does not tell of, the rows are counted, as above.
 *
 * Errors: PT413 (HTTP 413), PT429 (HTTP 429).
 */
create function support_private.tg_support_messages__admit_request()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  -- 4,000 characters, each written as two escapes of six bytes, and what stands around them.
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
 * How many bytes the body of the request has, as its header says; 0 when nothing does.
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

-- Two of the longest messages are no large request, however they are written.
create trigger support_messages__admit_request
before insert on public.support_messages
for each statement
when (current_setting('request.headers', true) ~ '"content-length": ?"\d{6}')
execute function support_private.tg_support_messages__admit_request();

/**
 * How many messages a person may write now, and after how many seconds one more; of the fuller bucket,
 * for an admin.
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
 * After an insert: takes the token of the user whose chat it is.
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
 * After an account was deleted: forgets its buckets.
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
 * Puts the trigger above on auth.users, where a dump of the schema leaves it out; see
 * support_private.repair_support_chat.
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
 * Deletes buckets that nobody took from for a day: they are full, or nearly, and nothing is lost with them.
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

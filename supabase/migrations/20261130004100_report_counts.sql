-- What reports count, added up when messages are written: a report reads these few rows and no messages. They name no
-- user and no chat, so that they stay when chats are erased or deleted.
create table support_private.support_report_counts (
  id uuid primary key default gen_random_uuid(),
  slot timestamptz not null,
  admin_id uuid,
  admin_name text,
  new_chats integer not null default 0,
  answered_chats integer not null default 0,
  replies integer not null default 0,
  reply_seconds integer[] not null default '{}',
  is_summed boolean not null default false
)
-- Rewritten in place at each reply of the quarter of an hour.
with (fillfactor = 70);

comment on table support_private.support_report_counts is
  'What happened in a quarter of an hour, by admin; several rows of one admin and slot add up.';
comment on column support_private.support_report_counts.slot is
  'Start of the quarter of an hour, in UTC: a day of any time zone is a number of whole ones.';
comment on column support_private.support_report_counts.admin_id is
  'Public id of the admin who wrote; null for new chats and for replies that name no admin. No foreign key: the numbers outlive their admin.';
comment on column support_private.support_report_counts.admin_name is
  'Display name that the admin wrote under.';
comment on column support_private.support_report_counts.new_chats is
  'Conversations that users began: messages that were the first of their user, or the first after the chat was archived.';
comment on column support_private.support_report_counts.answered_chats is
  'Conversations, counted in new_chats then or earlier, that got their first reply.';
comment on column support_private.support_report_counts.replies is 'Messages of the admin.';
comment on column support_private.support_report_counts.reply_seconds is
  'One number for each reply that ended a wait: seconds within office hours since the first message that waited.';
comment on column support_private.support_report_counts.is_summed is
  'Whether its numbers are in support_report_hours and support_report_days too. The row does not change any more.';

alter table support_private.support_report_counts enable row level security;

create policy "Nobody reads the counts but the functions"
on support_private.support_report_counts
as restrictive
for all
to public
using (false)
with check (false);

create index support_report_counts_slot_idx
on support_private.support_report_counts (slot);

create index support_report_counts_unsummed_idx
on support_private.support_report_counts (slot)
where not is_summed;

revoke all on table support_private.support_report_counts from anon, authenticated, service_role;

-- A report of a year would read a row for each admin and quarter of an hour, and each wait in them. These two hold the
-- same numbers in sums, so that what it reads grows with its days and not with the replies: of each hour for all admins
-- together, with their waits as a histogram, and of each day for each admin.
create table support_private.support_report_hours (
  hour timestamptz primary key,
  new_chats integer not null,
  answered_chats integer not null,
  replies integer not null,
  first_replies integer not null,
  waits numeric not null
);

comment on table support_private.support_report_hours is
  'Sums of support_report_counts by hour, as far as they are marked is_summed.';
comment on column support_private.support_report_hours.hour is 'Start of the hour, in UTC.';
comment on column support_private.support_report_hours.new_chats is 'Sum of new_chats.';
comment on column support_private.support_report_hours.answered_chats is 'Sum of answered_chats.';
comment on column support_private.support_report_hours.replies is 'Sum of replies.';
comment on column support_private.support_report_hours.first_replies is 'How many numbers reply_seconds had.';
comment on column support_private.support_report_hours.waits is
  'A histogram of reply_seconds: see support_private.support_wait_histogram.';

create table support_private.support_report_days (
  id uuid primary key default gen_random_uuid(),
  day timestamptz not null,
  admin_id uuid,
  admin_name text,
  replies integer not null,
  constraint support_report_days_key unique nulls not distinct (day, admin_id)
);

comment on table support_private.support_report_days is
  'Sums of the replies in support_report_counts by day and admin, as far as they are marked is_summed.';
comment on column support_private.support_report_days.day is 'Start of the day, in UTC.';
comment on column support_private.support_report_days.admin_id is 'As in support_report_counts.';
comment on column support_private.support_report_days.admin_name is 'The last one of the day.';
comment on column support_private.support_report_days.replies is 'Sum of replies.';

alter table support_private.support_report_hours enable row level security;
alter table support_private.support_report_days enable row level security;

create policy "Nobody reads the sums of hours but the functions"
on support_private.support_report_hours
as restrictive
for all
to public
using (false)
with check (false);

create policy "Nobody reads the sums of days but the functions"
on support_private.support_report_days
as restrictive
for all
to public
using (false)
with check (false);

revoke all on table
  support_private.support_report_hours, support_private.support_report_days
from anon, authenticated, service_role;

alter table public.support_chats
  add column unanswered boolean not null default false;

comment on column public.support_chats.unanswered is
  'Whether the user''s conversation, which began with their first message or the first after the chat was archived, has no reply yet.';

/**
 * Adds to the counts of one admin in one slot. It changes a row that nobody else is changing, or else makes one: writers
 * of different chats never wait for each other.
 */
create function support_private.add_support_report_count(added support_private.support_report_counts)
returns void
language plpgsql
set search_path = ''
as $$
begin
  update support_private.support_report_counts as counts
  set
    admin_name = coalesce(added.admin_name, counts.admin_name),
    new_chats = counts.new_chats + added.new_chats,
    answered_chats = counts.answered_chats + added.answered_chats,
    replies = counts.replies + added.replies,
    reply_seconds = counts.reply_seconds || added.reply_seconds
  where counts.id = (
    select free.id
    from support_private.support_report_counts as free
    where free.slot = added.slot
      and free.admin_id is not distinct from added.admin_id
      and not free.is_summed
      -- An import may write thousands at one time: a row that is rewritten each time stays small.
      and cardinality(free.reply_seconds) < 500
    limit 1
    for update skip locked
  );
  if not found then
    added.id := gen_random_uuid();
    insert into support_private.support_report_counts values (added.*);
  end if;
end;
$$;

/**
 * A histogram of waits as one number, so that sum() adds histograms: from the right, each eight digits are how many waits
 * fall into a class or into a later one. `count` waits of `seconds` are all in one class: these are as wide as a second
 * up to 63 seconds, and then 1/32 of the power of two below, 1.6 to 3.1 % of the wait. Up to 99,999,999 waits fit.
 */
create function support_private.support_wait_histogram(seconds integer, count bigint default 1)
returns numeric
language plpgsql
immutable
set search_path = ''
as $$
declare
  v_value integer := greatest(seconds, 0);
  v_class integer := 0;
begin
  while v_value >= 64 loop
    v_value := v_value >> 1;
    v_class := v_class + 32;
  end loop;
  return repeat(lpad(count::text, 8, '0'), v_class + v_value + 1)::numeric;
end;
$$;

/**
 * The quantiles of a histogram of waits at `shares`, 0 to 1, each in seconds: the middle of the class of the nearest
 * rank, which is at most 1.6 % off a wait of 64 seconds or more and exact below; null for an empty one.
 */
create function support_private.support_wait_quantiles(waits numeric, shares double precision[])
returns double precision[]
language plpgsql
immutable
set search_path = ''
as $$
declare
  -- As bytes: to cut a text, its characters are counted.
  c_digits constant bytea := convert_to(waits::text, 'UTF8');
  c_length constant integer := length(c_digits);
  c_all constant bigint := waits % 100000000;
  v_quantiles double precision[] := '{}';
  v_share double precision;
  -- How many waits are at least as long, and the class, from 0, between `v_low`, where so many are, and `v_high`, where
  -- fewer are.
  v_longer bigint;
  v_low integer;
  v_high integer;
  v_class integer;
  v_end integer;
  v_power integer;
begin
  if c_all = 0 then
    return null;
  end if;
  foreach v_share in array shares loop
    v_longer := c_all - round((c_all - 1) * v_share)::bigint;
    v_low := 0;
    v_high := (c_length + 7) / 8;
    while v_high - v_low > 1 loop
      v_class := (v_low + v_high) / 2;
      v_end := c_length - 8 * v_class;
      if convert_from(substr(c_digits, greatest(v_end - 7, 1), least(v_end, 8)), 'UTF8')::bigint >= v_longer then
        v_low := v_class;
      else
        v_high := v_class;
      end if;
    end loop;
    v_power := greatest(v_low / 32 - 1, 0);
    v_quantiles := v_quantiles
      || (((v_low - 32 * v_power)::bigint << v_power) + ((1::bigint << v_power) - 1) / 2.0)::double precision;
  end loop;
  return v_quantiles;
end;
$$;

/**
 * Adds counts of past hours, which hardly change any more, to the sums by hour and day: up to `batch_size` rows, the
 * oldest first. What is being written is left to the next run. Returns how many rows it added.
 */
create function support_private.sum_support_report_counts(batch_size integer default 50000)
returns integer
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_added integer;
begin
  with added as (
    update support_private.support_report_counts as counts
    set is_summed = true
    where counts.id = any (
      array(
        select due.id
        from support_private.support_report_counts as due
        where not due.is_summed and due.slot < date_bin('1 hour', now(), 'epoch')
        order by due.slot
        limit batch_size
        for update skip locked
      )
    )
    returning counts.*
  ),
  wait as (
    select
      date_bin('1 hour', same.slot, 'epoch') as hour,
      sum(same.number) as first_replies,
      sum(support_private.support_wait_histogram(same.seconds, same.number)) as waits
    from (
      select added.slot, ended.seconds, count(*) as number
      from added
      cross join lateral unnest(added.reply_seconds) as ended (seconds)
      group by added.slot, ended.seconds
    ) as same
    group by 1
  ),
  by_hour as (
    insert into support_private.support_report_hours as sums
      (hour, new_chats, answered_chats, replies, first_replies, waits)
    select
      counted.hour, counted.new_chats, counted.answered_chats, counted.replies,
      coalesce(wait.first_replies, 0), coalesce(wait.waits, 0)
    from (
      select
        date_bin('1 hour', added.slot, 'epoch') as hour, sum(added.new_chats) as new_chats,
        sum(added.answered_chats) as answered_chats, sum(added.replies) as replies
      from added
      group by 1
    ) as counted
    left join wait on wait.hour = counted.hour
    -- In one order, so that two runs wait for each other and do not deadlock.
    order by counted.hour
    on conflict (hour) do update
    set
      new_chats = sums.new_chats + excluded.new_chats,
      answered_chats = sums.answered_chats + excluded.answered_chats,
      replies = sums.replies + excluded.replies,
      first_replies = sums.first_replies + excluded.first_replies,
      waits = sums.waits + excluded.waits
  ),
  by_day as (
    insert into support_private.support_report_days as sums (day, admin_id, admin_name, replies)
    select
      date_bin('1 day', added.slot, 'epoch'), added.admin_id,
      (array_agg(added.admin_name order by added.slot desc))[1], sum(added.replies)
    from added
    where added.replies > 0
    group by 1, 2
    order by 1, 2
    on conflict on constraint support_report_days_key do update
    set
      admin_name = coalesce(excluded.admin_name, sums.admin_name),
      replies = sums.replies + excluded.replies
  )
  select count(*) into v_added from added;
  return v_added;
end;
$$;

/**
 * The beginning of a message as lists show it, at most 100 characters. `message` is what support_message_json returns.
 */
create function support_private.support_message_preview(message jsonb)
returns text
language plpgsql
immutable
set search_path = ''
as $$
begin
  return left(message ->> 'content', 100);
end;
$$;

/**
 * After an insert: updates the chats, sends the events to both sides and, for messages of users, to the admins,
 * writes the outbox for unread replies, and takes the writer's tokens.
 *
 * A message of the user un-archives the chat and, unless they wait already, begins their waiting; a reply ends it. A
 * mail is due some time after the first unread reply, and later ones join it; when all earlier ones were read, the time
 * starts again. Tokens are taken last (rate_limits.sql), and only for messages that were stored. Messages are added to the
 * counts of reports.
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
  -- Only what users and admins send is counted by support_private.admit_support_message.
  c_backend constant boolean := coalesce(current_setting('support_chat.rows', true), '') = '';
  v_new public.support_messages;
  v_rows public.support_messages[];
  v_place integer := 0;
  v_is_first boolean := true;
  v_is_last boolean;
  v_chat public.support_chats;
  -- The current chat before, and the settings.
  v_before record;
  -- Of the current chat.
  v_messages jsonb[];
  v_message jsonb;
  v_user_wrote_at timestamptz;
  v_from_user integer;
  v_first_unread public.support_messages;
  v_unread integer;
  -- Since when the user waits, whether their next message begins a conversation, and whether there is one without a
  -- reply.
  v_waiting_since timestamptz;
  v_begins boolean;
  v_unanswered boolean;
  v_first_replier uuid;
  v_assignee uuid;
  -- Of all chats. What was counted last and is not stored yet: replies of one admin in one slot, or new chats.
  v_count support_private.support_report_counts;
  v_slot timestamptz;
  v_wait interval;
  v_is_guest boolean;
  v_user_tokens integer := 0;
  v_admin_tokens integer := 0;
  -- What set_config and functions without a result return: an assignment costs a tenth of a `perform`, which is a query.
  v_set text;
begin
  v_rows := (
    select coalesce(array_agg(row(message.*)::public.support_messages order by message.chat_id, message.seq), '{}')
    from new_messages as message
  );
  foreach v_new in array v_rows loop
    v_place := v_place + 1;
    v_is_last := v_rows[v_place + 1].chat_id is distinct from v_new.chat_id;
    v_message := support_private.support_message_json(v_new);
    if v_is_first then
      v_messages := '{}';
      v_user_wrote_at := null;
      v_from_user := 0;
      v_unread := 0;
      v_first_replier := null;
      v_assignee := null;
      select
        chat.waiting_since, chat.unanswered, chat.user_message_count = 0 or chat.archived_at is not null as begins,
        chat.assigned_admin_id,
        settings.assign_on_reply, settings.office_hours, settings.live_events_paused_until,
        settings.inbox_event_interval, settings.reply_email_delay,
        settings.user_message_burst, settings.user_message_interval,
        settings.guest_message_burst, settings.guest_message_interval,
        settings.admin_message_burst, settings.admin_message_interval
      into v_before
      from public.support_chats as chat
      cross join public.support_settings as settings
      where chat.id = v_new.chat_id;
      v_waiting_since := v_before.waiting_since;
      v_unanswered := v_before.unanswered;
      v_begins := v_before.begins;
    end if;
    v_is_first := v_is_last;
    v_messages := v_messages || v_message;
    -- An import writes many messages of one slot: they are stored at once.
    if v_new.sender_type = 'admin' or v_begins then
      v_slot := date_bin('15 minutes', v_new.created_at, 'epoch');
      if (v_count.slot, v_count.admin_id) is distinct from (v_slot, v_new.admin_id)
        or cardinality(v_count.reply_seconds) >= 500
      then
        if v_count.slot is not null then
          v_set := support_private.add_support_report_count(v_count);
        end if;
        v_count := row(null, v_slot, v_new.admin_id, v_new.sender_name, 0, 0, 0, '{}', false);
      end if;
    end if;
    if v_new.sender_type = 'user' then
      v_user_wrote_at := v_new.created_at;
      v_from_user := v_from_user + 1;
      v_waiting_since := coalesce(v_waiting_since, v_new.created_at);
      if v_begins then
        v_count.new_chats := v_count.new_chats + 1;
        v_begins := false;
        v_unanswered := true;
      end if;
    else
      v_count.replies := v_count.replies + 1;
      v_count.answered_chats := v_count.answered_chats + v_unanswered::integer;
      if v_waiting_since is not null then
        -- By the hours that are set now, so that other hours later do not change the past.
        v_wait := case
          when v_before.office_hours is null then v_new.created_at - v_waiting_since
          else support_private.support_office_time(v_waiting_since, v_new.created_at)
        end;
        v_count.reply_seconds := v_count.reply_seconds || least(extract(epoch from v_wait), 2147483647)::integer;
      end if;
      v_waiting_since := null;
      v_unanswered := false;
      v_first_replier := coalesce(v_first_replier, v_new.admin_id);
      v_admin_tokens := v_admin_tokens + 1;
      if v_new.read_at is null then
        if v_unread = 0 then
          v_first_unread := v_new;
        end if;
        v_unread := v_unread + 1;
      end if;
    end if;
    continue when not v_is_last;

    -- By a statement of its own, without which the update would be planned at each message of a user. An import assigns
    -- nothing.
    if v_first_replier is not null and v_before.assigned_admin_id is null and v_before.assign_on_reply and not c_backend then
      -- Not waited for: the removal of an admin waits for this chat, if it is theirs.
      select admin.id into v_assignee
      from public.support_admins as admin
      where admin.id = v_first_replier
      for key share skip locked;
    end if;

    v_set := set_config('support_chat.announced', v_new.chat_id::text, true);
    update public.support_chats as chat
    set
      last_message_at = v_new.created_at,
      last_message_preview = support_private.support_message_preview(v_message),
      last_message_sender = v_new.sender_type,
      last_message_admin_id = v_new.admin_id,
      last_message_sender_name = v_new.sender_name,
      last_user_message_at = coalesce(v_user_wrote_at, chat.last_user_message_at),
      archived_at = case when v_user_wrote_at is null then chat.archived_at end,
      message_count = v_new.seq,
      user_message_count = chat.user_message_count + v_from_user,
      unread_reply_count = chat.unread_reply_count + v_unread,
      waiting_since = v_waiting_since,
      unanswered = v_unanswered,
      assigned_admin_id = coalesce(chat.assigned_admin_id, v_assignee)
    where chat.id = v_new.chat_id
    returning * into v_chat;
    v_set := set_config('support_chat.announced', '', true);

    if v_before.live_events_paused_until > now() is not true then
      -- The event of a user's message carries the row, so that each admin gets one event and not two.
      if v_from_user = 0 then
        v_set := support_private.send_support_inbox_event(
          jsonb_build_object('type', 'chat_updated', 'chat', support_private.support_chat_json(v_chat)),
          'chat_updated',
          v_before.inbox_event_interval
        );
      end if;
      foreach v_message in array v_messages loop
        v_set := realtime.send(
          jsonb_build_object('type', 'new_message', 'message', v_message),
          'new_message',
          'support_chat:' || v_chat.id,
          true
        );
        continue when v_message ->> 'sender_type' <> 'user';
        v_set := support_private.send_support_inbox_event(
          jsonb_build_object(
            'type', 'new_user_message',
            'chat_id', v_chat.id,
            'user_email', v_chat.user_email,
            'message', v_message,
            'chat', support_private.support_chat_json(v_chat)
          ),
          'new_user_message',
          v_before.inbox_event_interval
        );
      end loop;
    end if;

    if v_unread > 0 then
      insert into public.support_reply_notifications (chat_id, due_at, from_seq)
      values (
        v_chat.id, v_first_unread.created_at + v_before.reply_email_delay, v_first_unread.seq
      )
      on conflict (chat_id) where status = 'pending' and claimed_at is null
      do update set due_at = excluded.due_at, from_seq = excluded.from_seq
      where v_chat.unread_reply_count = v_unread;
    end if;

    if v_from_user > 0 then
      v_user_tokens := v_user_tokens + v_from_user;
      v_is_guest := v_chat.guest_name is not null and coalesce(v_chat.user_email, '') = '';
    end if;
  end loop;
  if v_count.slot is not null then
    v_set := support_private.add_support_report_count(v_count);
  end if;

  if not c_backend then
    -- An API user writes as a user in their own chat only; their limit is that of support_private.user_message_limit.
    if v_user_tokens > 0 then
      v_set := support_private.take_support_token(
        auth.uid(), 'user_message',
        case when v_is_guest then v_before.guest_message_burst else v_before.user_message_burst end,
        case when v_is_guest then v_before.guest_message_interval else v_before.user_message_interval end,
        v_user_tokens
      );
    end if;
    if v_admin_tokens > 0 then
      v_set := support_private.take_support_token(
        auth.uid(), 'admin_message',
        v_before.admin_message_burst, v_before.admin_message_interval, v_admin_tokens
      );
    end if;
  end if;
  -- The next statement of this transaction counts from one.
  v_set := set_config('support_chat.rows', '', true);
  return null;
end;
$$;

alter table public.support_settings
  add column reports_since timestamptz not null default now();

comment on column public.support_settings.reports_since is
  'From when on reports count everything: 1970, or later when there was more than the migration has counted.';

-- Counts what was written before: in the chats with the newest messages, some 500,000 messages, which takes some seconds.
-- Nobody writes meanwhile, because the new column has locked the chats. Archiving leaves no trace once a user has
-- written again, so of these messages only a chat's first is a new conversation. No office hours were set yet.
do $$
declare
  c_most constant bigint := 500000;
  v_since timestamptz;
begin
  create temporary table past_chats on commit drop as
  select newest.id
  from (
    select
      chat.id,
      sum(chat.message_count) over (
        order by chat.last_message_at desc, chat.id rows between unbounded preceding and 1 preceding
      ) as newer
    from public.support_chats as chat
    where chat.message_count > 0
  ) as newest
  where newest.newer is null or newest.newer < c_most;

  -- The other chats have no message since; without any, all is counted.
  select coalesce(
    (
      select max(chat.last_message_at) + interval '1 microsecond'
      from public.support_chats as chat
      where chat.message_count > 0 and not exists (select from past_chats where past_chats.id = chat.id)
    ),
    'epoch'
  ) into v_since;
  update public.support_settings set reports_since = v_since;

  insert into support_private.support_report_counts (
    slot, admin_id, admin_name, new_chats, answered_chats, replies, reply_seconds
  )
  with turn as (
    select
      message.*,
      lag(message.sender_type) over in_chat is distinct from message.sender_type as is_change,
      row_number() over (partition by message.chat_id, message.sender_type order by message.seq) as place
    from past_chats
    join public.support_messages as message on message.chat_id = past_chats.id
    window in_chat as (partition by message.chat_id order by message.seq)
  ),
  change as (
    select
      turn.*,
      lag(turn.created_at) over (partition by turn.chat_id order by turn.seq) as began_at
    from turn
    where turn.is_change
  ),
  -- A change to the admin's side that has a change before it ends a wait.
  wait as (
    select
      change.*,
      row_number() over (partition by change.chat_id order by change.seq) as place_in_chat
    from change
    where change.sender_type = 'admin' and change.began_at is not null
  ),
  happened as (
    select turn.created_at, null::uuid as admin_id, null::text as name, 1 as begun, 0 as answered, 0 as replied, null::integer as seconds
    from turn
    where turn.sender_type = 'user' and turn.place = 1
    union all
    select turn.created_at, turn.admin_id, turn.sender_name, 0, 0, 1, null
    from turn
    where turn.sender_type = 'admin'
    union all
    select
      wait.created_at, wait.admin_id, wait.sender_name, 0, (wait.place_in_chat = 1)::integer, 0,
      least(extract(epoch from wait.created_at - wait.began_at), 2147483647)::integer
    from wait
  )
  select
    date_bin('15 minutes', happened.created_at, 'epoch'), happened.admin_id, max(happened.name),
    sum(happened.begun), sum(happened.answered), sum(happened.replied),
    coalesce(array_agg(happened.seconds) filter (where happened.seconds is not null), '{}')
  from happened
  where happened.created_at >= v_since
  group by 1, 2;

  update public.support_chats as chat
  set unanswered = true
  where chat.waiting_since is not null and chat.user_message_count = chat.message_count;
end;
$$;

/**
 * The product's jobs: name, schedule in the syntax of pg_cron (UTC), and command.
 */
create or replace function support_private.support_jobs()
returns table (name text, schedule text, command text)
language sql
immutable
set search_path = ''
as $$
  values
    (
      'support-reply-notifications', '* * * * *',
      'select support_private.dispatch_support_reply_notifications()'
    ),
    ('support-clean-up', '17 3 * * *', 'select support_private.clean_up_support()'),
    ('support-rate-limits', '27 * * * *', 'select support_private.forget_full_buckets()'),
    ('support-report-sums', '3 * * * *', 'select support_private.sum_support_report_counts()'),
    ('support-retention', '47 * * * *', 'select support_private.delete_expired_support_chats()');
$$;

select support_private.schedule_support_jobs();

select support_private.grant_support_rights();

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
  reply_seconds integer[] not null default '{}'
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

revoke all on table support_private.support_report_counts from anon, authenticated, service_role;

alter table public.support_chats
  add column unanswered boolean not null default false;

comment on column public.support_chats.unanswered is
  'Whether the user''s conversation, which began with their first message or the first after the chat was archived, has no reply yet.';

/**
 * The time within office hours between two moments in seconds, as reports count it: by the hours that are set now, so
 * that other hours later do not change the past.
 */
create function support_private.support_reply_seconds(from_time timestamptz, to_time timestamptz)
returns integer
language plpgsql
stable
set search_path = ''
as $$
declare
  v_length interval := to_time - from_time;
begin
  -- The function is planned at each call.
  if exists (select from public.support_settings as settings where settings.office_hours is not null) then
    v_length := support_private.support_office_time(from_time, to_time);
  end if;
  return least(extract(epoch from v_length), 2147483647);
end;
$$;

/**
 * What a user's message at `at` adds to the counts when it begins a conversation.
 */
create function support_private.count_new_support_chat(at timestamptz)
returns support_private.support_report_counts
language plpgsql
stable
set search_path = ''
as $$
begin
  return row(null, date_bin('15 minutes', at, 'epoch'), null, null, 1, 0, 0, '{}')
    ::support_private.support_report_counts;
end;
$$;

/**
 * What a reply at `at` adds to the counts. `waiting_since`: the first message that waited for it, or null; `unanswered`:
 * whether it is the first reply of the conversation.
 */
create function support_private.count_support_reply(
  at timestamptz,
  admin_id uuid,
  admin_name text,
  waiting_since timestamptz,
  unanswered boolean
)
returns support_private.support_report_counts
language plpgsql
stable
set search_path = ''
as $$
begin
  return row(
    null, date_bin('15 minutes', at, 'epoch'), admin_id, admin_name, 0, unanswered::integer, 1,
    case
      when waiting_since is null then '{}'
      else array[support_private.support_reply_seconds(waiting_since, at)]
    end
  )::support_private.support_report_counts;
end;
$$;

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
 * Adds to the counts, once for each admin and slot: an import writes many messages of the same.
 */
create function support_private.add_support_report_counts(added support_private.support_report_counts[])
returns void
language plpgsql
set search_path = ''
as $$
begin
  if cardinality(added) = 1 then
    perform support_private.add_support_report_count(added[1]);
    return;
  end if;
  perform support_private.add_support_report_count(
    row(
      null, each.slot, each.admin_id, max(each.admin_name), sum(each.new_chats), sum(each.answered_chats),
      -- A message has ended one wait at most.
      sum(each.replies), array_remove(array_agg(each.reply_seconds[1]), null)
    )::support_private.support_report_counts
  )
  from unnest(added) as each
  group by each.slot, each.admin_id;
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
  v_settings public.support_settings;
  v_assigns boolean;
  v_new record;
  v_chat public.support_chats;
  -- Of the current chat.
  v_messages jsonb[] := '{}';
  v_message jsonb;
  v_user_wrote_at timestamptz;
  v_from_user integer := 0;
  v_first_unread record;
  v_unread integer := 0;
  -- Since when the user waits, whether their next message begins a conversation, and whether there is one without a
  -- reply.
  v_waiting_since timestamptz;
  v_begins boolean;
  v_unanswered boolean;
  v_first_replier uuid;
  v_is_first boolean := true;
  -- Of all chats.
  v_counts support_private.support_report_counts[] := '{}';
  v_user_tokens integer := 0;
  v_admin_tokens integer := 0;
  v_set text;
begin
  select * into v_settings from public.support_settings;
  -- An import assigns nothing.
  v_assigns := v_settings.assign_on_reply and not support_private.is_support_backend();

  for v_new in
    select
      message.*,
      support_private.support_message_json(row(message.*)::public.support_messages) as json,
      lead(message.chat_id) over in_order is distinct from message.chat_id as is_last
    from new_messages as message
    window in_order as (order by message.chat_id, message.seq)
  loop
    if v_is_first then
      select chat.waiting_since, chat.unanswered, chat.user_message_count = 0 or chat.archived_at is not null
      into v_waiting_since, v_unanswered, v_begins
      from public.support_chats as chat
      where chat.id = v_new.chat_id;
    end if;
    v_is_first := v_new.is_last;
    v_messages := v_messages || v_new.json;
    if v_new.sender_type = 'user' then
      v_user_wrote_at := v_new.created_at;
      v_from_user := v_from_user + 1;
      v_waiting_since := coalesce(v_waiting_since, v_new.created_at);
      if v_begins then
        v_counts := v_counts || support_private.count_new_support_chat(v_new.created_at);
        v_begins := false;
        v_unanswered := true;
      end if;
    else
      v_counts := v_counts || support_private.count_support_reply(
        v_new.created_at, v_new.admin_id, v_new.sender_name, v_waiting_since, v_unanswered
      );
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
    continue when not v_new.is_last;

    -- The event of a user's message carries the row, so that each admin gets one event and not two.
    perform set_config(
      'support_chat.announced', case when v_from_user > 0 then v_new.chat_id::text else '' end, true
    );
    update public.support_chats as chat
    set
      last_message_at = v_new.created_at,
      last_message_preview = support_private.support_message_preview(v_new.json),
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
      assigned_admin_id = case
        when v_assigns and chat.assigned_admin_id is null and v_first_replier is not null
        -- Not waited for: the removal of an admin waits for this chat, if it is theirs.
        then (
          select admin.id
          from public.support_admins as admin
          where admin.id = v_first_replier
          for key share skip locked
        )
        else chat.assigned_admin_id
      end
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
          case when v_message ->> 'sender_type' = 'user' then support_private.send_support_inbox_event(
            jsonb_build_object(
              'type', 'new_user_message',
              'chat_id', v_chat.id,
              'user_email', v_chat.user_email,
              'message', v_message,
              'chat', support_private.support_chat_json(v_chat)
            ),
            'new_user_message',
            v_settings.inbox_event_interval
          ) end;
      end loop;
    end if;

    if v_unread > 0 then
      insert into public.support_reply_notifications (chat_id, due_at, from_seq)
      values (
        v_chat.id, v_first_unread.created_at + v_settings.reply_email_delay, v_first_unread.seq
      )
      on conflict (chat_id) where status = 'pending' and claimed_at is null
      do update set due_at = excluded.due_at, from_seq = excluded.from_seq
      where v_chat.unread_reply_count = v_unread;
    end if;

    v_user_tokens := v_user_tokens + v_from_user;
    v_messages := '{}';
    v_user_wrote_at := null;
    v_from_user := 0;
    v_unread := 0;
    v_first_replier := null;
  end loop;
  perform support_private.add_support_report_counts(v_counts) where v_counts <> '{}';

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

select support_private.grant_support_rights();

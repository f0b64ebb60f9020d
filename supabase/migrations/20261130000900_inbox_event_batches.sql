-- Events of the inbox in batches, for projects with many admins.
--
-- Each event of a chat goes to every admin who has the inbox open, and the more users write, the more events and the
-- more admins there are: what Realtime delivers grows with the square. With an interval, what happens within it is sent
-- as one event: {type: 'inbox_events', events: [...]}, where each entry is what would have been sent by itself.
--
--   update public.support_settings set inbox_event_interval = '1 second';
--
-- No job sends a batch: the first change after the interval does, and otherwise the dispatcher of each
-- minute. So a change that follows another one closely waits for the next change, which a project that needs batches
-- has at once. A batch of one is sent as what it is.
alter table public.support_settings
  add column inbox_event_interval interval not null default '0 seconds'
    constraint support_settings_inbox_event_interval_range
    check (inbox_event_interval between interval '0 seconds' and interval '10 seconds');

comment on column public.support_settings.inbox_event_interval is
  'The events of the inbox within this time are sent as one, 0 to 10 seconds; 0 sends each by itself.';

create table support_private.support_event_queue (
  id uuid primary key default gen_random_uuid(),
  queued_at timestamptz not null default clock_timestamp(),
  event text not null,
  payload jsonb not null
);

comment on table support_private.support_event_queue is
  'Events of the inbox that wait to be sent as one.';
comment on column support_private.support_event_queue.queued_at is
  'Their order: of one chat, each is later than the one before.';
comment on column support_private.support_event_queue.event is
  'The name under which it would be sent by itself.';
comment on column support_private.support_event_queue.payload is
  'What clients receive.';

create table support_private.support_event_progress (
  id boolean primary key default true
    constraint support_event_progress_one_row check (id),
  sent_at timestamptz not null default '-infinity'
);

comment on table support_private.support_event_progress is
  'One row, once there was a batch: when events of the queue were last sent. Whoever has locked it sends them.';
comment on column support_private.support_event_progress.id is
  'Allows no second row.';
comment on column support_private.support_event_progress.sent_at is
  'Start of the current interval.';

alter table support_private.support_event_queue enable row level security;
alter table support_private.support_event_progress enable row level security;

create policy "Nobody reads the queue but the functions"
on support_private.support_event_queue
as restrictive
for all
to public
using (false)
with check (false);

create policy "Nobody reads the progress but the functions"
on support_private.support_event_progress
as restrictive
for all
to public
using (false)
with check (false);

revoke all on table support_private.support_event_queue, support_private.support_event_progress
from anon, authenticated, service_role;

/**
 * Sends the queue to the admins if `batch_interval` has passed since it was last sent, and nobody is about to: as one
 * event, of at most some 200 kB, because the Free plan takes 256 KB. Waits for nobody.
 */
create function support_private.send_support_event_queue(batch_interval interval)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  c_most_bytes constant integer := 200000;
  v_events jsonb;
  v_event text;
begin
  perform from support_private.support_event_progress as progress
  where progress.sent_at <= clock_timestamp() - batch_interval
  for update skip locked;
  if not found then
    if exists (select from support_private.support_event_progress) then
      return;
    end if;
    -- The first batch of all, whose writer alone may be waited for.
    insert into support_private.support_event_progress default values
    on conflict do nothing;
  end if;
  with due as (
    select queue.id, queue.queued_at, queue.event, queue.payload
    from support_private.support_event_queue as queue
    order by queue.queued_at, queue.id
    limit 500
    for update skip locked
  ),
  summed as (
    select due.*, sum(octet_length(due.payload::text)) over (order by due.queued_at, due.id) as bytes from due
  ),
  taken as (
    delete from support_private.support_event_queue as queue
    using summed
    where queue.id = summed.id and summed.bytes - octet_length(summed.payload::text) < c_most_bytes
    returning summed.id, summed.queued_at, summed.event, summed.payload
  )
  select jsonb_agg(taken.payload order by taken.queued_at, taken.id), min(taken.event) into v_events, v_event
  from taken;
  if v_events is null then
    return;
  end if;
  -- What did not fit is sent at the next change.
  update support_private.support_event_progress set sent_at = clock_timestamp()
  where not exists (select from support_private.support_event_queue);
  if jsonb_array_length(v_events) = 1 then
    perform realtime.send(v_events -> 0, v_event, 'admin_support_notifications', true);
  else
    perform realtime.send(
      jsonb_build_object('type', 'inbox_events', 'events', v_events),
      'inbox_events',
      'admin_support_notifications',
      true
    );
  end if;
end;
$$;

/**
 * Sends an event to all admins: at once, or with what else happens within `batch_interval`. `payload` is what clients
 * receive, `event` its name. Not while live events are paused; the caller knows.
 */
create function support_private.send_support_inbox_event(payload jsonb, event text, batch_interval interval)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  if batch_interval = '0 seconds' then
    perform realtime.send(payload, event, 'admin_support_notifications', true);
    return;
  end if;
  insert into support_private.support_event_queue (event, payload)
  values (send_support_inbox_event.event, send_support_inbox_event.payload);
  perform support_private.send_support_event_queue(batch_interval);
end;
$$;

/**
 * Sends an event to everybody who has joined the topic, unless live events are paused
 * (support_settings.live_events_paused_until); those of the inbox maybe in batches. `payload` is what clients receive,
 * `event` its name.
 */
create or replace function support_private.send_support_event(payload jsonb, event text, topic text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform
    case
      when topic = 'admin_support_notifications'
      then support_private.send_support_inbox_event(payload, event, settings.inbox_event_interval)
      else realtime.send(payload, event, topic, true)
    end
  from public.support_settings as settings
  where settings.live_events_paused_until > now() is not true;
end;
$$;

/**
 * Sends what has waited longer than the interval: of a change that no other has followed, and of the time before batches
 * were switched off. Called each minute.
 */
create function support_private.flush_support_event_queue()
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform support_private.send_support_event_queue(settings.inbox_event_interval)
  from public.support_settings as settings
  where settings.live_events_paused_until > now() is not true
    and exists (select from support_private.support_event_queue);
end;
$$;

/**
 * Erases a chat's events in Realtime's table, and in the queue; `begun_at` is when the chat was created. Batches that the
 * chat has a part in are erased whole. Realtime drops events after some three days itself, so a project that may not
 * write to that table gets a warning and no error.
 *
 * An event has the time at which its transaction began: it is no older than the chat, unless its transaction took
 * longer than an hour. With the conditions of Realtime's index by time, the erasure of a young chat reads only the
 * events since then.
 */
create or replace function support_private.erase_support_events(chat_id uuid, begun_at timestamptz)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  delete from support_private.support_event_queue as queue
  where support_private.support_event_chat(queue.payload) = erase_support_events.chat_id::text;
  delete from realtime.messages as event
  where event.inserted_at >= timezone('utc', least(begun_at, now()) - interval '1 hour')
    and event.extension = 'broadcast'
    and event.private is true
    and (
      event.topic in ('support_chat:' || chat_id, 'support_chat_activity:' || chat_id)
      or (
        event.topic = 'admin_support_notifications'
        and (
          support_private.support_event_chat(event.payload) = chat_id::text
          or exists (
            select
            from jsonb_array_elements(event.payload -> 'events') as part (payload)
            where support_private.support_event_chat(part.payload) = chat_id::text
          )
        )
      )
    );
exception
  when insufficient_privilege then
    raise warning 'The events of the chat stay until Realtime drops them: %', sqlerrm;
end;
$$;

/**
 * The id of the chat that an event of the inbox is about; null for a batch.
 */
create function support_private.support_event_chat(payload jsonb)
returns text
language sql
immutable
set search_path = ''
as $$
  select coalesce(payload ->> 'chat_id', payload -> 'chat' ->> 'id', payload -> 'note' ->> 'chat_id');
$$;

select support_private.grant_support_rights();

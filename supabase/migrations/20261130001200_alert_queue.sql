-- Alerts use the outbox of the replies: a row is about the replies in a chat, or it is an admin's, about all chats that
-- wait for them. What it is about is read when it is sent, so that one mail is enough however many chats there are.
alter table public.support_reply_notifications
  alter column chat_id drop not null,
  add column admin_id uuid
    constraint support_reply_notifications_admin_id_fkey references public.support_admins (id) on delete cascade,
  add constraint support_reply_notifications_one_recipient check (num_nonnulls(chat_id, admin_id) = 1);

comment on table public.support_reply_notifications is
  'Outbox of e-mails: to users about unread replies, one pending row a chat, and alerts to admins about users who wait, one pending row an admin.';
comment on column public.support_reply_notifications.chat_id is
  'The chat whose unread replies its user gets an e-mail about; null in an alert.';
comment on column public.support_reply_notifications.admin_id is
  'Public id of the admin who gets an alert; null in a mail about replies.';
comment on column public.support_reply_notifications.skip_reason is
  'Why no mail was sent: read, archived, unsubscribed, message_deleted, account_deleted, no_address, unconfirmed_address, or alerts_off when admin_alert_delay is null. An alert is read when no chat of it waits unseen any more.';

-- At most one alert of an admin waits. One that was tried does not count.
create unique index support_reply_notifications_alert_waiting_idx
on public.support_reply_notifications (admin_id)
where status = 'pending' and claimed_at is null and admin_id is not null;

create index support_reply_notifications_admin_idx
on public.support_reply_notifications (admin_id)
where admin_id is not null;

create table support_private.support_alert_progress (
  id boolean primary key default true
    constraint support_alert_progress_one_row check (id),
  considered_until timestamptz not null
);

comment on table support_private.support_alert_progress is
  'How far messages were looked at for alerts: one row, made by the first look.';
comment on column support_private.support_alert_progress.considered_until is
  'Messages of users up to this time have had their alerts.';

alter table support_private.support_alert_progress enable row level security;

create policy "Nobody reads the progress but the functions"
on support_private.support_alert_progress
as restrictive
for all
to public
using (false)
with check (false);

/**
 * Why an admin gets no alerts, as in support_reply_notifications.skip_reason; null when they get them.
 */
create function support_private.support_alert_refusal(admin public.support_admins)
returns text
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    select case
      when account.id is null or account.deleted_at is not null then 'account_deleted'
      when coalesce(account.email, '') = '' then 'no_address'
      when account.email_confirmed_at is null and account.confirmation_sent_at is not null then 'unconfirmed_address'
      when not admin.email_alerts then 'unsubscribed'
    end
    from (values (admin.user_id)) as person (id)
    left join auth.users as account on account.id = person.id
  );
end;
$$;

/**
 * Time of the first message in a chat that waits for a reply and that no admin has seen; null when there is none.
 *
 * Seen is what admin_viewed_at covers. Who has looked knows of the user's wait: it is a message after that which needs
 * somebody again. A chat that was marked as unread was seen by whoever marked it.
 */
create function support_private.unseen_support_message_at(chat public.support_chats)
returns timestamptz
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    select message.created_at
    from public.support_messages as message
    where message.chat_id = chat.id
      and message.sender_type = 'user'
      and message.created_at >= chat.waiting_since
      and message.created_at > coalesce(chat.admin_viewed_at, '-infinity')
    order by message.created_at
    limit 1
  );
end;
$$;

/**
 * The active chats, newest message first, that an admin is alerted of: with a message from `due_before` or earlier that
 * waits unseen, of a user who is not blocked, and assigned to this admin, or to nobody who gets alerts. At most 1,000,
 * and none in which nothing was written for a week before that.
 */
create function support_private.support_alert_chats(admin_id uuid, due_before timestamptz)
returns setof public.support_chats
language plpgsql
stable
set search_path = ''
as $$
declare
  c_alerted constant uuid[] := array(
    select admin.id
    from public.support_admins as admin
    where support_private.support_alert_refusal(admin) is null
  );
begin
  return query
  select chat.*
  from public.support_chats as chat
  -- The first conditions and the order are those of support_chats_active_idx.
  where chat.archived_at is null
    and chat.message_count > 0
    and chat.last_message_at > due_before - interval '7 days'
    and chat.waiting_since <= due_before
    and chat.blocked_at is null
    and (
      chat.assigned_admin_id = support_alert_chats.admin_id
      or coalesce(chat.assigned_admin_id <> all (c_alerted), true)
    )
    and support_private.unseen_support_message_at(chat) <= due_before
  order by chat.last_message_at desc, chat.id desc
  limit 1000;
end;
$$;

/**
 * Writes the alerts about messages that have waited unseen for longer than support_settings.admin_alert_delay since the
 * last call: one row for each admin to whom one of the chats is assigned, and for all who get alerts when one is
 * assigned to nobody of them. A row that waits already covers them too. Returns how many it has written.
 *
 * The first call writes none, and none goes further back than a day: neither an upgrade nor alerts that are switched on
 * again send mails about the past. Of several calls at once one does the work.
 */
create function support_private.queue_support_alerts()
returns integer
language plpgsql
set search_path = ''
-- A plan that does not know how short the span is reads all who wait.
set plan_cache_mode = force_custom_plan
as $$
declare
  c_due_before constant timestamptz := now() - (
    select settings.admin_alert_delay from public.support_settings as settings
  );
  v_after timestamptz;
  v_assigned uuid[];
  v_alerted uuid[];
  v_queued integer;
begin
  if c_due_before is null then
    return 0;
  end if;
  insert into support_private.support_alert_progress (considered_until) values (c_due_before)
  on conflict (id) do nothing;
  select greatest(progress.considered_until, c_due_before - interval '1 day') into v_after
  from support_private.support_alert_progress as progress
  where progress.considered_until < c_due_before
  for update skip locked;
  if not found then
    return 0;
  end if;
  update support_private.support_alert_progress set considered_until = c_due_before;

  -- To whom the chats are assigned; null is nobody.
  v_assigned := array(
    select distinct chat.assigned_admin_id
    from public.support_chats as chat
    where chat.archived_at is null
      and chat.message_count > 0
      and chat.last_message_at > v_after
      and chat.waiting_since <= c_due_before
      and chat.blocked_at is null
      and exists (
        select from public.support_messages as message
        where message.chat_id = chat.id
          and message.sender_type = 'user'
          and message.created_at >= chat.waiting_since
          and message.created_at > greatest(v_after, chat.admin_viewed_at)
          and message.created_at <= c_due_before
      )
  );
  if cardinality(v_assigned) = 0 then
    return 0;
  end if;

  -- Locked, so that nobody's account is deleted before their row is written.
  v_alerted := array(
    select admin.id
    from public.support_admins as admin
    where support_private.support_alert_refusal(admin) is null
    order by admin.id
    for key share
  );
  insert into support_private.support_alert_tokens (admin_id)
  select unnest(v_alerted)
  on conflict (admin_id) do nothing;
  insert into public.support_reply_notifications (admin_id, due_at)
  select recipient.id, now()
  from unnest(v_alerted) as recipient (id)
  where recipient.id = any (v_assigned)
    or exists (
      select from unnest(v_assigned) as assigned (id)
      where coalesce(assigned.id <> all (v_alerted), true)
    )
  on conflict (admin_id) where status = 'pending' and claimed_at is null and admin_id is not null do nothing;
  get diagnostics v_queued = row_count;
  return v_queued;
end;
$$;

/**
 * The chats of an alert: those of its admin at its first claim, or now before that. So every try is about the same
 * chats, but for those that were seen or answered meanwhile. None while alerts are off.
 */
create function support_private.chats_of_support_alert(notification public.support_reply_notifications)
returns setof public.support_chats
language sql
stable
set search_path = ''
as $$
  select chat.*
  from public.support_settings as settings
  cross join support_private.support_alert_chats(
    notification.admin_id, coalesce(notification.first_claimed_at, now()) - settings.admin_alert_delay
  ) as chat
  where settings.admin_alert_delay is not null;
$$;

/**
 * Why an alert is not sent, as in support_reply_notifications.skip_reason; null when it is. One that would name only
 * chats of the alert before it, with nothing new in them, is not.
 */
create function support_private.support_alert_skip_reason(notification public.support_reply_notifications)
returns text
language plpgsql
stable
set search_path = ''
as $$
declare
  c_delay constant interval := (select settings.admin_alert_delay from public.support_settings as settings);
  v_refusal text;
  v_sent_before timestamptz;
begin
  select support_private.support_alert_refusal(admin) into v_refusal
  from public.support_admins as admin
  where admin.id = notification.admin_id;
  if v_refusal is not null then
    return v_refusal;
  elsif c_delay is null then
    return 'alerts_off';
  end if;
  select max(sent.first_claimed_at) into v_sent_before
  from public.support_reply_notifications as sent
  where sent.admin_id = notification.admin_id and sent.status = 'sent' and sent.id <> notification.id;
  return case
    when not exists (
      select from support_private.chats_of_support_alert(notification) as chat
      where chat.last_message_at > coalesce(v_sent_before - c_delay, '-infinity')
    ) then 'read'
  end;
end;
$$;

/**
 * When an alert may be sent at the earliest, with a quarter of an hour between an admin's alerts, and none while
 * another is being tried; null when that is any time.
 */
create function support_private.support_alert_not_before(notification public.support_reply_notifications)
returns timestamptz
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    select max(
      case other.status
        when 'sent' then other.sent_at
        when 'failed' then other.claimed_at
        else greatest(other.due_at, now())
      end
    ) + interval '15 minutes'
    from public.support_reply_notifications as other
    where other.admin_id = notification.admin_id
      and other.id <> notification.id
      and other.claimed_at is not null
      and other.status <> 'skipped'
  );
end;
$$;

revoke all on table support_private.support_alert_progress from anon, authenticated, service_role;
select support_private.grant_support_rights();

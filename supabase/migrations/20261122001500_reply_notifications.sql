-- The outbox: an unread reply becomes one e-mail. A row is written in the transaction of the admin's message
-- (message_side_effects.sql). Each minute a job (schedules.sql) claims what is due and calls the edge function
-- support-reply-notification (reply_dispatch.sql), which gets what to send and reports the result (reply_email.sql).
create type public.support_notification_status as enum (
  'pending', 'sending', 'sent', 'skipped', 'failed'
);

comment on type public.support_notification_status is
  'pending: waits for its time; sending: claimed; sent, skipped and failed are final.';

create table public.support_reply_notifications (
  id uuid primary key default gen_random_uuid(),
  chat_id uuid not null references public.support_chats (id) on delete cascade,
  due_at timestamptz not null,
  status public.support_notification_status not null default 'pending',
  skip_reason text,
  attempts integer not null default 0,
  from_seq bigint,
  up_to_seq bigint,
  batch_id uuid,
  request_id bigint,
  claim_hash bytea,
  claimed_at timestamptz,
  first_claimed_at timestamptz,
  prepared_at timestamptz,
  last_error text,
  sent_at timestamptz,
  created_at timestamptz not null default now()
);

comment on table public.support_reply_notifications is
  'Outbox of e-mails about unread replies: one pending row a chat, however many replies.';
comment on column public.support_reply_notifications.id is
  'Also the idempotency key at the mail service, unless the mail is sent in a batch: a retry after a lost answer does not send twice.';
comment on column public.support_reply_notifications.due_at is
  'Earliest time of the next try; while sending, when the claim counts as lost.';
comment on column public.support_reply_notifications.skip_reason is
  'Why no mail was sent: read, archived, unsubscribed, message_deleted, account_deleted or no_address.';
comment on column public.support_reply_notifications.attempts is
  'Tries so far, at most support_private.support_reply_max_attempts(). One that the mail service was too busy for does not count.';
comment on column public.support_reply_notifications.from_seq is
  'The first unread reply, which this row was written for.';
comment on column public.support_reply_notifications.up_to_seq is
  'Last message that the mail is about. Set by the first claim, so that every try sends the same mail.';
comment on column public.support_reply_notifications.batch_id is
  'Shared by the mails that are sent in one call of the mail service, whose idempotency key it is. Null: the mail is sent alone.';
comment on column public.support_reply_notifications.request_id is
  'Request of the last try; its answer is in net._http_response for some hours.';
comment on column public.support_reply_notifications.claim_hash is
  'SHA-256 of the last claim''s token, which authorises whoever sends the mail. Null once the result was reported.';
comment on column public.support_reply_notifications.claimed_at is 'When the last try began.';
comment on column public.support_reply_notifications.first_claimed_at is
  'When the first try began. The mail service keeps an idempotency key for a day.';
comment on column public.support_reply_notifications.prepared_at is
  'When the holder of the last claim got what to send, which happens once. Null before.';

alter table public.support_reply_notifications enable row level security;

-- At most one waiting mail a chat. A row that was tried does not count: a later reply waits for its own mail.
create unique index support_reply_notifications_waiting_idx
on public.support_reply_notifications (chat_id)
where status = 'pending' and attempts = 0;

create index support_reply_notifications_due_idx
on public.support_reply_notifications (due_at)
where status in ('pending', 'sending');

-- For support_health, which counts recent failures, and for deleting old rows.
create index support_reply_notifications_settled_idx
on public.support_reply_notifications (due_at)
where status in ('sent', 'skipped', 'failed');

create index support_reply_notifications_chat_idx
on public.support_reply_notifications (chat_id);

-- For support_health, which shows how the last try went.
create index support_reply_notifications_claimed_idx
on public.support_reply_notifications (claimed_at)
where claimed_at is not null;

create index support_reply_notifications_batch_idx
on public.support_reply_notifications (batch_id)
where status in ('pending', 'sending') and batch_id is not null;

/**
 * After how many tries an e-mail has failed for good.
 */
create function support_private.support_reply_max_attempts()
returns integer
language plpgsql
immutable
set search_path = ''
as $$
begin
  return 5;
end;
$$;

/**
 * Why the user of a chat gets no mail about its replies from `from_seq` up to `up_to_seq` (null: the last one), as in
 * support_reply_notifications.skip_reason; null when they get one.
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

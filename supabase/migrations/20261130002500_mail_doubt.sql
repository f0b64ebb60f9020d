-- Whether a try may have sent a mail although its result says otherwise or is not known: such a mail is not sent again
-- under another key, because it could arrive twice (retry_support_email of owner_actions.sql).
alter table public.support_reply_notifications add column may_be_sent boolean not null default false;

comment on column public.support_reply_notifications.may_be_sent is
  'Whether a try may have sent the mail although its result says otherwise, or never came.';

comment on column public.support_reply_notifications.first_claimed_at is
  'When the first try began, or the first after an owner had it tried again under a new key. The mail service keeps an idempotency key for a day.';

-- Nothing is known of the tries before the last. One that was refused for good at the first try was not sent.
update public.support_reply_notifications
set may_be_sent = true
where claimed_at is not null
  and status in ('pending', 'sending', 'failed')
  and (attempts > 1 or claim_hash is not null);

-- For the owner's list of failed mails, newest first.
create index support_reply_notifications_failed_idx
on public.support_reply_notifications (claimed_at desc)
where status = 'failed';

/**
 * Whether the error of a try says that the mail service has accepted nothing: it was not asked, or has refused for now.
 */
create function support_private.says_unsent(error text)
returns boolean
language plpgsql
immutable
set search_path = ''
as $$
begin
  return error ~ '^(Neither SMTP_URL nor RESEND_API_KEY|SMTP_URL must be|SMTP 4\d\d: |The batch was held back|Not understood: |prepare_support_reply_email )';
end;
$$;

/**
 * Before a claim is given up or followed by another although its holder got the mail and has not reported: it may have
 * been sent.
 */
create function support_private.tg_support_reply_notifications__doubt()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.may_be_sent := true;
  return new;
end;
$$;

create trigger support_reply_notifications__doubt
before update on public.support_reply_notifications
for each row
when (
  old.status = 'sending' and old.prepared_at is not null and old.claim_hash is not null
  and new.claim_hash is not null
  and (new.status = 'failed' or new.claim_hash <> old.claim_hash)
)
execute function support_private.tg_support_reply_notifications__doubt();

/**
 * Claims notifications, which the caller has locked, and queues a request for each batch of them.
 * Returns how many were claimed.
 *
 * New mails are sent in batches. The mail service refuses the key of a batch with other mails than before, so those
 * of a batch whose result is unknown are tried again all together, or wait for each other, and leave it only when
 * they are settled. One that was tried alone stays alone, with its own key.
 */
create or replace function support_private.request_support_reply_emails(ready uuid[], url text)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  c_most_in_batch constant integer := 100;
  v_incomplete uuid[];
  v_batch record;
  v_claimed integer := 0;
begin
  select coalesce(array_agg(other.batch_id), '{}') into v_incomplete
  from public.support_reply_notifications as other
  where other.batch_id = any (
      array(
        select notification.batch_id
        from public.support_reply_notifications as notification
        where notification.id = any (ready) and notification.batch_id is not null
      )
    )
    and other.status in ('pending', 'sending')
    and other.id <> all (ready);

  for v_batch in
    with claimable as (
      select
        notification.id,
        notification.batch_id,
        case
          when notification.batch_id is not null then notification.batch_id::text
          when notification.claimed_at is not null then notification.id::text
          else format('new %s', (row_number() over (
            partition by notification.batch_id is null and notification.claimed_at is null
            order by notification.due_at
          ) - 1) / c_most_in_batch)
        end as place
      from public.support_reply_notifications as notification
      where notification.id = any (ready)
        and (notification.batch_id is null or notification.batch_id <> all (v_incomplete))
    )
    select
      array_agg(claimable.id) as ids,
      coalesce(
        (array_agg(claimable.batch_id))[1],
        case when count(*) > 1 then gen_random_uuid() end
      ) as id
    from claimable
    group by claimable.place
  loop
    perform support_private.request_support_reply_batch(v_batch.ids, v_batch.id, url);
    v_claimed := v_claimed + cardinality(v_batch.ids);
  end loop;
  return v_claimed;
end;
$$;

/**
 * Records the result of a try. Without `error` the mail was sent. With one it is tried again after 1, 2, 4 and 8
 * minutes, unless `retry` is false or this was the last of support_private.support_reply_max_attempts() tries: then
 * it has failed. With `retry_after`, in seconds, the mail service was too busy: it is tried again after that time,
 * and this try does not count. With `alone` the next try is in no batch, because the mail service has refused the
 * batch as a whole.
 *
 * The result of any but the last claim, and a second result, change nothing.
 */
create or replace function public.record_support_reply_email(
  notification_id uuid,
  claim text,
  error text default null,
  retry boolean default true,
  retry_after integer default null,
  alone boolean default false
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
      when retry_after is not null or (retry and notification.attempts < support_private.support_reply_max_attempts()) then 'pending'
      else 'failed'
    end)::public.support_notification_status,
    claim_hash = null,
    attempts = notification.attempts
      - case when error is not null and retry_after is not null then 1 else 0 end,
    batch_id = case when error is null or not alone then notification.batch_id end,
    may_be_sent = case
      when error is null or retry_after is not null or alone then notification.may_be_sent
      -- The answer to all tries of the batch.
      when error like 'validation\_error (in a batch)%' then false
      when retry and not support_private.says_unsent(error) then true
      else notification.may_be_sent
    end,
    sent_at = case when error is null then now() end,
    last_error = left(error, 500),
    due_at = now() + case
      when retry_after is not null then make_interval(secs => least(greatest(retry_after, 1), 3600))
      else interval '1 minute' * 2 ^ greatest(notification.attempts - 1, 0)
    end
  where notification.id = record_support_reply_email.notification_id
    and notification.claim_hash = support_private.claim_hash(claim)
    -- A mail that was sent counts as sent, also when it was given up or skipped in the meantime.
    and (notification.status = 'sending' or (error is null and notification.status <> 'sent'));
$$;

select support_private.grant_support_rights();

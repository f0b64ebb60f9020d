-- From the outbox to the edge function (reply_dispatch.sql), with alerts among what is due.

/**
 * Claims up to `batch_size` due notifications, and the rest of the last one's batch, and queues the requests that
 * send them. Any number of dispatchers may run at once: a row or a chat that is locked is left to the next run.
 *
 * The result of a claim is due (public.record_support_reply_email) within 2 minutes, at the next tries 4, 8, 16 and
 * 32. Without one it is tried again, support_private.support_reply_max_attempts() times in all and within 20 hours
 * of the first, while the mail service still knows its key. pg_net sends after this transaction commits. What needs
 * no request, because it was read for example, is skipped and does not count.
 *
 * Alerts are queued first (alert_queue.sql). One that comes too soon after another of its admin waits for its time.
 * Events of the inbox that no later one has taken along are sent too (inbox_event_batches.sql).
 *
 * Returns how many were claimed: none while support_settings.functions_url is not set.
 */
create or replace function support_private.dispatch_support_reply_notifications(batch_size integer default 100)
returns integer
language plpgsql
security definer
set search_path = ''
as $$
declare
  c_max_attempts constant integer := support_private.support_reply_max_attempts();
  -- So that a run ends long before the next one begins.
  c_most_looked_at constant integer := 5000;
  v_url text;
  v_due public.support_reply_notifications;
  v_chat public.support_chats;
  v_skip_reason text;
  v_not_before timestamptz;
  v_ready uuid[] := '{}';
  v_batch_id uuid;
begin
  perform support_private.flush_support_event_queue();
  select rtrim(settings.functions_url, '/') || '/support-reply-notification' into v_url
  from public.support_settings as settings;
  if v_url is null then
    return 0;
  end if;
  perform support_private.queue_support_alerts();
  for v_due in
    select notification.*
    from public.support_reply_notifications as notification
    where notification.status in ('pending', 'sending') and notification.due_at <= now()
    order by notification.due_at, notification.batch_id
    limit c_most_looked_at
    for update skip locked
  loop
    exit when cardinality(v_ready) >= batch_size
      and (v_due.batch_id is null or v_due.batch_id is distinct from v_batch_id);
    v_batch_id := v_due.batch_id;
    if v_due.admin_id is not null then
      v_skip_reason := support_private.support_alert_skip_reason(v_due);
      v_not_before := case
        when v_due.claimed_at is null then support_private.support_alert_not_before(v_due)
      end;
    else
      select * into v_chat
      from public.support_chats as chat
      where chat.id = v_due.chat_id
      for share skip locked;
      continue when not found;
      -- Checked once the chat is locked: nothing that was read before this claim is mailed.
      v_skip_reason := support_private.support_reply_skip_reason(v_chat, v_due.from_seq, v_due.up_to_seq);
      v_not_before := null;
    end if;

    if v_skip_reason is not null then
      update public.support_reply_notifications as notification
      set
        status = 'skipped',
        skip_reason = v_skip_reason,
        last_error = support_private.support_reply_last_error(notification)
      where notification.id = v_due.id;
    elsif v_not_before > now() then
      update public.support_reply_notifications
      set due_at = v_not_before
      where id = v_due.id;
    elsif support_private.is_support_reply_queued(v_due) then
      -- pg_net is stalled: one more request would only wait behind this one.
      update public.support_reply_notifications
      set due_at = now() + interval '1 minute'
      where id = v_due.id;
    elsif v_due.attempts >= c_max_attempts or v_due.first_claimed_at < now() - interval '20 hours' then
      update public.support_reply_notifications as notification
      set status = 'failed', last_error = support_private.support_reply_last_error(notification)
      where notification.id = v_due.id;
    else
      v_ready := v_ready || v_due.id;
    end if;
  end loop;
  return support_private.request_support_reply_emails(v_ready, v_url);
end;
$$;

/**
 * Claims the notifications `ids` and queues one request for them to `url`. The first claim of each sets up to which
 * message a mail about replies goes; each waits twice as long for its result as the one before. Null for `batch_id`: one mail,
 * alone.
 */
create or replace function support_private.request_support_reply_batch(ids uuid[], batch_id uuid, url text)
returns void
language plpgsql
set search_path = ''
as $$
declare
  -- pg_net sends in rounds, each as long as its slowest request, of whatever feature. The function answers within
  -- 9 seconds.
  c_timeout_milliseconds constant integer := 10000;
  v_claims jsonb;
  v_request_id bigint;
begin
  select jsonb_agg(jsonb_build_object('notification_id', id, 'claim', support_private.random_token()))
  into v_claims
  from unnest(ids) as id;

  v_request_id := net.http_post(
    url => url,
    body => case
      when batch_id is null then v_claims -> 0
      else jsonb_build_object('batch_id', batch_id, 'notifications', v_claims)
    end,
    timeout_milliseconds => c_timeout_milliseconds
  );

  update public.support_reply_notifications as notification
  set
    status = 'sending',
    attempts = notification.attempts + 1,
    batch_id = request_support_reply_batch.batch_id,
    request_id = v_request_id,
    claim_hash = support_private.claim_hash(made.claim),
    claimed_at = now(),
    first_claimed_at = coalesce(notification.first_claimed_at, now()),
    prepared_at = null,
    up_to_seq = coalesce(
      notification.up_to_seq,
      (select chat.message_count from public.support_chats as chat where chat.id = notification.chat_id)
    ),
    last_error = support_private.support_reply_last_error(notification),
    due_at = now() + interval '2 minutes' * 2 ^ notification.attempts
  from jsonb_to_recordset(v_claims) as made (notification_id uuid, claim text)
  where notification.id = any (ids)
    and notification.id = made.notification_id;
end;
$$;

select support_private.grant_support_rights();

-- From the outbox to the edge function: claims what is due and queues its request with pg_net.
--
-- No secret is needed. Each claim makes a random token, of which the outbox keeps the hash and which the request
-- carries. With it the edge function (reply_email.sql) gets the content of this one mail once, and reports its
-- result once. A later claim invalidates an earlier one: a stalled queue that sends the requests of several claims
-- at once leads to one mail, and a leaked queue reveals the text of one mail each.
create extension if not exists pg_net with schema extensions;

/**
 * Claims up to `batch_size` due notifications, and the rest of the last one's batch, and queues the requests that
 * send them. Any number of dispatchers may run at once: a row or a chat that is locked is left to the next run.
 *
 * The result of a claim is due (public.record_support_reply_email) within 2 minutes, at the next tries 4, 8, 16 and
 * 32. Without one it is tried again, support_private.support_reply_max_attempts() times in all and within 20 hours
 * of the first, while the mail service still knows its key. pg_net sends after this transaction commits. What needs
 * no request, because it was read for example, is skipped and does not count.
 *
 * Returns how many were claimed: none while support_settings.functions_url is not set.
 */
create function support_private.dispatch_support_reply_notifications(batch_size integer default 100)
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
  v_ready uuid[] := '{}';
  v_batch_id uuid;
begin
  select rtrim(settings.functions_url, '/') || '/support-reply-notification' into v_url
  from public.support_settings as settings;
  if v_url is null then
    return 0;
  end if;
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
    select * into v_chat
    from public.support_chats as chat
    where chat.id = v_due.chat_id
    for share skip locked;
    continue when not found;
    -- Checked once the chat is locked: nothing that was read before this claim is mailed.
    v_skip_reason := support_private.support_reply_skip_reason(v_chat, v_due.from_seq, v_due.up_to_seq);

    if v_skip_reason is not null then
      update public.support_reply_notifications as notification
      set
        status = 'skipped',
        skip_reason = v_skip_reason,
        last_error = support_private.support_reply_last_error(notification)
      where notification.id = v_due.id;
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
 * Claims notifications, which the caller has locked, and queues a request for each batch of them.
 * Returns how many were claimed.
 *
 * New mails are sent in batches. The mail service refuses the key of a batch with other mails than before, so those
 * of a batch whose result is unknown are tried again all together, or wait for each other, and leave it only when
 * they are settled. One that was tried alone stays alone, with its own key.
 */
create function support_private.request_support_reply_emails(ready uuid[], url text)
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
          when notification.attempts > 0 then notification.id::text
          else format('new %s', (row_number() over (
            partition by notification.batch_id is null and notification.attempts = 0
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
 * Claims the notifications `ids` and queues one request for them to `url`. The first claim of each sets up to which
 * message its mail goes; each waits twice as long for its result as the one before. Null for `batch_id`: one mail,
 * alone.
 */
create function support_private.request_support_reply_batch(ids uuid[], batch_id uuid, url text)
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
    up_to_seq = coalesce(notification.up_to_seq, chat.message_count),
    last_error = support_private.support_reply_last_error(notification),
    due_at = now() + interval '2 minutes' * 2 ^ notification.attempts
  from jsonb_to_recordset(v_claims) as made (notification_id uuid, claim text),
    public.support_chats as chat
  where notification.id = any (ids)
    and notification.id = made.notification_id
    and chat.id = notification.chat_id;
end;
$$;

/**
 * The hash of a claim's token, as the outbox stores it.
 */
create function support_private.claim_hash(claim text)
returns bytea
language sql
immutable
set search_path = ''
as $$
  select sha256(convert_to(claim, 'UTF8'));
$$;

/**
 * Whether the request of a notification's last claim is still queued. A crash empties the queue and restarts its
 * numbers, so the request must also contain the notification's id.
 */
create function support_private.is_support_reply_queued(notification public.support_reply_notifications)
returns boolean
language plpgsql
stable
set search_path = ''
as $$
begin
  return notification.status = 'sending' and exists (
    select from net.http_request_queue as request
    where request.id = notification.request_id
      and position(convert_to(notification.id::text, 'UTF8') in request.body) > 0
  );
end;
$$;

/**
 * What went wrong last: the error that the function reported or, while it has not reported, the result of the
 * request to it. Never raises an error, whatever bytes came from the network.
 */
create function support_private.support_reply_last_error(notification public.support_reply_notifications)
returns text
language plpgsql
stable
set search_path = ''
as $$
declare
  v_answer record;
begin
  if notification.status <> 'sending' then
    return notification.last_error;
  end if;
  select answer.status_code, answer.content, answer.error_msg into v_answer
  from net._http_response as answer
  where answer.id = notification.request_id
    and answer.created >= notification.claimed_at
    and not support_private.has_crashed_since(notification.claimed_at);
  return case
    when not found then 'The function did not report back.'
    when v_answer.status_code is null
      then format('The function was not reached: %s', support_private.legible(v_answer.error_msg))
    else format('The function answered %s: %s', v_answer.status_code, support_private.legible(v_answer.content))
  end;
end;
$$;

/**
 * Whether the server has crashed since `moment`: pg_net then restarts the numbers of its requests. A crash discards
 * the statistics, so that stats_reset is the time of the recovery.
 */
create function support_private.has_crashed_since(moment timestamptz)
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  select coalesce(statistics.stats_reset > moment, false) from pg_catalog.pg_stat_wal as statistics;
$$;

/**
 * The first 200 characters of what came from the network, or a note when it is no text. pg_net stores bytes as they
 * came: with an invalid encoding every text function fails, and a dump cannot be restored.
 */
create function support_private.legible(bytes text)
returns text
language plpgsql
immutable
set search_path = ''
as $$
begin
  -- Checks every byte, which left() does not.
  perform pg_catalog.convert_to(bytes, 'UTF8');
  return left(bytes, 200);
exception
  when character_not_in_repertoire or untranslatable_character then
    return 'what is no text';
end;
$$;

revoke execute on all functions in schema support_private from public;

-- From the queue to the edge function support-attachment-removal, which removes files through Storage's API with the
-- project's secret key. Anybody can call the function; a claim's token, as with e-mails (reply_dispatch.sql), is what
-- makes it do something, once. The paths themselves are not in the request.

/**
 * Claims up to `batch_size` files, and batches whose claim had no success, and queues a request for each batch.
 *
 * A batch is claimed again after 5 minutes, then 10, 20, 40 and each hour, until Storage has none of its files. Returns
 * how many files were claimed: none while support_settings.functions_url is not set.
 */
create function support_private.dispatch_support_file_removals(batch_size integer default 1000)
returns integer
language plpgsql
security definer
set search_path = ''
as $$
declare
  c_most_retries constant integer := 10;
  v_url text;
  v_batch_id uuid;
  v_claimed integer := 0;
begin
  perform support_private.lock_support_file_jobs();
  -- Without functions_url too: folders without files leave the queue.
  perform support_private.expand_support_folders(batch_size);
  select rtrim(settings.functions_url, '/') || '/support-attachment-removal' into v_url
  from public.support_settings as settings;
  if v_url is null then
    return 0;
  end if;
  for v_batch_id in
    select batch.id
    from support_private.support_file_removal_batches as batch
    where batch.due_at <= now()
      -- pg_net is stalled: one more request would only wait behind this one.
      and not support_private.is_support_request_queued(batch.request_id, batch.id)
    order by batch.due_at
    limit c_most_retries
    for update skip locked
  loop
    if not support_private.end_support_file_removal(v_batch_id) then
      v_claimed := v_claimed + support_private.request_support_file_removal(v_batch_id, v_url);
    end if;
  end loop;
  v_batch_id := support_private.claim_support_files(batch_size);
  if v_batch_id is not null then
    v_claimed := v_claimed + support_private.request_support_file_removal(v_batch_id, v_url);
  end if;
  if v_claimed > 0 then
    insert into support_private.support_file_removal_progress (last_claimed_at) values (now())
    on conflict (id) do update set last_claimed_at = excluded.last_claimed_at;
  end if;
  return v_claimed;
end;
$$;

/**
 * Makes a batch of up to `batch_size` queued files; those that a message has taken meanwhile, or that are gone, leave the
 * queue. Returns its id, null when there is nothing to remove.
 *
 * A message that is being written holds its files' rows locked (for share): such a file waits for the next run. Once
 * they are locked here, the next statement sees every message that could have taken one, and whoever locks them later
 * finds the claim (file_removal.sql).
 */
create function support_private.claim_support_files(batch_size integer)
returns uuid
language plpgsql
set search_path = ''
as $$
declare
  v_paths text[];
  v_locked text[];
  v_batch_id uuid;
begin
  v_paths := array(
    select removal.path
    from support_private.support_file_removals as removal
    where removal.batch_id is null and removal.path not like '%/'
    order by removal.queued_at
    limit batch_size
    for update skip locked
  );
  v_locked := array(
    select object.name
    from storage.objects as object
    where object.bucket_id = 'support-attachments' and object.name = any (v_paths)
    for update skip locked
  );
  delete from support_private.support_file_removals as removal
  where removal.path = any (v_paths)
    and (
      (support_private.find_support_file(removal.path)).path is not null
      or not support_private.is_support_file_stored(removal.path)
    );
  v_locked := array(
    select removal.path
    from support_private.support_file_removals as removal
    where removal.path = any (v_paths) and removal.path = any (v_locked)
  );
  if v_locked = '{}' then
    return null;
  end if;
  insert into support_private.support_file_removal_batches default values
  returning id into v_batch_id;
  update support_private.support_file_removals as removal
  set batch_id = v_batch_id
  where removal.path = any (v_locked);
  return v_batch_id;
end;
$$;

/**
 * Whether Storage has this file of the bucket support-attachments.
 */
create function support_private.is_support_file_stored(path text)
returns boolean
language plpgsql
stable
set search_path = ''
as $$
begin
  return exists (
    select from storage.objects as object
    where object.bucket_id = 'support-attachments' and object.name = path
  );
end;
$$;

/**
 * Takes what Storage does not have any more out of a batch, which the caller has locked. Returns whether nothing is left;
 * then the batch is deleted.
 */
create function support_private.end_support_file_removal(batch_id uuid)
returns boolean
language plpgsql
set search_path = ''
as $$
begin
  delete from support_private.support_file_removals as removal
  where removal.batch_id = end_support_file_removal.batch_id
    and not support_private.is_support_file_stored(removal.path);
  if exists (
    select from support_private.support_file_removals as removal
    where removal.batch_id = end_support_file_removal.batch_id
  ) then
    return false;
  end if;
  delete from support_private.support_file_removal_batches as batch
  where batch.id = end_support_file_removal.batch_id;
  return true;
end;
$$;

/**
 * Claims a batch, which the caller has locked, and queues the request for it to `url`. The claim invalidates earlier ones.
 * Returns how many files it has.
 */
create function support_private.request_support_file_removal(batch_id uuid, url text)
returns integer
language plpgsql
set search_path = ''
as $$
declare
  -- The function answers within 9 seconds, and may work for another minute.
  c_timeout_milliseconds constant integer := 10000;
  c_claim constant text := support_private.random_token();
  v_request_id bigint;
begin
  v_request_id := net.http_post(
    url => url,
    body => jsonb_build_object('batch_id', batch_id, 'claim', c_claim),
    timeout_milliseconds => c_timeout_milliseconds
  );
  update support_private.support_file_removal_batches as batch
  set
    request_id = v_request_id,
    claim_hash = support_private.claim_hash(c_claim),
    claimed_at = now(),
    prepared_at = null,
    attempts = batch.attempts + 1,
    due_at = now() + least(interval '5 minutes' * 2 ^ least(batch.attempts, 10), interval '1 hour'),
    last_error = support_private.support_file_removal_error(batch)
  where batch.id = request_support_file_removal.batch_id;
  return (
    select count(*)
    from support_private.support_file_removals as removal
    where removal.batch_id = request_support_file_removal.batch_id
  );
end;
$$;

/**
 * What went wrong last with a batch: the error that the function reported or, of a claim without a report, the result of
 * the request. Null while nothing is known.
 */
create function support_private.support_file_removal_error(batch support_private.support_file_removal_batches)
returns text
language plpgsql
stable
set search_path = ''
as $$
begin
  if batch.claim_hash is null then
    return batch.last_error;
  end if;
  return coalesce(
    support_private.support_request_error(batch.request_id, batch.claimed_at),
    case when batch.due_at > now() then batch.last_error else 'The function did not report back.' end
  );
end;
$$;

/**
 * The paths of a claimed batch, for whoever holds its token. A claim gets them once, and not in its last 2 minutes, so
 * that the function ends before the next claim is made: a file that was uploaded again in between would be removed by
 * the earlier one.
 *
 * Returns null when there is nothing to do: the claim is not the last one, is too old, or got them before.
 */
create function public.prepare_support_file_removal(batch_id uuid, claim text)
returns text[]
language plpgsql
security definer
set search_path = ''
as $$
begin
  update support_private.support_file_removal_batches as batch
  set prepared_at = now()
  where batch.id = prepare_support_file_removal.batch_id
    and batch.claim_hash = support_private.claim_hash(claim)
    and batch.prepared_at is null
    and batch.due_at > now() + interval '2 minutes';
  if not found then
    return null;
  end if;
  return array(
    select removal.path
    from support_private.support_file_removals as removal
    where removal.batch_id = prepare_support_file_removal.batch_id
    order by removal.path
  );
end;
$$;

/**
 * Records that the holder of a batch's token has tried to remove its files, with the `error` that it met, if any. What
 * is gone is looked up here. The rest is claimed again when it is due; the result of any but the last claim, and a second
 * result, change nothing.
 */
create function public.record_support_file_removal(batch_id uuid, claim text, error text default null)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform from support_private.support_file_removal_batches as batch
  where batch.id = record_support_file_removal.batch_id
    and batch.claim_hash = support_private.claim_hash(claim)
  for update;
  if not found then
    return;
  end if;
  if not support_private.end_support_file_removal(record_support_file_removal.batch_id) then
    update support_private.support_file_removal_batches as batch
    set
      claim_hash = null,
      last_error = left(
        coalesce(error, 'Storage has reported no error, and still has some of the files.'), 500
      )
    where batch.id = record_support_file_removal.batch_id;
  end if;
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
    ('support-file-removals', '* * * * *', 'select support_private.dispatch_support_file_removals()'),
    ('support-unsent-files', '*/10 * * * *', 'select support_private.queue_unsent_support_files()'),
    ('support-clean-up', '17 3 * * *', 'select support_private.clean_up_support()'),
    ('support-rate-limits', '27 * * * *', 'select support_private.forget_full_buckets()'),
    ('support-report-sums', '3 * * * *', 'select support_private.sum_support_report_counts()'),
    ('support-retention', '47 * * * *', 'select support_private.delete_expired_support_chats()');
$$;

select support_private.grant_support_rights();

select support_private.schedule_support_jobs();

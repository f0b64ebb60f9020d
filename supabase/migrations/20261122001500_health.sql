-- One look at the parts that work unseen, for admins and for whatever watches over the project:
--   curl "$SUPABASE_URL/rest/v1/rpc/support_health" -X POST -H "apikey: $SUPABASE_SECRET_KEY"

/**
 * The state of the support chat's machinery, in one row. `problems` names what needs somebody's
 * attention; when it is empty all is well:
 *   emails_overdue      a mail waits, or was claimed, more than 10 minutes longer than it should
 *   emails_failed       a mail was given up in the last 24 hours
 *   clock_stopped       the minute clock of the mails has not run for 10 minutes, or is not scheduled
 *   clock_failing       its last run failed; clock_message says why
 *   jobs_missing        another job is not scheduled: select support_private.schedule_support_jobs();
 *   secrets_missing     a Vault secret that the clock needs is not set, or cannot be read
 *   partition_missing   Realtime has no partition for today or tomorrow (UTC): events would be lost
 * `realtime_streaming` tells whether Realtime listens to the database now; it rests, and this is false,
 * when nobody has been connected for some minutes.
 *
 * Errors: 42501 for anybody but an admin and the project itself.
 */
create function public.support_health()
returns table (
  problems text[],
  emails_pending bigint,
  emails_overdue bigint,
  emails_failed bigint,
  oldest_pending_at timestamptz,
  clock_last_run_at timestamptz,
  clock_last_status text,
  clock_message text,
  realtime_streaming boolean
)
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  c_patience constant interval := interval '10 minutes';
  v_clock record;
  v_run record;
begin
  if not support_private.is_support_backend() then
    perform support_private.require_support_admin();
  end if;

  select
    count(*),
    count(*) filter (where notification.due_at < now() - c_patience),
    min(notification.created_at)
  into emails_pending, emails_overdue, oldest_pending_at
  from public.support_reply_notifications as notification
  where notification.status in ('pending', 'sending');

  select count(*) into emails_failed
  from public.support_reply_notifications as notification
  where notification.status = 'failed' and notification.due_at > now() - interval '24 hours';

  select job.jobid into v_clock
  from cron.job as job
  where job.jobname = 'support-reply-notifications' and job.active;
  select run.start_time, run.status, run.return_message into v_run
  from cron.job_run_details as run
  where run.jobid = v_clock.jobid and run.start_time is not null
  order by run.runid desc
  limit 1;
  clock_last_run_at := v_run.start_time;
  clock_last_status := v_run.status;
  clock_message := v_run.return_message;

  realtime_streaming := exists (
    select from pg_catalog.pg_replication_slots as slot
    where slot.slot_name like 'supabase\_realtime\_messages\_replication\_slot%' and slot.active
  );

  problems := array_remove(
    array[
      case when emails_overdue > 0 then 'emails_overdue' end,
      case when emails_failed > 0 then 'emails_failed' end,
      case when v_clock.jobid is null or not support_private.support_clock_has_run(v_run.start_time, c_patience)
        then 'clock_stopped' end,
      case when v_run.status = 'failed' then 'clock_failing' end,
      case when support_private.has_lost_support_jobs() then 'jobs_missing' end,
      case when not support_private.has_support_secrets() then 'secrets_missing' end,
      case when not support_private.has_realtime_partitions() then 'partition_missing' end
    ],
    null
  );
  return next;
end;
$$;

/**
 * Whether the clock has run within `patience`. A database that was started a moment ago is given the
 * same time.
 */
create function support_private.support_clock_has_run(last_run_at timestamptz, patience interval)
returns boolean
language sql
stable
set search_path = ''
as $$
  select greatest(last_run_at, pg_catalog.pg_postmaster_start_time()) > now() - patience;
$$;

/**
 * Whether one of the jobs beside the minute clock is not scheduled.
 */
create function support_private.has_lost_support_jobs()
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  select exists (
    select from support_private.support_jobs() as ours
    where ours.name <> 'support-reply-notifications'
      and not exists (select from cron.job as job where job.jobname = ours.name and job.active)
  );
$$;

/**
 * Whether the Vault secrets that the clock needs are set. Not when they cannot be decrypted, which is an
 * error of Vault's: they were written with another root key.
 */
create function support_private.has_support_secrets()
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return (
    select count(*) = 2
    from vault.decrypted_secrets as secret
    where secret.name in ('support_functions_url', 'support_secret_key')
      and secret.decrypted_secret <> ''
  );
exception
  when others then
    return false;
end;
$$;

/**
 * Whether Realtime has made its partitions for today and tomorrow. Without one for today every event
 * is lost with nothing but a warning in the log.
 */
create function support_private.has_realtime_partitions()
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  select count(*) = 2
  from pg_catalog.pg_inherits as link
  join pg_catalog.pg_class as partition on partition.oid = link.inhrelid
  where link.inhparent = 'realtime.messages'::regclass
    and partition.relname in (
      to_char(timezone('utc', now()), '"messages_"YYYY_MM_DD'),
      to_char(timezone('utc', now()) + interval '1 day', '"messages_"YYYY_MM_DD')
    );
$$;

revoke execute on all functions in schema support_private from public;
revoke execute on function public.support_health() from public, anon;
grant execute on function public.support_health() to authenticated, service_role;

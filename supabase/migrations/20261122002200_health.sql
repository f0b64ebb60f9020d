-- The state of the parts that work in the background, for admins and for monitoring:
--   curl "$SUPABASE_URL/rest/v1/rpc/support_health" -X POST -H "apikey: $SUPABASE_SECRET_KEY"

/**
 * The state of e-mails, jobs and Realtime, in one row. `problems` lists what needs attention, and is empty when
 * nothing does:
 *   functions_url_missing  support_settings.functions_url is not set: no e-mail is sent
 *   app_url_missing        support_settings.app_url is still the local default, and functions_url is not local
 *   email_from_missing     support_settings.email_from is still the example, and functions_url is not local
 *   function_missing       the last e-mail tried did not reach the edge function: not deployed, or elsewhere
 *   mail_service_missing   the edge function knows no mail service: its secrets are not set
 *   pg_net_missing         the extension pg_net is not installed
 *   emails_overdue         a mail, or the result of a claim, is more than 10 minutes late
 *   emails_failed          a mail has failed in the last 24 hours
 *   clock_stopped          the job of the mails has not run for 10 minutes, or is not scheduled
 *   clock_failing          its last run failed; clock_message says why
 *   jobs_missing           another job is not scheduled: select support_private.schedule_support_jobs();
 *   partition_missing      Realtime has no partition for today or tomorrow (UTC): events would be lost
 * `realtime_streaming` is whether Realtime reads the database's changes now. It stops, and this is false, when nobody
 * has been connected for some minutes.
 *
 * Errors: 42501 with the reason not_admin for anybody but an admin and the project itself. A part that cannot be
 * queried, because it was dropped or its grants were changed, is a problem and no error.
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

  select * into v_clock from support_private.support_clock();
  clock_last_run_at := v_clock.last_run_at;
  clock_last_status := v_clock.last_status;
  clock_message := v_clock.message;

  realtime_streaming := exists (
    select from pg_catalog.pg_replication_slots as slot
    where slot.slot_name like 'supabase\_realtime\_messages\_replication\_slot%' and slot.active
  );

  problems := support_private.missing_support_settings()
    || support_private.missing_mail_parts()
    || array_remove(
      array[
        case when to_regproc('net.http_post') is null then 'pg_net_missing' end,
        case when emails_overdue > 0 then 'emails_overdue' end,
        case when emails_failed > 0 then 'emails_failed' end,
        case
          when not v_clock.is_scheduled
            or not support_private.support_clock_has_run(v_clock.last_run_at, c_patience)
            then 'clock_stopped'
        end,
        case when v_clock.last_status = 'failed' then 'clock_failing' end,
        case when support_private.has_lost_support_jobs() then 'jobs_missing' end,
        case when not support_private.has_realtime_partitions() then 'partition_missing' end
      ],
      null
    );
  return next;
end;
$$;

/**
 * The problems of the settings: those without which no e-mail is sent, or one with a wrong link or sender.
 */
create function support_private.missing_support_settings()
returns text[]
language sql
stable
set search_path = ''
as $$
  select array_remove(
    array[
      case when settings.functions_url is null then 'functions_url_missing' end,
      case when place.is_hosted and settings.app_url = 'http://localhost:5173' then 'app_url_missing' end,
      case when place.is_hosted and settings.email_from ~ '@example\.com>?$' then 'email_from_missing' end
    ],
    null
  )
  from public.support_settings as settings
  cross join lateral (
    select coalesce(settings.functions_url like 'https://%', false) as is_hosted
  ) as place;
$$;

/**
 * The problems that the error of the last try shows, if that was within 24 hours: edge function or mail service.
 */
create function support_private.missing_mail_parts()
returns text[]
language sql
stable
set search_path = ''
as $$
  select coalesce(
    (
      select array_remove(
        array[
          case when last.error ~ '^The function (was not reached|answered 404)' then 'function_missing' end,
          case when last.error ~ 'RESEND_API_KEY is set' then 'mail_service_missing' end
        ],
        null
      )
      from (
        select
          case
            when notification.status = 'sent' then ''
            else coalesce(support_private.support_reply_last_error(notification), '')
          end as error
        from public.support_reply_notifications as notification
        where notification.claimed_at > now() - interval '24 hours'
        order by notification.claimed_at desc
        limit 1
      ) as last
    ),
    '{}'
  );
$$;

/**
 * The job of the mails in pg_cron: whether it is scheduled, and its last run. Where pg_cron cannot be queried it is
 * not scheduled, and `message` says why.
 */
create function support_private.support_clock(
  out is_scheduled boolean,
  out last_run_at timestamptz,
  out last_status text,
  out message text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_job_id bigint;
begin
  select job.jobid into v_job_id
  from cron.job as job
  where job.jobname = 'support-reply-notifications' and job.active;
  is_scheduled := found;
  select run.start_time, run.status, run.return_message into last_run_at, last_status, message
  from cron.job_run_details as run
  where run.jobid = v_job_id and run.start_time is not null
  order by run.runid desc
  limit 1;
exception
  when undefined_table or invalid_schema_name or insufficient_privilege then
    is_scheduled := false;
    message := sqlerrm;
end;
$$;

/**
 * Whether the job of the mails has run, or the server was started, within `patience`.
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
 * Whether one of the other jobs is not scheduled, or pg_cron cannot be queried.
 */
create function support_private.has_lost_support_jobs()
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return exists (
    select from support_private.support_jobs() as ours
    where ours.name <> 'support-reply-notifications'
      and not exists (select from cron.job as job where job.jobname = ours.name and job.active)
  );
exception
  when undefined_table or invalid_schema_name or insufficient_privilege then
    return true;
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
  where link.inhparent = to_regclass('realtime.messages')
    and partition.relname in (
      to_char(timezone('utc', now()), '"messages_"YYYY_MM_DD'),
      to_char(timezone('utc', now()) + interval '1 day', '"messages_"YYYY_MM_DD')
    );
$$;

revoke execute on all functions in schema support_private from public;
revoke execute on function public.support_health() from public, anon;
grant execute on function public.support_health() to authenticated, service_role;

-- What support_health() says about the removal of files.

/**
 * The problems of the removal of files. files_not_removed: a batch has not been removed for an hour, or files have
 * waited for one and nothing was claimed in the last 10 minutes.
 */
create function support_private.missing_file_parts()
returns text[]
language sql
stable
security definer
set search_path = ''
as $$
  select array_remove(
    array[
      case
        when last.error ~ '^The function (was not reached|answered 40[14])' then 'file_function_missing'
      end,
      case
        when exists (
          select from support_private.support_file_removal_batches as batch
          where batch.first_claimed_at < now() - interval '1 hour'
        ) or (
          exists (
            select from support_private.support_file_removals as removal
            where removal.batch_id is null and removal.queued_at < now() - interval '1 hour'
          )
          and not coalesce(progress.last_claimed_at > now() - interval '10 minutes', false)
        ) then 'files_not_removed'
      end
    ],
    null
  )
  from (values (true)) as one (id)
  left join support_private.support_file_removal_progress as progress on progress.id = one.id
  left join lateral (
    select support_private.support_file_removal_error(batch) as error
    from support_private.support_file_removal_batches as batch
    order by batch.claimed_at desc
    limit 1
  ) as last on true;
$$;

/**
 * The state of e-mails, jobs, files and Realtime, in one row. `problems` lists what needs attention, and is empty when
 * nothing does:
 *   functions_url_missing  support_settings.functions_url is not set: no e-mail is sent and no file removed
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
 *   file_function_missing  the last request did not reach the edge function that removes files
 *   files_not_removed      files of deleted messages have not been removed for an hour
 *   partition_missing      Realtime has no partition for today or tomorrow (UTC): events would be lost
 * `realtime_streaming` is whether Realtime reads the database's changes now. It stops, and this is false, when nobody
 * has been connected for some minutes.
 *
 * Errors: 42501 with the reason not_admin for anybody but an admin and the project itself. A part that cannot be
 * queried, because it was dropped or its grants were changed, is a problem and no error.
 */
create or replace function public.support_health()
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
    || support_private.missing_file_parts()
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

select support_private.grant_support_rights();

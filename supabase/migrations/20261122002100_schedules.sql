-- Scheduled jobs: what pg_cron runs, each minute, hour or day.
create extension if not exists pg_cron with schema pg_catalog;

/**
 * Deletes the log of our own jobs after a week and settled rows of the outbox after a month. pg_net deletes the
 * answers to requests itself (pg_net.ttl).
 */
create function support_private.clean_up_support()
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  -- A run that a restart of the server has interrupted has no end, and perhaps no start.
  delete from cron.job_run_details as run
  where run.jobid in (select job.jobid from cron.job as job where job.jobname like 'support-%')
    and (
      coalesce(run.end_time, run.start_time) < now() - interval '7 days'
      or run.end_time is null and run.start_time is null and run.status = 'failed'
    );
  delete from public.support_reply_notifications
  where status in ('sent', 'skipped', 'failed') and due_at < now() - interval '30 days';
end;
$$;

/**
 * The product's jobs: name, schedule in the syntax of pg_cron (UTC), and command.
 */
create function support_private.support_jobs()
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
    ('support-clean-up', '17 3 * * *', 'select support_private.clean_up_support()'),
    ('support-rate-limits', '27 * * * *', 'select support_private.forget_full_buckets()'),
    ('support-retention', '47 * * * *', 'select support_private.delete_expired_support_chats()');
$$;

/**
 * Schedules the product's jobs with pg_cron. They are lost when the extension is created again or a dump is
 * restored, and migrations do not run twice. Idempotent; called by hand then:
 *   select support_private.schedule_support_jobs();
 */
create function support_private.schedule_support_jobs()
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform cron.schedule(job.name, job.schedule, job.command)
  from support_private.support_jobs() as job;
end;
$$;

revoke execute on all functions in schema support_private from public;

select support_private.schedule_support_jobs();

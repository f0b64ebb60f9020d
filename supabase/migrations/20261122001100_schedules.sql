-- The clockwork: pg_cron runs what is due each minute, pg_net carries it to the edge function.
create extension if not exists pg_cron with schema pg_catalog;
create extension if not exists pg_net with schema extensions;

/**
 * Deletes what only grows: the clock's own log, answers of the edge function and settled rows of the
 * outbox, once they are a month old.
 */
create function support_private.clean_up_support()
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  delete from cron.job_run_details
  where end_time < now() - interval '7 days'
    and jobid in (select jobid from cron.job where jobname like 'support-%');
  delete from net._http_response where created < now() - interval '1 day';
  delete from public.support_reply_notifications
  where status in ('sent', 'skipped', 'failed') and due_at < now() - interval '30 days';
end;
$$;

revoke execute on all functions in schema support_private from public;

select cron.schedule(
  'support-reply-notifications',
  '* * * * *',
  'select support_private.dispatch_support_reply_notifications()'
);
select cron.schedule('support-clean-up', '17 3 * * *', 'select support_private.clean_up_support()');

-- Checks that no name is taken which the migrations for reports use, before the first of them.
do $$
declare
  v_problem text;
begin
  select format('There is a function public.%I already, whose name the chat uses.', taken.proname)
  into v_problem
  from pg_catalog.pg_proc as taken
  where taken.pronamespace = 'public'::regnamespace and taken.proname = 'support_report'
  limit 1;

  if v_problem is null and to_regclass('cron.job') is not null then
    select format('There is a job %s of pg_cron already, whose name the chat uses.', taken.jobname)
    into v_problem
    from cron.job as taken
    where taken.jobname = 'support-report-sums'
    limit 1;
  end if;

  if v_problem is not null then
    raise exception using
      errcode = 'object_not_in_prerequisite_state',
      message = 'The support chat is not upgraded. ' || v_problem,
      hint = 'Nothing was changed. Mend this and push again.';
  end if;
end;
$$;

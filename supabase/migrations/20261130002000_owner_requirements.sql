-- Checks that no name is taken which the migrations for owners use, before the first of them.
do $$
declare
  v_problem text;
begin
  select problem.words into v_problem
  from (
    select 1 as place, format('There is a table, view, index or type public.%I already, whose name the chat uses.', name) as words
    from unnest(
      '{support_audit_log,support_audit_log_pkey,support_audit_log_created_at_idx,
      support_reply_notifications_failed_idx,support_chats_guest_name_idx}'::name[]
    ) as name
    where to_regclass(format('public.%I', name)) is not null or to_regtype(format('public.%I', name)) is not null
    union all
    select 2, format('There is a function public.%I already, whose name the chat uses.', taken.proname)
    from pg_catalog.pg_proc as taken
    where taken.pronamespace = 'public'::regnamespace
      and taken.proname in (
        'add_support_admin', 'find_support_user', 'remove_support_admin', 'retry_support_email',
        'set_support_admin_role', 'support_failed_emails', 'update_own_support_admin'
      )
  ) as problem
  order by problem.place
  limit 1;

  if v_problem is not null then
    raise exception using
      errcode = 'object_not_in_prerequisite_state',
      message = 'The support chat is not upgraded. ' || v_problem,
      hint = 'Nothing was changed. Mend this and push again.';
  end if;
end;
$$;

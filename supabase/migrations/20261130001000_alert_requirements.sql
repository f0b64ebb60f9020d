-- Checks that no name is taken which the migrations for alerts use, before the first of them.
do $$
declare
  v_problem text;
begin
  select format('There is a table, view, index or type public.%I already, whose name the chat uses.', name)
  into v_problem
  from unnest(
    '{support_reply_notifications_alert_waiting_idx,support_reply_notifications_admin_idx}'::name[]
  ) as name
  where to_regclass(format('public.%I', name)) is not null or to_regtype(format('public.%I', name)) is not null
  limit 1;

  if v_problem is not null then
    raise exception using
      errcode = 'object_not_in_prerequisite_state',
      message = 'The support chat is not upgraded. ' || v_problem,
      hint = 'Nothing was changed. Mend this and push again.';
  end if;
end;
$$;

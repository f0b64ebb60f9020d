-- Checks that no name is taken which the migrations for the widget's settings use, before the first of them.
do $$
begin
  if exists (
    select
    from pg_catalog.pg_proc as taken
    where taken.pronamespace = 'public'::regnamespace and taken.proname = 'support_widget_settings'
  ) then
    raise exception using
      errcode = 'object_not_in_prerequisite_state',
      message = format(
        'The support chat is not upgraded. There is a function public.%I already, whose name the chat uses.',
        'support_widget_settings'
      ),
      hint = 'Nothing was changed. Mend this and push again.';
  end if;
end;
$$;

-- Checks what the migrations for guests need, before the first of them, as requirements.sql does for the others.
do $$
declare
  v_problem text;
begin
  select problem.words into v_problem
  from (
    select 1 as place, format('The column %s of auth.users is missing, which every Supabase project has.', name) as words
    from unnest('{is_anonymous,email_confirmed_at,confirmation_sent_at}'::name[]) as name
    where not exists (
      select from pg_catalog.pg_attribute
      where attrelid = to_regclass('auth.users') and attname = name and not attisdropped
    )
    union all
    select 2, format('There is a table, view, index or type public.%I already, whose name the chat uses.', name)
    from unnest('{support_chats_empty_guests_idx}'::name[]) as name
    where to_regclass(format('public.%I', name)) is not null or to_regtype(format('public.%I', name)) is not null
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

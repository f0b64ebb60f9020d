-- Checks that the project has what the migrations for files need and that no name is taken which they use, before the
-- first of them.
do $$
declare
  v_problem text;
begin
  select problem.words into v_problem
  from (
    select 1 as place, format('The table %s is missing, which every Supabase project has.', needed.name) as words
    from unnest('{storage.buckets,storage.objects}'::text[]) as needed (name)
    where to_regclass(needed.name) is null
    union all
    select 2, format('The column %s of %s is missing, which every Supabase project has.', needed.name, needed.relation)
    from (
      select 'storage.buckets', name
      from unnest('{id,name,public,file_size_limit,allowed_mime_types}'::name[]) as name
      union all
      select 'storage.objects', name
      from unnest('{bucket_id,name,owner_id,metadata,version,created_at}'::name[]) as name
    ) as needed (relation, name)
    where to_regclass(needed.relation) is not null
      and not exists (
        select from pg_catalog.pg_attribute
        where attrelid = to_regclass(needed.relation) and attname = needed.name and not attisdropped
      )
    union all
    select 3, format('%s may not %s.', current_user, needed.action)
    from (
      values
        ('make buckets', has_table_privilege(to_regclass('storage.buckets'), 'insert')),
        ('lock files', has_table_privilege(to_regclass('storage.objects'), 'update'))
    ) as needed (action, is_allowed)
    where not needed.is_allowed
    union all
    select 4, format('There is a table, view, index or type public.%I already, whose name the chat uses.', name)
    from unnest('{support_messages_files_search_idx}'::name[]) as name
    where to_regclass(format('public.%I', name)) is not null or to_regtype(format('public.%I', name)) is not null
    union all
    select 5, format('There is a function public.%I already, whose name the chat uses.', taken.proname)
    from pg_catalog.pg_proc as taken
    where taken.pronamespace = 'public'::regnamespace
      and taken.proname in (
        'support_attachment_limits', 'support_attachment_allowed', 'support_attachment_states',
        'prepare_support_file_removal', 'record_support_file_removal'
      )
    union all
    select 6, format('There is a policy "%s" of storage.objects already, whose name the chat uses.', taken.polname)
    from pg_catalog.pg_policy as taken
    where taken.polrelid = to_regclass('storage.objects') and taken.polname like 'Support chat: %'
  ) as problem
  order by problem.place
  limit 1;

  -- Files of the chat that an earlier installation has left there are removed like all that no message has. A bucket
  -- with other files is the host's.
  if v_problem is null then
    select 'There is a bucket support-attachments already, whose name the chat uses.' into v_problem
    from storage.objects as object
    where object.bucket_id = 'support-attachments' and object.name !~ '^[0-9a-f-]{36}/[0-9a-f-]{36}/[^/]+$'
    limit 1;
  end if;

  if v_problem is null and to_regclass('cron.job') is not null then
    select format('There is a job %s of pg_cron already, whose name the chat uses.', taken.jobname)
    into v_problem
    from cron.job as taken
    where taken.jobname in ('support-file-removals', 'support-unsent-files')
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

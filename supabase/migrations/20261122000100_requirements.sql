-- Checks, before anything is created, that the project has what the migrations need and that no name that they
-- use is taken: a push that stops half-way would leave a part of the chat behind.
do $$
declare
  v_problem text;
begin
  select problem.words into v_problem
  from (
    select 1 as place, format('PostgreSQL 17 or newer is needed, and this is %s.', current_setting('server_version')) as words
    where current_setting('server_version_num')::integer < 170000
    union all
    select 2, 'The database is not encoded in UTF8.' where pg_catalog.getdatabaseencoding() <> 'UTF8'
    union all
    select 3, format('%s is missing, which every Supabase project has.', needed.name)
    from (
      values
        ('The role anon', to_regrole('anon') is null),
        ('The role authenticated', to_regrole('authenticated') is null),
        ('The role service_role', to_regrole('service_role') is null),
        ('The schema extensions', to_regnamespace('extensions') is null),
        ('The table auth.users', to_regclass('auth.users') is null),
        ('The function auth.uid()', to_regprocedure('auth.uid()') is null),
        ('The function auth.role()', to_regprocedure('auth.role()') is null),
        ('The table realtime.messages', to_regclass('realtime.messages') is null),
        ('The function realtime.topic()', to_regprocedure('realtime.topic()') is null),
        (
          'The function realtime.send(jsonb, text, text, boolean)',
          to_regprocedure('realtime.send(jsonb,text,text,boolean)') is null
        )
    ) as needed (name, is_missing)
    where needed.is_missing
    union all
    select 4, format('The column %s of %s is missing, which every Supabase project has.', needed.name, needed.relation)
    from (
      select 'auth.users', name
      from unnest('{id,email,deleted_at,created_at,last_sign_in_at,raw_user_meta_data}'::name[]) as name
      union all
      select 'realtime.messages', name
      from unnest('{topic,extension,payload,private,inserted_at}'::name[]) as name
    ) as needed (relation, name)
    where to_regclass(needed.relation) is not null
      and not exists (
        select from pg_catalog.pg_attribute
        where attrelid = to_regclass(needed.relation) and attname = needed.name and not attisdropped
      )
    union all
    select 5, format('The extension %s cannot be had here.', needed.name)
    from unnest('{pg_cron,pg_net,pg_trgm}'::name[]) as needed (name)
    where not exists (
      select from pg_catalog.pg_available_extensions as available where available.name = needed.name
    )
    union all
    -- These two create their objects in schemas of their own, wherever the extension itself is installed.
    select 6, format('The extension %s is installed without %s: update it.', needed.extension, needed.name)
    from (
      values
        ('pg_cron', 'cron.schedule(text,text,text)'),
        ('pg_net', 'net.http_post(text,jsonb,jsonb,jsonb,integer)')
    ) as needed (extension, name)
    where to_regprocedure(needed.name) is null
      and exists (select from pg_catalog.pg_extension where extname = needed.extension)
    union all
    select 7, 'There is a schema cron already, which pg_cron is to make.'
    where to_regnamespace('cron') is not null
      and not exists (select from pg_catalog.pg_extension where extname = 'pg_cron')
    union all
    select 8, format('%s may not %s.', current_user, needed.action)
    from (
      values
        ('make schemas in this database', has_database_privilege(current_database(), 'create')),
        ('make tables in the schema public', has_schema_privilege('public', 'create')),
        ('refer to auth.users', has_table_privilege(to_regclass('auth.users'), 'references')),
        ('put triggers on auth.users', has_table_privilege(to_regclass('auth.users'), 'trigger'))
    ) as needed (action, is_allowed)
    where not needed.is_allowed
    union all
    select 9, 'There is a schema support_private already, which is to be the chat''s own.'
    where to_regnamespace('support_private') is not null
    union all
    select 10, format('There is a table, view, index or type public.%I already, whose name the chat uses.', taken.name)
    from unnest(array[
      'support_sender_type', 'support_notification_status', 'support_chat_list',
      'support_admins', 'support_admins_pkey', 'support_admins_id_key',
      'support_chats', 'support_chats_pkey', 'support_chats_user_id_key', 'support_chats_active_idx',
      'support_chats_archived_idx', 'support_chats_retention_idx', 'support_chats_unread_idx',
      'support_messages', 'support_messages_pkey', 'support_messages_seq_key',
      'support_messages_chat_created_idx', 'support_messages_unread_idx', 'support_messages_search_idx',
      'support_settings', 'support_settings_pkey',
      'support_reply_notifications', 'support_reply_notifications_pkey',
      'support_reply_notifications_waiting_idx', 'support_reply_notifications_due_idx',
      'support_reply_notifications_batch_idx', 'support_reply_notifications_claimed_idx',
      'support_reply_notifications_settled_idx', 'support_reply_notifications_chat_idx'
    ]) as taken (name)
    where to_regclass(format('public.%I', taken.name)) is not null
      or to_regtype(format('public.%I', taken.name)) is not null
    union all
    select 11, format('There is a function public.%I already, whose name the chat uses.', taken.proname)
    from pg_catalog.pg_proc as taken
    where taken.pronamespace = 'public'::regnamespace
      and taken.proname in (
        'get_or_create_support_chat', 'mark_support_chat_read', 'mark_support_chat_viewed',
        'archive_support_chat', 'unarchive_support_chat', 'get_support_reply_emails',
        'set_support_reply_emails', 'get_support_reply_emails_by_token',
        'set_support_reply_emails_by_token', 'prepare_support_reply_email',
        'record_support_reply_email', 'export_support_data', 'erase_support_data', 'support_health',
        'search_support_messages', 'search_support_chats', 'support_chat_details',
        'count_unread_support_chats', 'support_reply_time'
      )
    union all
    select 12, format('There is a trigger %s of auth.users already, whose name the chat uses.', taken.tgname)
    from pg_catalog.pg_trigger as taken
    where taken.tgrelid = to_regclass('auth.users') and taken.tgname in ('support_chat_email', 'support_rate_limits')
    union all
    select 13, format('There is a policy "%s" of realtime.messages already, whose name the chat uses.', taken.polname)
    from pg_catalog.pg_policy as taken
    where taken.polrelid = to_regclass('realtime.messages') and taken.polname like 'Support chat: %'
  ) as problem
  order by problem.place
  limit 1;

  if v_problem is null and to_regclass('cron.job') is not null then
    select format('There is a job %s of pg_cron already, whose name the chat uses.', taken.jobname)
    into v_problem
    from cron.job as taken
    where taken.jobname in (
      'support-reply-notifications', 'support-clean-up', 'support-rate-limits', 'support-retention'
    )
    limit 1;
  end if;

  if v_problem is not null then
    raise exception using
      errcode = 'object_not_in_prerequisite_state',
      message = 'The support chat is not installed. ' || v_problem,
      hint = 'Nothing was changed. Mend this and push again.';
  end if;
end;
$$;

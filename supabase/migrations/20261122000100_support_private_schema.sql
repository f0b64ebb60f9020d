-- Before anything is made: whether everything that this and the later migrations need is there, and no
-- name that they use is taken. A push that stops half-way would leave a part of the chat behind.
do $$
declare
  v_problem text;
begin
  select problem.words into v_problem
  from (
    select 1 as place, format('PostgreSQL 15 or newer is needed, and this is %s.', current_setting('server_version'))
    where current_setting('server_version_num')::integer < 150000
    union all
    select 2, format('%s is missing, which every Supabase project has.', needed.name)
    from (
      values
        ('The role anon', to_regrole('anon') is null),
        ('The role authenticated', to_regrole('authenticated') is null),
        ('The role service_role', to_regrole('service_role') is null),
        ('The schema extensions', to_regnamespace('extensions') is null),
        ('The table auth.users', to_regclass('auth.users') is null),
        ('The function auth.uid()', to_regprocedure('auth.uid()') is null),
        ('The table realtime.messages', to_regclass('realtime.messages') is null),
        (
          'The function realtime.send(jsonb, text, text, boolean)',
          to_regprocedure('realtime.send(jsonb,text,text,boolean)') is null
        )
    ) as needed (name, is_missing)
    where needed.is_missing
    union all
    select 3, format('The extension %s cannot be had here.', needed.name)
    from unnest('{pg_cron,pg_net,pg_trgm,unaccent,pgcrypto}'::name[]) as needed (name)
    where not exists (
      select from pg_catalog.pg_available_extensions as available where available.name = needed.name
    )
    union all
    select 4, format(
      'The extension %1$s is in the schema %2$s. Move it: alter extension %1$I set schema extensions',
      extension.extname, extension.extnamespace::regnamespace
    )
    from pg_catalog.pg_extension as extension
    where extension.extname in ('pg_trgm', 'unaccent', 'pgcrypto')
      and extension.extnamespace <> 'extensions'::regnamespace
    union all
    select 5, 'There is a schema support_private already, which is to be the chat''s own.'
    where to_regnamespace('support_private') is not null
    union all
    select 6, format('There is a table, view or type public.%I already, whose name the chat uses.', taken.name)
    from unnest(
      '{support_admins,support_chats,support_messages,support_chat_list,support_settings,support_reply_notifications,support_sender_type,support_notification_status}'::name[]
    ) as taken (name)
    where to_regclass(format('public.%I', taken.name)) is not null
      or to_regtype(format('public.%I', taken.name)) is not null
    union all
    select 7, format('There is a function public.%I already, whose name the chat uses.', taken.proname)
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
  ) as problem (place, words)
  order by problem.place
  limit 1;

  if v_problem is not null then
    raise exception using
      errcode = 'object_not_in_prerequisite_state',
      message = 'The support chat is not installed. ' || v_problem,
      hint = 'Nothing was changed. Mend this and push again.';
  end if;
end;
$$;

-- Helpers that policies and triggers call, and tables that no client may see, live in `support_private`:
-- a schema that the API does not expose (config.toml, api.schemas).
create schema support_private;

comment on schema support_private is 'Helpers and tables of the support chat that the API does not expose.';

-- Helpers of policies and triggers are plpgsql, also where one expression is all there is: a session
-- plans it once. A function in sql that sets its search_path cannot be inlined, and is parsed and
-- planned anew in each statement that calls it: 60 µs instead of 5.

-- Policies run as the caller, so the caller needs to reach the helpers that they call; each helper
-- is granted by name.
revoke all on schema support_private from public;
grant usage on schema support_private to authenticated, service_role;

/**
 * Sets `updated_at` on every update.
 */
create function support_private.tg__updated_at()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.updated_at := clock_timestamp();
  return new;
end;
$$;

revoke execute on all functions in schema support_private from public;

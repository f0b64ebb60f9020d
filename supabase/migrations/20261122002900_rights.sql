-- Who may use what. Last, because a host's default privileges (`alter default privileges grant execute on functions
-- to …`) may have granted each object when it was created, and those of a new project when a dump is restored. Here
-- everything is revoked from everybody and granted again.

/**
 * Who may call which function. Nobody may call the others, which triggers and functions use.
 */
create function support_private.support_function_rights()
returns table (function regprocedure, roles text[])
language sql
stable
set search_path = ''
as $$
  values
    ('public.get_or_create_support_chat(uuid,text)'::regprocedure, '{authenticated}'::text[]),
    ('public.mark_support_chat_read(uuid,bigint)', '{authenticated}'),
    ('public.mark_support_chat_viewed(uuid,bigint)', '{authenticated}'),
    ('public.archive_support_chat(uuid,bigint)', '{authenticated}'),
    ('public.unarchive_support_chat(uuid)', '{authenticated}'),
    ('public.search_support_messages(text,timestamptz,uuid,integer)', '{authenticated}'),
    ('public.search_support_chats(text,timestamptz,uuid,integer)', '{authenticated}'),
    ('public.support_chat_details(uuid)', '{authenticated}'),
    ('public.count_unread_support_chats()', '{authenticated}'),
    ('public.support_reply_time()', '{authenticated}'),
    ('public.get_support_reply_emails()', '{authenticated}'),
    ('public.set_support_reply_emails(boolean)', '{authenticated}'),
    -- A mail client that unsubscribes with one click has no session (RFC 8058).
    ('public.get_support_reply_emails_by_token(text)', '{anon,authenticated}'),
    ('public.set_support_reply_emails_by_token(text,boolean)', '{anon,authenticated}'),
    ('public.export_support_data(uuid)', '{authenticated,service_role}'),
    ('public.erase_support_data(uuid)', '{authenticated,service_role}'),
    ('public.support_health()', '{authenticated,service_role}'),
    ('public.prepare_support_reply_email(uuid,text)', '{anon,authenticated,service_role}'),
    (
      'public.record_support_reply_email(uuid,text,text,boolean,integer,boolean)',
      '{anon,authenticated,service_role}'
    ),
    -- Policies and the search index call these as the caller.
    ('support_private.is_support_admin()', '{authenticated,service_role}'),
    ('support_private.own_support_chat_id()', '{authenticated,service_role}'),
    ('support_private.readable_support_chats(uuid)', '{authenticated,service_role}'),
    ('support_private.support_search_entries(text,timestamptz)', '{authenticated,service_role}'),
    -- A restrictive policy runs for every role that reads or writes realtime.messages, the host's own included, and
    -- would fail for one that may not execute its functions. These reveal to the caller only what the caller may do,
    -- and only roles with usage of the schema can call them by name.
    ('support_private.is_support_topic(text)', '{public}'),
    ('support_private.can_receive_support_topic(text,text)', '{public}'),
    ('support_private.can_send_support_topic(text,text)', '{public}');
$$;

/**
 * Who may do what with which table or view of the API; policies decide about rows. Nobody has rights to the tables of
 * support_private.
 */
create function support_private.support_table_rights()
returns table (relation regclass, role text, privileges text)
language sql
stable
set search_path = ''
as $$
  values
    ('public.support_admins'::regclass, 'authenticated', 'select'),
    ('public.support_admins', 'service_role', 'select, insert, update, delete'),
    ('public.support_chats', 'authenticated', 'select'),
    ('public.support_chats', 'service_role', 'select, insert, update, delete'),
    ('public.support_messages', 'authenticated', 'select, insert (id, chat_id, content, sender_id)'),
    ('public.support_messages', 'service_role', 'select, insert, update, delete'),
    ('public.support_chat_list', 'authenticated', 'select'),
    ('public.support_chat_list', 'service_role', 'select'),
    -- No insert and no delete: without the row there are no limits and no e-mails.
    ('public.support_settings', 'authenticated', 'select'),
    ('public.support_settings', 'service_role', 'select, update'),
    ('public.support_reply_notifications', 'authenticated', 'select'),
    ('public.support_reply_notifications', 'service_role', 'select, insert, update, delete');
$$;

/**
 * Revokes every right to the product's objects from everybody but their owner. Touches no other object.
 */
create function support_private.revoke_support_rights()
returns void
language plpgsql
set search_path = ''
as $$
declare
  v_right record;
begin
  for v_right in
    with functions as (
      select function.*
      from pg_catalog.pg_proc as function
      where function.pronamespace = 'support_private'::regnamespace
        or function.oid in (
          select rights.function from support_private.support_function_rights() as rights
        )
    ),
    relations as (
      select relation.*
      from pg_catalog.pg_class as relation
      where relation.relkind in ('r', 'v')
        and (
          relation.relnamespace = 'support_private'::regnamespace
          or relation.oid in (
            select rights.relation from support_private.support_table_rights() as rights
          )
        )
    ),
    objects as (
      select 'schema support_private' as name, nspowner as owner, nspacl as acl
      from pg_catalog.pg_namespace
      where nspname = 'support_private'
      union all
      select 'function ' || oid::regprocedure, proowner, coalesce(proacl, acldefault('f', proowner))
      from functions
      union all
      select 'table ' || oid::regclass, relowner, relacl from relations
      union all
      -- Revoking the rights to a table revokes those to its columns too.
      select 'table ' || relations.oid::regclass, relations.relowner, attacl
      from relations
      join pg_catalog.pg_attribute on attrelid = relations.oid
    )
    select distinct objects.name, coalesce(quote_ident(holder.rolname), 'public') as role
    from objects
    cross join lateral aclexplode(objects.acl) as privilege
    left join pg_catalog.pg_roles as holder on holder.oid = privilege.grantee
    where privilege.grantee <> objects.owner
  loop
    execute format('revoke all on %s from %s cascade', v_right.name, v_right.role);
  end loop;
end;
$$;

/**
 * Grants the rights to the product's objects as listed above, and revokes all others. Idempotent; see
 * support_private.repair_support_chat.
 */
create function support_private.grant_support_rights()
returns void
language plpgsql
set search_path = ''
as $$
declare
  v_right record;
begin
  perform support_private.revoke_support_rights();
  grant usage on schema support_private to authenticated, service_role;
  for v_right in
    select rights.function, array_to_string(rights.roles, ', ') as roles
    from support_private.support_function_rights() as rights
  loop
    execute format('grant execute on function %s to %s', v_right.function, v_right.roles);
  end loop;
  for v_right in select * from support_private.support_table_rights() loop
    execute format('grant %s on table %s to %s', v_right.privileges, v_right.relation, v_right.role);
  end loop;
end;
$$;

select support_private.grant_support_rights();

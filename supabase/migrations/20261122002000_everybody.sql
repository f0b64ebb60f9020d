-- Who may use what of `support_private`, last because it takes everything from everybody first: a host's
-- default privileges (`alter default privileges grant execute on functions to …`) have given each function
-- and table to somebody at the moment it was made.
do $$
declare
  v_role text;
begin
  for v_role in
    select distinct coalesce(quote_ident(holder.rolname), 'public')
    from (
      select nspowner as owner, nspacl as acl from pg_catalog.pg_namespace where nspname = 'support_private'
      union all
      select relowner, relacl from pg_catalog.pg_class where relnamespace = 'support_private'::regnamespace
      union all
      select proowner, coalesce(proacl, acldefault('f', proowner))
      from pg_catalog.pg_proc
      where pronamespace = 'support_private'::regnamespace
    ) as object
    cross join lateral aclexplode(object.acl) as privilege
    left join pg_catalog.pg_roles as holder on holder.oid = privilege.grantee
    where privilege.grantee <> object.owner
  loop
    execute format('revoke all on schema support_private from %s', v_role);
    execute format('revoke all on all tables in schema support_private from %s', v_role);
    execute format('revoke all on all functions in schema support_private from %s', v_role);
  end loop;
end;
$$;

-- Again what the files before have given: what policies and the search index call runs as the caller.
grant usage on schema support_private to authenticated, service_role;
grant execute on function support_private.is_support_admin() to authenticated, service_role;
grant execute on function support_private.own_support_chat_id() to authenticated, service_role;
grant execute on function support_private.readable_support_chats(uuid) to authenticated, service_role;
grant execute on function support_private.support_search_entries(text, timestamptz)
to authenticated, service_role;

-- A restrictive policy is asked of every role that reads or writes realtime.messages, the host's own
-- included, and would be an error to one that may not execute its functions. These tell the caller about
-- the caller; by name only those reach them who may use the schema.
grant execute on function support_private.is_support_topic(text) to public;
grant execute on function support_private.can_receive_support_topic(text, text) to public;
grant execute on function support_private.can_send_support_topic(text, text) to public;

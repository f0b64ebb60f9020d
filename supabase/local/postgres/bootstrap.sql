-- What Supabase's Postgres image provides and migrations rely on: roles, schemas, extensions and
-- default privileges. Runs once in a new cluster, as the superuser.
-- Sources: supabase/postgres (migrations/db/init-scripts), platform documentation of the roles.

create role anon nologin noinherit;
create role authenticated nologin noinherit;
create role service_role nologin noinherit bypassrls;
create role authenticator login noinherit password 'postgres';
create role supabase_auth_admin login noinherit createrole password 'postgres';
create role supabase_realtime_admin nologin noinherit;
-- The dashboard's role; the privileges of the schema `realtime` name it.
create role dashboard_user nologin createrole createdb replication;

-- Migrations run as `postgres`, which is not a superuser on the platform either.
create role postgres login createrole createdb replication bypassrls password 'postgres';
grant anon, authenticated, service_role to authenticator;
grant anon, authenticated, service_role, authenticator to postgres with admin option;
grant pg_monitor, pg_read_all_data, pg_signal_backend to postgres;
-- The platform's supautils allows this too: restoring a data dump disables triggers with it.
grant set on parameter session_replication_role to postgres;
alter database postgres owner to postgres;

create schema extensions authorization postgres;
grant usage on schema extensions to anon, authenticated, service_role;
create extension pgcrypto with schema extensions;
create extension "uuid-ossp" with schema extensions;
alter database postgres set search_path = "$user", public, extensions;

grant usage on schema public to anon, authenticated, service_role;
alter default privileges for role postgres in schema public
  grant all on tables to anon, authenticated, service_role;
alter default privileges for role postgres in schema public
  grant all on sequences to anon, authenticated, service_role;
alter default privileges for role postgres in schema public
  grant all on functions to anon, authenticated, service_role;

-- Aligns the `auth` schema of @supabase/lite with the platform's: columns, claim functions and grants.
-- Runs at every start, after lite has created or updated its tables.

alter table auth.users
  add column if not exists instance_id uuid,
  add column if not exists is_super_admin boolean;

-- Lite's versions read request.jwt.claim.sub only; the platform's fall back to request.jwt.claims.
-- Source: supabase/auth, migrations/20220224000811_update_auth_functions.up.sql.
create or replace function auth.uid()
returns uuid
language sql
stable
as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.sub', true), ''),
    (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')
  )::uuid
$$;

create or replace function auth.role()
returns text
language sql
stable
as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.role', true), ''),
    (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role')
  )::text
$$;

create or replace function auth.email()
returns text
language sql
stable
as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.email', true), ''),
    (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'email')
  )::text
$$;

-- The platform ends a guest's anonymity with the confirmation of an address, in one transaction
-- (supabase/auth, internal/api/verify.go, emailChangeVerify); lite leaves the flag as it is.
create or replace function auth.end_anonymity()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.is_anonymous := false;
  return new;
end;
$$;

create or replace trigger end_anonymity
before update of email on auth.users
for each row
when (old.is_anonymous and coalesce(old.email, '') = '' and new.email <> '')
execute function auth.end_anonymity();

grant usage on schema auth to anon, authenticated, service_role, postgres;
grant all on all tables in schema auth to postgres, supabase_auth_admin;
grant all on all sequences in schema auth to postgres, supabase_auth_admin;

-- The Supabase CLI records migrations and seeds as `postgres`, which owns these tables on the platform.
alter schema supabase_migrations owner to postgres;
do $$
declare
  v_table regclass;
begin
  for v_table in
    select oid from pg_class
    where relnamespace = 'supabase_migrations'::regnamespace and relkind = 'r'
  loop
    execute format('alter table %s owner to postgres', v_table);
  end loop;
end;
$$;

-- Helpers that policies and triggers call, and tables that no client may see, live in `support_private`:
-- a schema that the API does not expose (config.toml, api.schemas).
create schema support_private;

comment on schema support_private is 'Helpers and tables of the support chat that the API does not expose.';

-- Helpers of policies and triggers are plpgsql even where one expression would do, because a session plans it
-- once. An sql function that sets its search_path cannot be inlined, and is parsed and planned again in each
-- statement that calls it: 60 µs instead of 5.

-- Policies run as the caller, who therefore needs usage of the schema; each helper is granted by name.
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

-- Who may answer. A row makes a user an admin; deleting it ends that at the next statement, because every policy
-- reads this table and nothing is kept in the token. Only SQL and the secret key write rows:
--   insert into public.support_admins (user_id, display_name)
--   select id, 'Support' from auth.users where email = 'admin@example.com';
create table public.support_admins (
  user_id uuid primary key references auth.users (id) on delete cascade,
  id uuid not null unique default gen_random_uuid(),
  display_name text not null default 'Support'
    constraint support_admins_display_name_length check (char_length(display_name) between 1 and 80),
  created_at timestamptz not null default now()
);

comment on table public.support_admins is
  'Users who answer support chats. A row makes a user an admin; removing it ends that at once.';
comment on column public.support_admins.id is
  'Public id: the only one of an admin that users ever see.';
comment on column public.support_admins.display_name is
  'The name beside this admin''s replies, for users and other admins; 1 to 80 characters.';

alter table public.support_admins enable row level security;

/**
 * Whether the caller is a support admin. Security definer, because the policy of the table that it reads calls it.
 */
create function support_private.is_support_admin()
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return exists (
    select from public.support_admins as admin where admin.user_id = (select auth.uid())
  );
end;
$$;

/**
 * Refuses anybody but a support admin.
 *
 * Errors: 42501 with the reason not_admin.
 */
create function support_private.require_support_admin()
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
  if not support_private.is_support_admin() then
    raise insufficient_privilege using
      message = 'Only support admins may do this.',
      detail = '{"reason": "not_admin"}';
  end if;
end;
$$;

/**
 * Whether the project itself runs the statement, with the secret key or as SQL: there is no user and no role of
 * one.
 */
create function support_private.is_support_backend()
returns boolean
language plpgsql
stable
set search_path = ''
as $$
begin
  return auth.uid() is null and coalesce(auth.role(), 'service_role') = 'service_role';
end;
$$;

create policy "Admins can see who the admins are"
on public.support_admins
for select
to authenticated
using ((select support_private.is_support_admin()));

-- Permissive policies are OR-ed, so that one of the host's, with its grants on all tables of the schema, would
-- open ours. Each table therefore also has restrictive ones, which no other policy can widen.
create policy "Nobody else sees admins, whatever else is allowed"
on public.support_admins
as restrictive
for all
to public
using ((select support_private.is_support_admin()))
with check (false);

create policy "Nobody deletes admins, whatever else is allowed"
on public.support_admins
as restrictive
for delete
to public
using (false);

-- Where the host publishes every table, Realtime sends the replica identity of a deleted row to every subscriber
-- without asking the policies. It is the public id, and not the account, which is the primary key.
alter table public.support_admins replica identity using index support_admins_id_key;

-- No insert, update or delete for API users.
revoke all on table public.support_admins from anon, authenticated;
grant select on table public.support_admins to authenticated;
grant select, insert, update, delete on table public.support_admins to service_role;
revoke execute on all functions in schema support_private from public;
grant execute on function support_private.is_support_admin() to authenticated, service_role;

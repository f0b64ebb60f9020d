-- Owners: admins who also change the settings and who the admins are. While there are admins, one of them is an owner.
alter table public.support_admins
  add column role text not null default 'admin'
    constraint support_admins_role_known check (role in ('owner', 'admin'));

comment on column public.support_admins.role is
  'owner: also changes the settings, the admins and their roles; admin: does not. The first admin is an owner, and the last owner stays one while there are other admins.';

/**
 * Whether the caller is an owner. Security definer, because policies of users call it.
 */
create function support_private.is_support_owner()
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return exists (
    select from public.support_admins as admin
    where admin.user_id = (select auth.uid()) and admin.role = 'owner'
  );
end;
$$;

/**
 * Refuses anybody but an owner.
 *
 * Errors: 42501 with the reason not_owner.
 */
create function support_private.require_support_owner()
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
  if not support_private.is_support_owner() then
    raise insufficient_privilege using
      message = 'Only owners of the support chat may do this.',
      detail = '{"reason": "not_owner"}';
  end if;
end;
$$;

/**
 * Makes changes of who the owners are wait for each other, until the end of the transaction: of two owners who remove
 * each other, the second is then refused. Taken after the lock of an account and before those of admins, so that it
 * deadlocks with nobody.
 */
create function support_private.lock_support_owners()
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('support_private.lock_support_owners', 0));
end;
$$;

/**
 * Makes the admin who has been one for longest an owner when there are admins and none of them is an owner, as after the
 * data of an older version was restored. Idempotent.
 */
create function support_private.ensure_support_owner()
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform support_private.lock_support_owners();
  update public.support_admins as admin
  set role = 'owner'
  where admin.user_id = (
      select oldest.user_id
      from public.support_admins as oldest
      order by oldest.created_at, oldest.user_id
      limit 1
    )
    and not exists (select from public.support_admins as owner where owner.role = 'owner');
end;
$$;

/**
 * Before the insert of an admin: makes the first one an owner. Security definer, because the project's own roles insert
 * admins and may not lock accounts.
 */
create function support_private.tg_support_admins__first_owner()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  -- First the account, as its deletion does.
  perform from auth.users as account where account.id = new.user_id for key share;
  perform support_private.lock_support_owners();
  if not exists (select from public.support_admins as admin where admin.role = 'owner') then
    new.role := 'owner';
  end if;
  return new;
end;
$$;

create trigger support_admins__first_owner
before insert on public.support_admins
for each row
execute function support_private.tg_support_admins__first_owner();

/**
 * Before a statement that removes admins or changes their roles, and before it locks them.
 */
create function support_private.tg_support_admins__lock_owners()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform support_private.lock_support_owners();
  return null;
end;
$$;

create trigger support_admins__lock_owners
before delete or update of role on public.support_admins
for each statement
execute function support_private.tg_support_admins__lock_owners();

/**
 * Refuses when the last owner goes while there are other admins, whoever asks; also when no admin remains at all, unless
 * `may_be_nobody`.
 *
 * Errors: P0001 with the reason last_owner.
 */
create function support_private.require_remaining_owner(may_be_nobody boolean default true)
returns void
language plpgsql
set search_path = ''
as $$
begin
  -- Locked, so that a transaction with an old snapshot fails and does not count owners who are gone.
  perform from public.support_admins as admin where admin.role = 'owner' limit 1 for key share;
  if not found and (not may_be_nobody or exists (select from public.support_admins)) then
    raise exception using
      message = 'The last owner cannot be removed or become an admin.',
      detail = '{"reason": "last_owner"}',
      hint = 'Make another admin an owner first.';
  end if;
end;
$$;

/**
 * After the removal of admins: keeps one owner. When the account of the last one was deleted, the admin who has been one
 * for longest becomes an owner.
 *
 * Errors: P0001 with the reason last_owner.
 */
create function support_private.tg_support_admins__keep_owner()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if not exists (select from removed where removed.role = 'owner') then
    return null;
  end if;
  -- The deletion of an account has deleted it before it deletes what refers to it.
  if not exists (
    select from removed
    join auth.users as account on account.id = removed.user_id
    where removed.role = 'owner'
  ) then
    perform support_private.ensure_support_owner();
  end if;
  perform support_private.require_remaining_owner();
  return null;
end;
$$;

create trigger support_admins__keep_owner
after delete on public.support_admins
referencing old table as removed
for each statement
execute function support_private.tg_support_admins__keep_owner();

/**
 * After a change of roles: one owner remains.
 *
 * Errors: P0001 with the reason last_owner.
 */
create function support_private.tg_support_admins__keep_owner_role()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform support_private.require_remaining_owner();
  return null;
end;
$$;

create trigger support_admins__keep_owner_role
after update of role on public.support_admins
for each statement
execute function support_private.tg_support_admins__keep_owner_role();

-- An upgrade: whoever made the first admin has made the owner.
select support_private.ensure_support_owner();

select support_private.grant_support_rights();

-- Who the admins are, changed by owners; and what each admin changes of themself.

/**
 * A display name as it is stored: on one line, without control characters.
 *
 * Errors: 23514 with the reason blank, or too_long for more than 80 characters.
 */
create function support_private.normalize_support_name(name text)
returns text
language plpgsql
immutable
set search_path = ''
as $$
declare
  c_limit constant integer := 80;
  v_name text := '';
begin
  -- Four bytes a character, and as much again for what is left out.
  if coalesce(octet_length(name), 0) <= 8 * c_limit then
    v_name := coalesce(
      btrim(regexp_replace(regexp_replace(name, '[\s\u2028\u2029]+', ' ', 'g'), '[\u0001-\u001f\u007f-\u009f]', '', 'g')),
      ''
    );
    if v_name !~ '[^\s\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0]' then
      raise check_violation using
        message = 'The name is blank.',
        detail = '{"reason": "blank"}';
    end if;
  end if;
  if v_name = '' or char_length(v_name) > c_limit then
    raise check_violation using
      message = format('The name is too long: at most %s characters.', c_limit),
      detail = '{"reason": "too_long"}';
  end if;
  return v_name;
end;
$$;

/**
 * The account with an e-mail address, in whatever case; null when there is none. Neither a guest nor a deleted account.
 */
create function support_private.account_of_email(email text)
returns uuid
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  c_address constant text := lower(btrim(email));
  v_user_id uuid;
begin
  if coalesce(c_address, '') = '' or octet_length(c_address) > 1000 then
    return null;
  end if;
  -- Auth stores addresses in lower case, so that its index finds it. Whoever else wrote one may not have.
  select account.id into v_user_id
  from auth.users as account
  where account.email = c_address and account.deleted_at is null
  order by account.created_at
  limit 1;
  if not found then
    select account.id into v_user_id
    from auth.users as account
    where lower(account.email) = c_address and account.deleted_at is null
    order by account.created_at
    limit 1;
  end if;
  return v_user_id;
end;
$$;

/**
 * Makes the account with an e-mail address, in whatever case, an admin: role is 'owner' or 'admin'. Returns the admin's
 * public id. The person must have an account of the app, with a confirmed address: whoever signs up can type
 * somebody else's.
 *
 * Errors: 42501 with the reason not_owner; PT404 (HTTP 404) with no_account; P0001 with unconfirmed_address or
 * already_admin; 23514 with blank or too_long, of the name, or unknown_role.
 */
create function public.add_support_admin(email text, display_name text, role text default 'admin')
returns uuid
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_user_id uuid;
  v_name text;
  v_admin_id uuid;
begin
  perform support_private.require_support_owner();
  perform support_private.require_support_role(add_support_admin.role);
  v_name := support_private.normalize_support_name(add_support_admin.display_name);
  v_user_id := support_private.account_of_email(add_support_admin.email);
  if v_user_id is null then
    raise sqlstate 'PT404' using
      message = 'There is no account with this address.',
      detail = '{"reason": "no_account"}',
      hint = 'The person must first sign up in the app with this address.';
  end if;
  if exists (
    select from auth.users as account
    where account.id = v_user_id
      and account.email_confirmed_at is null
      and account.confirmation_sent_at is not null
  ) then
    raise exception using
      message = 'This address is not confirmed yet.',
      detail = '{"reason": "unconfirmed_address"}',
      hint = 'The person must first open the link in the e-mail that they got when they signed up.';
  end if;
  insert into public.support_admins (user_id, display_name, role)
  values (v_user_id, v_name, add_support_admin.role)
  on conflict (user_id) do nothing
  returning id into v_admin_id;
  if v_admin_id is null then
    raise exception using
      message = 'This person is an admin already.',
      detail = '{"reason": "already_admin"}';
  end if;
  return v_admin_id;
end;
$$;

/**
 * Before an owner changes who the owners are. Asked again once the lock is held: of two owners who remove each other at
 * once, the second is none any more.
 *
 * Errors: 42501 with the reason not_owner.
 */
create function support_private.begin_owner_change()
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform support_private.require_support_owner();
  perform support_private.lock_support_owners();
  perform support_private.require_support_owner();
end;
$$;

/**
 * Refuses what is no role of admins.
 *
 * Errors: 23514 with the reason unknown_role.
 */
create function support_private.require_support_role(role text)
returns void
language plpgsql
immutable
set search_path = ''
as $$
begin
  if role in ('owner', 'admin') is not true then
    raise check_violation using
      message = 'A role is owner or admin.',
      detail = '{"reason": "unknown_role"}';
  end if;
end;
$$;

/**
 * Refuses when there is no admin of this public id.
 *
 * Errors: PT404 (HTTP 404) with the reason no_admin.
 */
create function support_private.require_existing_admin(is_there boolean)
returns void
language plpgsql
immutable
set search_path = ''
as $$
begin
  if not is_there then
    raise sqlstate 'PT404' using
      message = 'There is no such admin.',
      detail = '{"reason": "no_admin"}';
  end if;
end;
$$;

/**
 * Makes an admin, by public id, an ordinary user at once. The account and what they wrote stay; chats that were
 * theirs are nobody's.
 *
 * Errors: 42501 with the reason not_owner; PT404 (HTTP 404) with no_admin; P0001 with last_owner.
 */
create function public.remove_support_admin(admin_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform support_private.begin_owner_change();
  delete from public.support_admins as admin where admin.id = remove_support_admin.admin_id;
  perform support_private.require_existing_admin(found);
  -- Unlike SQL, which may remove the only admin.
  perform support_private.require_remaining_owner(false);
end;
$$;

/**
 * Gives an admin, by public id, the role 'owner' or 'admin'.
 *
 * Errors: 42501 with the reason not_owner; PT404 (HTTP 404) with no_admin; P0001 with last_owner; 23514 with
 * unknown_role.
 */
create function public.set_support_admin_role(admin_id uuid, role text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform support_private.begin_owner_change();
  perform support_private.require_support_role(set_support_admin_role.role);
  update public.support_admins as admin
  set role = set_support_admin_role.role
  where admin.id = set_support_admin_role.admin_id;
  perform support_private.require_existing_admin(found);
end;
$$;

/**
 * Sets the caller's own display name, which later messages carry, and whether they get e-mails about users who wait.
 * Null leaves one as it is. A function and no right to update columns: the name is tidied, and no policy lets anybody
 * write to support_admins.
 *
 * Errors: 42501 with the reason not_admin; 23514 with blank or too_long, of the name.
 */
create function public.update_own_support_admin(display_name text default null, email_alerts boolean default null)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform support_private.require_support_admin();
  update public.support_admins as admin
  set
    display_name = case
      when update_own_support_admin.display_name is null then admin.display_name
      else support_private.normalize_support_name(update_own_support_admin.display_name)
    end,
    email_alerts = coalesce(update_own_support_admin.email_alerts, admin.email_alerts)
  where admin.user_id = auth.uid();
end;
$$;

select support_private.grant_support_rights();

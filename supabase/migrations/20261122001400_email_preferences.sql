-- Who wants e-mails about unread replies.

/**
 * A secret of 64 hexadecimal digits, of which 244 bits are random.
 */
create function support_private.random_token()
returns text
language sql
volatile
set search_path = ''
as $$
  select replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
$$;

-- A user without a row wants e-mails. The API does not expose the table: users call the functions below, signed in
-- or with the token of an unsubscribe link.
create table support_private.support_email_preferences (
  user_id uuid primary key references auth.users (id) on delete cascade,
  reply_emails boolean not null default true,
  unsubscribe_token text not null unique default support_private.random_token(),
  updated_at timestamptz not null default now()
);

comment on table support_private.support_email_preferences is
  'Who wants e-mails about unread replies, and the secret of their unsubscribe link.';
comment on column support_private.support_email_preferences.unsubscribe_token is
  'A random token that lets its holder switch this user''s e-mails on or off, and nothing else.';

alter table support_private.support_email_preferences enable row level security;

create trigger support_email_preferences__updated_at
before update on support_private.support_email_preferences
for each row
execute function support_private.tg__updated_at();

create policy "Nobody reads preferences but through the functions"
on support_private.support_email_preferences
as restrictive
for all
to public
using (false)
with check (false);

/**
 * Whether the caller wants e-mails about unread replies.
 */
create function public.get_support_reply_emails()
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  select coalesce(
    (
      select preference.reply_emails
      from support_private.support_email_preferences as preference
      where preference.user_id = (select auth.uid())
    ),
    true
  );
$$;

/**
 * Switches e-mails about unread replies on or off for the caller. Null for `enabled` changes nothing. Returns what
 * is set now.
 *
 * Errors: 42501 with the reason no_account when the account does not exist.
 */
create function public.set_support_reply_emails(enabled boolean)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_is_set boolean;
begin
  insert into support_private.support_email_preferences as preference (user_id, reply_emails)
  select account.id, coalesce(enabled, true)
  from auth.users as account
  where account.id = (select auth.uid())
  on conflict (user_id) do update set reply_emails = enabled
  -- A repeated call writes nothing.
  where preference.reply_emails <> enabled;
  select preference.reply_emails into v_is_set
  from support_private.support_email_preferences as preference
  where preference.user_id = (select auth.uid());
  if not found then
    raise foreign_key_violation;
  end if;
  return v_is_set;
exception
  -- Also when the account was being deleted: the insert has waited for that.
  when foreign_key_violation then
    raise insufficient_privilege using
      message = 'Sign in to change your e-mail settings.',
      detail = '{"reason": "no_account"}';
end;
$$;

/**
 * Whether the user of an unsubscribe link's token wants e-mails; null for an unknown token.
 */
create function public.get_support_reply_emails_by_token(token text)
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  select preference.reply_emails
  from support_private.support_email_preferences as preference
  where preference.unsubscribe_token = token;
$$;

/**
 * Switches e-mails on or off for the user of an unsubscribe link's token. Null for `enabled` changes nothing.
 * Returns what is set now, or null for an unknown token. Idempotent.
 */
create function public.set_support_reply_emails_by_token(token text, enabled boolean)
returns boolean
language sql
security definer
set search_path = ''
as $$
  update support_private.support_email_preferences as preference
  set reply_emails = coalesce(enabled, preference.reply_emails)
  where preference.unsubscribe_token = token
  returning preference.reply_emails;
$$;

revoke execute on function support_private.random_token() from public;
revoke all on table support_private.support_email_preferences from anon, authenticated, service_role;
revoke execute on function public.get_support_reply_emails() from public, anon, service_role;
revoke execute on function public.set_support_reply_emails(boolean) from public, anon, service_role;
revoke execute on function public.get_support_reply_emails_by_token(text) from public, service_role;
revoke execute on function public.set_support_reply_emails_by_token(text, boolean) from public, service_role;
grant execute on function public.get_support_reply_emails() to authenticated;
grant execute on function public.set_support_reply_emails(boolean) to authenticated;
-- A mail client that unsubscribes with one click has no session (RFC 8058).
grant execute on function public.get_support_reply_emails_by_token(text) to anon, authenticated;
grant execute on function public.set_support_reply_emails_by_token(text, boolean) to anon, authenticated;

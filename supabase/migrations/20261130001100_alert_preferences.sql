-- Alerts: an e-mail to admins when a user waits and nobody looks. When, to whom, and how to switch them off.
alter table public.support_settings
  add column admin_alert_delay interval default '10 minutes'
    constraint support_settings_admin_alert_delay_range
    check (admin_alert_delay between interval '0' and interval '7 days'),
  add column inbox_url text
    constraint support_settings_inbox_url_form check (inbox_url ~ '^https?://[^/\s]+(/[^\s]*[^/\s])?$');

comment on column public.support_settings.admin_alert_delay is
  'How long a message may wait unseen before admins get an e-mail, at most 7 days. Null: they get none.';
comment on column public.support_settings.inbox_url is
  'Address of the inbox without a slash at its end; a chat''s id follows it in links. Null, the default: app_url with /admin.';

alter table public.support_admins add column email_alerts boolean not null default true;

comment on column public.support_admins.email_alerts is
  'Whether this admin gets e-mails about users who wait. The link in such an e-mail switches it.';

-- Not a column of support_admins, whose rows all admins read.
create table support_private.support_alert_tokens (
  admin_id uuid primary key references public.support_admins (id) on delete cascade,
  unsubscribe_token text not null unique default support_private.random_token()
);

comment on table support_private.support_alert_tokens is 'The secrets of the unsubscribe links in alerts.';
comment on column support_private.support_alert_tokens.unsubscribe_token is
  'A random token that lets its holder switch this admin''s alerts on or off, and nothing else.';

alter table support_private.support_alert_tokens enable row level security;

create policy "Nobody reads tokens but the functions"
on support_private.support_alert_tokens
as restrictive
for all
to public
using (false)
with check (false);

/**
 * Whether the holder of an unsubscribe link's token wants the e-mails that it came with: a user those about replies,
 * an admin those about users who wait. Null for an unknown token.
 */
create or replace function public.get_support_reply_emails_by_token(token text)
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  select preference.reply_emails
  from support_private.support_email_preferences as preference
  where preference.unsubscribe_token = token
  union all
  select admin.email_alerts
  from support_private.support_alert_tokens as alert
  join public.support_admins as admin on admin.id = alert.admin_id
  where alert.unsubscribe_token = token;
$$;

/**
 * Switches the e-mails that an unsubscribe link came with on or off for the holder of its token: a user's about
 * replies, an admin's about users who wait. Null for `enabled` changes nothing. Returns what is set now, or null for an
 * unknown token. Idempotent.
 */
create or replace function public.set_support_reply_emails_by_token(token text, enabled boolean)
returns boolean
language sql
security definer
set search_path = ''
as $$
  with preferences as (
    update support_private.support_email_preferences as preference
    set reply_emails = coalesce(enabled, preference.reply_emails)
    where preference.unsubscribe_token = token
    returning preference.reply_emails as is_set
  ),
  alerts as (
    update public.support_admins as admin
    set email_alerts = coalesce(enabled, admin.email_alerts)
    from support_private.support_alert_tokens as alert
    where alert.unsubscribe_token = token and admin.id = alert.admin_id
    returning admin.email_alerts as is_set
  )
  select preferences.is_set from preferences
  union all
  select alerts.is_set from alerts;
$$;

revoke all on table support_private.support_alert_tokens from anon, authenticated, service_role;
select support_private.grant_support_rights();

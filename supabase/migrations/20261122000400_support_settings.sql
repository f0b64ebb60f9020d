-- The settings, one row, changed at run time:
--   update public.support_settings
--   set app_name = 'Acme', app_url = 'https://acme.example', email_from = 'Acme <support@acme.example>',
--     functions_url = 'https://<project>.supabase.co/functions/v1';
--
-- live_events_paused_until stops all live events in an emergency. Realtime checks the policies when a channel is
-- joined and when its token is renewed, not at each event: an admin who was removed can no longer read, write or
-- join anything, but still receives the events of channels joined before, until their token expires (jwt_expiry in
-- config.toml, at most an hour). To stop that at once, wherever Realtime runs:
--   update public.support_settings set live_events_paused_until = now() + interval '1 hour';
-- Meanwhile clients read the table as they do when events are lost: all messages arrive, only later. SECURITY.md
-- says how the platform closes the sockets themselves.
create table public.support_settings (
  id boolean primary key default true
    constraint support_settings_one_row check (id),
  app_name text not null default 'Example'
    constraint support_settings_app_name_length check (char_length(app_name) between 1 and 60),
  app_url text not null default 'http://localhost:5173'
    constraint support_settings_app_url_form check (app_url ~ '^https?://[^/\s]+(/[^\s]*[^/\s])?$'),
  email_from text not null default 'Support <support@example.com>'
    constraint support_settings_email_from_form check (email_from ~ '^[^<>\r\n]+<[^<>\s]+@[^<>\s]+>$|^[^<>\s]+@[^<>\s]+$'),
  email_accent_color text not null default '#4338ca'
    constraint support_settings_email_accent_color_form check (email_accent_color ~ '^#[0-9a-fA-F]{6}$'),
  functions_url text
    constraint support_settings_functions_url_form check (functions_url ~ '^https?://[^/\s]+(/[^\s]*)?$'),
  reply_email_delay interval not null default '5 minutes'
    constraint support_settings_reply_email_delay_range
    check (reply_email_delay between interval '0' and interval '7 days'),
  email_archived_replies boolean not null default false,
  user_message_burst integer not null default 120
    constraint support_settings_user_message_burst_range check (user_message_burst between 1 and 100000),
  user_message_interval interval not null default '2 seconds'
    constraint support_settings_user_message_interval_range
    check (user_message_interval between interval '1 millisecond' and interval '1 day'),
  admin_message_burst integer not null default 300
    constraint support_settings_admin_message_burst_range check (admin_message_burst between 1 and 100000),
  admin_message_interval interval not null default '500 milliseconds'
    constraint support_settings_admin_message_interval_range
    check (admin_message_interval between interval '1 millisecond' and interval '1 day'),
  chat_burst integer not null default 5
    constraint support_settings_chat_burst_range check (chat_burst between 1 and 100000),
  chat_interval interval not null default '10 minutes'
    constraint support_settings_chat_interval_range
    check (chat_interval between interval '1 millisecond' and interval '1 day'),
  archived_chat_retention interval
    constraint support_settings_archived_chat_retention_range
    check (archived_chat_retention >= interval '1 day'),
  live_events_paused_until timestamptz,
  updated_at timestamptz not null default now()
);

comment on table public.support_settings is 'Settings of the support chat: one row.';
comment on column public.support_settings.app_name is
  'Name of the app, in e-mails: "New reply from <app name> Support".';
comment on column public.support_settings.app_url is
  'Address of the app without a slash at its end; links in e-mails begin with it.';
comment on column public.support_settings.email_from is
  'Sender of the e-mails, "Name <address>"; the domain must be verified with the mail service.';
comment on column public.support_settings.email_accent_color is
  'Colour of the button in e-mails, as #rrggbb.';
comment on column public.support_settings.functions_url is
  'Base address of the project''s edge functions, https://<project>.supabase.co/functions/v1. Null, the default: no e-mail is sent.';
comment on column public.support_settings.reply_email_delay is
  'How long a reply may stay unread before the user gets an e-mail.';
comment on column public.support_settings.email_archived_replies is
  'Whether replies in an archived chat are mailed too. False, the default: archiving a chat cancels its waiting mail.';
comment on column public.support_settings.user_message_burst is
  'How many messages a user may send in a burst.';
comment on column public.support_settings.user_message_interval is
  'After a burst, a user may send one message per interval.';
comment on column public.support_settings.admin_message_burst is
  'How many messages an admin may send in a burst, in all chats together.';
comment on column public.support_settings.admin_message_interval is
  'After a burst, an admin may send one message per interval.';
comment on column public.support_settings.chat_burst is
  'How many chats a user may create in a burst. A user has one, and creates another only after erasing it.';
comment on column public.support_settings.chat_interval is
  'After a burst, a user may create one chat per interval.';
comment on column public.support_settings.archived_chat_retention is
  'How long after it was archived a chat is deleted, at least a day. Null, the default: never.';
comment on column public.support_settings.live_events_paused_until is
  'Until then no live event is sent to anybody, and clients read the tables instead. Null, the default: no pause.';

alter table public.support_settings enable row level security;

create trigger support_settings__updated_at
before update on public.support_settings
for each row
execute function support_private.tg__updated_at();

create policy "Admins can see the settings"
on public.support_settings
for select
to authenticated
using ((select support_private.is_support_admin()));

create policy "Nobody else sees or changes the settings, whatever else is allowed"
on public.support_settings
as restrictive
for all
to public
using ((select support_private.is_support_admin()))
with check (false);

create policy "Nobody deletes the settings, whatever else is allowed"
on public.support_settings
as restrictive
for delete
to public
using (false);

-- Changed with SQL or the secret key only. Nobody inserts or deletes: without the row there are no limits and no
-- e-mails.
revoke all on table public.support_settings from anon, authenticated, service_role;
grant select on table public.support_settings to authenticated;
grant select, update on table public.support_settings to service_role;

insert into public.support_settings default values;

-- What is set at run time, in one row:
--   update public.support_settings
--   set app_name = 'Acme', app_url = 'https://acme.example', email_from = 'Acme <support@acme.example>',
--     functions_url = 'https://<project>.supabase.co/functions/v1';
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
  updated_at timestamptz not null default now()
);

comment on table public.support_settings is 'Settings of the support chat: one row.';
comment on column public.support_settings.app_name is
  'Name of the app, in e-mails: "New reply from <app name> Support".';
comment on column public.support_settings.app_url is
  'Where the app is, without a slash at the end; links in e-mails begin with it.';
comment on column public.support_settings.email_from is
  'Sender of the e-mails, "Name <address>"; the domain must be verified with the mail service.';
comment on column public.support_settings.email_accent_color is
  'Colour of the button in e-mails, as #rrggbb.';
comment on column public.support_settings.functions_url is
  'Where the project''s edge functions are, https://<project>.supabase.co/functions/v1. Null, the default: no e-mail is sent.';
comment on column public.support_settings.reply_email_delay is
  'How long a reply may stay unread before the user gets an e-mail.';
comment on column public.support_settings.email_archived_replies is
  'Whether replies in an archived chat are mailed too. False, the default: archiving ends the waiting mail.';

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

-- Changed with SQL or the secret key only.
revoke all on table public.support_settings from anon, authenticated;
grant select on table public.support_settings to authenticated;
grant select, update on table public.support_settings to service_role;

insert into public.support_settings default values;

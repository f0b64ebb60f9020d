-- Owners change the settings through the API, column by column (version_rights.sql):
--   from('support_settings').update({ app_name: 'Acme' }).eq('id', true)
-- These stay with SQL and the secret key:
--   functions_url            the address that the claims of e-mails, which are worth their content, are sent to
--   delete_empty_guests      deletes accounts, which are the host's
--   live_events_paused_until an emergency brake of whoever runs the project
--   inbox_event_interval     for the largest teams; other clients of the inbox's topic must know batches
alter table public.support_settings
  add column waiting_warning interval not null default '1 hour'
    constraint support_settings_waiting_warning_range
    check (waiting_warning between interval '1 minute' and interval '30 days');

comment on column public.support_settings.waiting_warning is
  'After which time a user who waits for a reply stands out in the inbox, a minute to 30 days.';

create policy "Owners can change the settings"
on public.support_settings
for update
to authenticated
using ((select support_private.is_support_owner()))
with check ((select support_private.is_support_owner()));

alter policy "Nobody else sees or changes the settings, whatever else is allowed"
on public.support_settings
with check ((select support_private.is_support_owner()));

create policy "Nobody who is no owner changes the settings, whatever else is allowed"
on public.support_settings
as restrictive
for update
to public
using ((select support_private.is_support_owner()));

create policy "Nobody inserts settings, whatever else is allowed"
on public.support_settings
as restrictive
for insert
to public
with check (false);

/**
 * Before an update of the settings through the API: refuses anybody but an owner, whom the policies above would let
 * change no row and tell nothing.
 *
 * Errors: 42501 with the reason not_owner.
 */
create function support_private.tg_support_settings__require_owner()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if not support_private.is_support_backend() then
    perform support_private.require_support_owner();
  end if;
  return null;
end;
$$;

create trigger support_settings__require_owner
before update on public.support_settings
for each statement
execute function support_private.tg_support_settings__require_owner();

select support_private.grant_support_rights();

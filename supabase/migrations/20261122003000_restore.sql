-- Restoring a back-up: the migrations create the schema, and a dump of `supabase db dump --data-only` inserts the data
-- with triggers disabled; see "Back up and restore" in the README.

/**
 * Before the settings of a back-up are inserted: deletes the row that the migrations have created.
 */
create function support_private.tg_support_settings__replace()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  delete from public.support_settings;
  return new;
end;
$$;

create trigger support_settings__replace
before insert on public.support_settings
for each row
execute function support_private.tg_support_settings__replace();

-- Fires only where triggers are disabled (session_replication_role = replica).
alter table public.support_settings enable replica trigger support_settings__replace;

/**
 * Creates again what a dump of the schema leaves out because it is in Supabase's own schemas: the policies of
 * realtime.messages, the triggers of auth.users and the jobs of pg_cron. Also resets the rights, which the default
 * privileges of the new project have widened. Idempotent; called by the owner:
 *   select support_private.repair_support_chat();
 */
create function support_private.repair_support_chat()
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform support_private.attach_support_chat_email();
  perform support_private.attach_support_rate_limits();
  perform support_private.create_support_topic_policies();
  perform support_private.schedule_support_jobs();
  perform support_private.grant_support_rights();
end;
$$;

-- Also for the functions of this file.
select support_private.grant_support_rights();

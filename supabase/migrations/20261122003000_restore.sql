-- The way back from a back-up. Migrations make the schema, and the data goes over it with triggers at rest,
-- as `supabase db dump --data-only` writes it; see "Back up and restore" in the README.

/**
 * Before the settings of a back-up are inserted: they take the place of those that the migrations have made.
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

-- Where triggers are at rest (session_replication_role = replica), and nowhere else.
alter table public.support_settings enable replica trigger support_settings__replace;

/**
 * Puts back what is not in a dump of the schema, since it stands in schemas of Supabase's own: the policies of
 * realtime.messages, the triggers of auth.users, the jobs of pg_cron; and the rights as they are meant, which the
 * new project's default privileges have widened. To be called as often as one likes, by the owner:
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

-- The functions that were made in this file are nobody's either.
select support_private.grant_support_rights();

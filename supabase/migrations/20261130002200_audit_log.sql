-- Who changed what and when: settings and admins by triggers, so that no path misses it, and exports, erasures and
-- e-mails that are tried again by the functions that do them (owner_actions.sql). It holds no content of chats and no
-- address of a user: somebody whose data was exported or erased is an account's id.
create table public.support_audit_log (
  id uuid primary key default gen_random_uuid(),
  -- No foreign keys: the log outlives those whom it names.
  admin_id uuid,
  admin_name text,
  action text not null
    constraint support_audit_log_action_known check (
      action in (
        'settings_changed', 'admin_added', 'admin_changed', 'admin_removed', 'data_exported', 'data_erased',
        'email_retried'
      )
    ),
  details jsonb not null default '{}',
  created_at timestamptz not null default clock_timestamp()
);

comment on table public.support_audit_log is
  'Who changed settings and admins, exported or erased somebody''s data, or had an e-mail tried again. Kept for two years.';
comment on column public.support_audit_log.admin_id is
  'Public id of the admin who did it; null for the project itself: SQL, the secret key or Auth.';
comment on column public.support_audit_log.admin_name is
  'That admin''s display name then.';
comment on column public.support_audit_log.action is
  'settings_changed, admin_added, admin_changed, admin_removed, data_exported, data_erased or email_retried.';
comment on column public.support_audit_log.details is
  'settings_changed: {changes: {<column>: {old, new}}}. admin_*: {admin_id, display_name}, with role or changes. data_*: {user_id}. email_retried: {notification_id}.';

create index support_audit_log_created_at_idx
on public.support_audit_log (created_at desc, id desc);

alter table public.support_audit_log enable row level security;

create policy "Owners can read the log"
on public.support_audit_log
for select
to authenticated
using ((select support_private.is_support_owner()));

create policy "Nobody else reads the log and nobody writes it, whatever else is allowed"
on public.support_audit_log
as restrictive
for all
to public
using ((select support_private.is_support_owner()))
with check (false);

create policy "Nobody deletes from the log, whatever else is allowed"
on public.support_audit_log
as restrictive
for delete
to public
using (false);

/**
 * Writes an entry of the log, by the caller. `removed` is an admin whose row this statement has deleted, and who may be
 * the caller.
 */
create function support_private.log_support_action(
  action text,
  details jsonb,
  removed public.support_admins default null
)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  insert into public.support_audit_log (admin_id, admin_name, action, details)
  select caller.id, caller.display_name, log_support_action.action, log_support_action.details
  from (values (auth.uid())) as request (user_id)
  left join lateral (
    select admin.id, admin.display_name
    from public.support_admins as admin
    where admin.user_id = request.user_id
    union all
    select removed.id, removed.display_name
    where removed.user_id = request.user_id
    limit 1
  ) as caller on true;
end;
$$;

/**
 * What differs between two versions of a row: {<column>: {old, new}} of the columns that changed, but for `ignored`.
 * Null when nothing does.
 */
create function support_private.changed_columns(before jsonb, after jsonb, ignored text[])
returns jsonb
language sql
immutable
set search_path = ''
as $$
  select jsonb_object_agg(
    given.name, jsonb_build_object('old', before -> given.name, 'new', given.value)
  )
  from jsonb_each(after) as given (name, value)
  where given.value is distinct from before -> given.name and given.name <> all (ignored);
$$;

/**
 * After an update of the settings: logs what was changed.
 */
create function support_private.tg_support_settings__log()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  c_changes constant jsonb := support_private.changed_columns(
    to_jsonb(old), to_jsonb(new), '{updated_at}'
  );
begin
  if c_changes is not null then
    perform support_private.log_support_action('settings_changed', jsonb_build_object('changes', c_changes));
  end if;
  return null;
end;
$$;

create trigger support_settings__log
after update on public.support_settings
for each row
execute function support_private.tg_support_settings__log();

/**
 * After a change of an admin: logs it. Whether admins get e-mails about users who wait is their own affair, and is not
 * logged.
 */
create function support_private.tg_support_admins__log()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_admin public.support_admins;
  v_changes jsonb;
begin
  if tg_op = 'DELETE' then
    v_admin := old;
  else
    v_admin := new;
  end if;
  if tg_op = 'UPDATE' then
    v_changes := support_private.changed_columns(to_jsonb(old), to_jsonb(new), '{email_alerts}');
    if v_changes is null then
      return null;
    end if;
  end if;
  perform support_private.log_support_action(
    case tg_op when 'INSERT' then 'admin_added' when 'DELETE' then 'admin_removed' else 'admin_changed' end,
    jsonb_build_object('admin_id', v_admin.id, 'display_name', v_admin.display_name)
      || case
        when v_changes is null then jsonb_build_object('role', v_admin.role)
        else jsonb_build_object('changes', v_changes)
      end,
    case tg_op when 'DELETE' then v_admin end
  );
  return null;
end;
$$;

create trigger support_admins__log
after insert or update or delete on public.support_admins
for each row
execute function support_private.tg_support_admins__log();

/**
 * Deletes entries of the log that are older than two years, at most `batch_size`. Returns how many it deleted.
 */
create function support_private.delete_old_log_entries(batch_size integer default 10000)
returns integer
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_deleted integer;
begin
  delete from public.support_audit_log as entry
  where entry.id = any (
    array(
      select old.id
      from public.support_audit_log as old
      where old.created_at < now() - interval '2 years'
      order by old.created_at
      limit batch_size
    )
  );
  get diagnostics v_deleted = row_count;
  return v_deleted;
end;
$$;

/**
 * Deletes the log of our own jobs after a week, settled rows of the outbox after a month, and entries of the audit log
 * after two years. pg_net deletes the answers to requests itself (pg_net.ttl). Also what empty guests leave behind.
 */
create or replace function support_private.clean_up_support()
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  -- A run that a restart of the server has interrupted has no end, and perhaps no start.
  delete from cron.job_run_details as run
  where run.jobid in (select job.jobid from cron.job as job where job.jobname like 'support-%')
    and (
      coalesce(run.end_time, run.start_time) < now() - interval '7 days'
      or run.end_time is null and run.start_time is null and run.status = 'failed'
    );
  delete from public.support_reply_notifications
  where status in ('sent', 'skipped', 'failed') and due_at < now() - interval '30 days';
  perform support_private.delete_old_log_entries();
  perform support_private.delete_empty_guest_chats();
  begin
    perform support_private.delete_empty_guest_accounts();
  exception when others then
    -- Such as a trigger of the host that refuses it. What is deleted above stays deleted.
    raise warning 'The accounts of empty guests are not deleted: %', sqlerrm;
  end;
end;
$$;

select support_private.grant_support_rights();

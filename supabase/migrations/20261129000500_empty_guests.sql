-- What guests leave behind who never wrote. Their accounts are the host's: its tables may refer to them, with
-- `on delete cascade` as Supabase's own examples have it, and an order or a cart would go with the account. So by
-- default only our own empty chats are deleted, which are created again when the guest comes back. Only where
-- support_settings.delete_empty_guests is on are the accounts deleted too, and of them only those that no row of
-- another table refers to with a foreign key. A host that keeps the ids of users without one leaves the setting off.
alter table public.support_settings
  add column empty_guest_retention interval default '30 days'
    constraint support_settings_empty_guest_retention_range check (empty_guest_retention >= interval '1 day'),
  add column delete_empty_guests boolean not null default false;

comment on column public.support_settings.empty_guest_retention is
  'How long the chat of a guest who has written nothing is kept, at least a day; also the account, if delete_empty_guests is on. Null: for ever.';
comment on column public.support_settings.delete_empty_guests is
  'Whether the accounts of guests who have written nothing to support are deleted too, also if they never opened the chat, unless a row of another table refers to them. False, the default: accounts are the host''s.';

-- For the query below only: a chat leaves it with its first message.
create index support_chats_empty_guests_idx
on public.support_chats (created_at)
where message_count = 0 and guest_name is not null;

/**
 * Deletes up to `batch_size` chats without a message of guests, created longer ago than
 * support_settings.empty_guest_retention. A chat that is locked is left to the next run. Returns how many it deleted.
 */
create function support_private.delete_empty_guest_chats(batch_size integer default 10000)
returns integer
language plpgsql
security definer
set search_path = ''
as $$
declare
  c_before constant timestamptz := now() - (
    select settings.empty_guest_retention from public.support_settings as settings
  );
  v_deleted integer;
begin
  delete from public.support_chats as chat
  where chat.id = any (
    array(
      select empty.id
      from public.support_chats as empty
      where empty.message_count = 0
        and empty.guest_name is not null
        and coalesce(empty.user_email, '') = ''
        and empty.created_at < c_before
      order by empty.created_at
      limit batch_size
      for update skip locked
    )
  );
  get diagnostics v_deleted = row_count;
  return v_deleted;
end;
$$;

/**
 * A condition in SQL: no row of any table but those of Auth and our own refers to the row `account` of auth.users with
 * a foreign key. Admins count as referred to.
 */
create function support_private.unreferenced_account_condition()
returns text
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    select coalesce(
      string_agg(
        format(
          'not exists (select from %s as host where host.%I = account.%I)',
          reference.conrelid::regclass, referring.attname, referred.attname
        ),
        ' and '
      ),
      'true'
    )
    from pg_catalog.pg_constraint as reference
    join pg_catalog.pg_class as relation on relation.oid = reference.conrelid
    -- The first of several columns alone may find more rows, and keep more accounts.
    join pg_catalog.pg_attribute as referring
      on referring.attrelid = reference.conrelid and referring.attnum = reference.conkey[1]
    join pg_catalog.pg_attribute as referred
      on referred.attrelid = reference.confrelid and referred.attnum = reference.confkey[1]
    where reference.contype = 'f'
      and reference.confrelid = 'auth.users'::regclass
      -- A partition's reference is found through the partitioned table.
      and reference.conparentid = 0
      and relation.relnamespace <> 'auth'::regnamespace
      and relation.oid not in (
        'public.support_chats'::regclass, 'support_private.support_email_preferences'::regclass
      )
  );
end;
$$;

/**
 * Deletes up to `batch_size` accounts of guests who have written nothing to support, have not used their session for
 * support_settings.empty_guest_retention, and to whom nothing refers. Does nothing unless
 * support_settings.delete_empty_guests is on. Returns how many it deleted.
 */
create function support_private.delete_empty_guest_accounts(batch_size integer default 10000)
returns integer
language plpgsql
security definer
set search_path = ''
as $$
declare
  c_before constant timestamptz := now() - (
    select settings.empty_guest_retention
    from public.support_settings as settings
    where settings.delete_empty_guests
  );
  v_deleted integer;
begin
  if c_before is null then
    return 0;
  end if;
  execute format(
    $delete$
      delete from auth.users as guest
      where guest.id = any (
        array(
          select account.id
          from auth.users as account
          where account.is_anonymous
            and account.deleted_at is null
            and greatest(account.created_at, account.last_sign_in_at) < $1
            and not exists (
              select from auth.sessions as session
              where session.user_id = account.id
                -- Without a time zone, in UTC.
                and coalesce(session.refreshed_at at time zone 'UTC', session.created_at) >= $1
            )
            and not exists (
              select from public.support_chats as chat
              where chat.user_id = account.id and chat.message_count > 0
            )
            and %s
          limit $2
          for update skip locked
        )
      )
    $delete$,
    support_private.unreferenced_account_condition()
  )
  using c_before, batch_size;
  get diagnostics v_deleted = row_count;
  return v_deleted;
end;
$$;

/**
 * Deletes the log of our own jobs after a week and settled rows of the outbox after a month. pg_net deletes the
 * answers to requests itself (pg_net.ttl). Also what empty guests leave behind.
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

-- Which files are to be removed: those of deleted messages and chats, and those that no message has taken within a day.

/**
 * Before the insert of a message with files, after they were taken, which has locked their objects (message_files.sql):
 * takes them off the queue. A claim skips what is locked, so that the queue is as every claim that came before has left
 * it. A file that was claimed may be gone at any moment.
 *
 * Errors: 23514 with the reason attachment_missing when one of them was claimed.
 */
create function support_private.tg_support_messages__unqueue_files()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  c_paths constant text[] := array(select jsonb_object_keys(new.attachment_versions));
begin
  delete from support_private.support_file_removals as removal
  where removal.path = any (c_paths) and removal.batch_id is null;
  if exists (select from support_private.support_file_removals as removal where removal.path = any (c_paths)) then
    perform support_private.refuse_missing_support_file();
  end if;
  return new;
end;
$$;

-- Triggers of one kind fire in the order of their names: after support_messages__take_files.
create trigger support_messages__unqueue_files
before insert on public.support_messages
for each row
when (new.attachments <> '[]')
execute function support_private.tg_support_messages__unqueue_files();

/**
 * After the deletion of a message with files: queues them and their previews. Not when its chat is deleted, whose folder
 * is queued.
 */
create function support_private.tg_support_messages__queue_files()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if exists (select from public.support_chats as chat where chat.id = old.chat_id) then
    insert into support_private.support_file_removals (path)
    select (file #>> '{}') || suffix
    from jsonb_path_query(old.attachments, '$[*].path') as file
    cross join unnest('{"",.preview}'::text[]) as suffix
    on conflict (path) do nothing;
  end if;
  return null;
end;
$$;

create trigger support_messages__queue_files
after delete on public.support_messages
for each row
when (old.attachments <> '[]')
execute function support_private.tg_support_messages__queue_files();

/**
 * After the deletion of a chat: queues its folder, also for files that no message has taken. The job finds out whether
 * there is any (support_private.expand_support_folders), so that a deletion costs the same with files and without.
 */
create function support_private.tg_support_chats__queue_folder()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  insert into support_private.support_file_removals (path)
  values (old.id || '/')
  on conflict (path) do nothing;
  return null;
end;
$$;

create trigger support_chats__queue_folder
after delete on public.support_chats
for each row
execute function support_private.tg_support_chats__queue_folder();

/**
 * Makes the jobs that queue files wait for each other, until the end of the transaction: they queue many, each in its
 * own order, and would deadlock.
 */
create function support_private.lock_support_file_jobs()
returns void
language plpgsql
set search_path = ''
as $$
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('support_private.lock_support_file_jobs', 0));
end;
$$;

/**
 * Replaces queued folders, at most 1,000, by the files in them, at most `batch_size`; the rest is left to the next run.
 *
 * Paths are compared byte by byte (collate "C"), in the order of Storage's own index on bucket and name; 0 follows the
 * slash in it.
 */
create function support_private.expand_support_folders(batch_size integer)
returns void
language plpgsql
set search_path = ''
as $$
declare
  c_most_folders constant integer := 1000;
  v_folder text;
  v_left integer := batch_size;
  v_queued integer;
begin
  for v_folder in
    select removal.path
    from support_private.support_file_removals as removal
    where removal.path like '%/'
    order by removal.queued_at
    limit c_most_folders
  loop
    insert into support_private.support_file_removals (path)
    select object.name
    from storage.objects as object
    where object.bucket_id = 'support-attachments'
      and object.name collate "C" > v_folder
      and object.name collate "C" < rtrim(v_folder, '/') || '0'
      and not exists (
        select from support_private.support_file_removals as removal where removal.path = object.name
      )
    order by object.name collate "C"
    limit v_left
    -- Queued meanwhile, with a deleted message.
    on conflict (path) do nothing;
    get diagnostics v_queued = row_count;
    v_left := v_left - v_queued;
    exit when v_left <= 0;
    delete from support_private.support_file_removals as removal where removal.path = v_folder;
  end loop;
end;
$$;

/**
 * Looks at the next `batch_size` files of the bucket, by name and from the beginning again after the last, and queues
 * those that were uploaded more than a day ago and are in no message. Returns how many it queued.
 */
create function support_private.queue_unsent_support_files(batch_size integer default 5000)
returns integer
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_from text;
  v_seen integer;
  v_last text;
  v_queued integer;
begin
  perform support_private.lock_support_file_jobs();
  select progress.swept_until into v_from from support_private.support_file_removal_progress as progress;
  with step as materialized (
    select object.name, object.created_at
    from storage.objects as object
    where object.bucket_id = 'support-attachments' and object.name collate "C" > coalesce(v_from, '')
    order by object.name collate "C"
    limit batch_size
  ), queued as (
    insert into support_private.support_file_removals (path)
    select step.name
    from step
    where step.created_at < now() - interval '1 day'
      and (support_private.find_support_file(step.name)).path is null
    on conflict (path) do nothing
    returning path
  )
  select count(*), max(step.name collate "C"), (select count(*) from queued)
  into v_seen, v_last, v_queued
  from step;
  insert into support_private.support_file_removal_progress (swept_until)
  values (case when v_seen < batch_size then '' else v_last end)
  on conflict (id) do update set swept_until = excluded.swept_until;
  return v_queued;
end;
$$;

select support_private.grant_support_rights();

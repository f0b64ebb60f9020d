-- Who reads and uploads files. Storage asks the policies of storage.objects as the caller: before it signs an address or
-- answers with a file, and before it takes an upload, of which it stores the row as itself once the bytes are there.

/**
 * Whether a file may be read by others than who has uploaded it: true when it may, null while it is being checked, false
 * when it is refused. `path` is its name in the bucket support-attachments. This one allows all. To have files scanned,
 * replace it by one that looks up what the scanner has found:
 *   create or replace function public.support_attachment_allowed(path text) returns boolean …
 * Only functions of the chat call it, with the rights of their owner, and once for each file that is read. Until its
 * message is sent a file can be replaced by a slower upload: keep what is found by storage.objects.version too.
 */
create function public.support_attachment_allowed(path text)
returns boolean
language plpgsql
stable
set search_path = ''
as $$
begin
  return true;
end;
$$;

/**
 * What public.support_attachment_allowed says; null, with a warning in the log, when it fails.
 */
create function support_private.is_support_file_allowed(path text)
returns boolean
language plpgsql
set search_path = ''
as $$
begin
  return public.support_attachment_allowed(path);
exception when others then
  raise warning 'support_attachment_allowed failed: %', sqlerrm;
  return null;
end;
$$;

/**
 * What the names of all files begin with that the caller may ever see: that of their own chat; '' for an admin; null for
 * who has no chat. Security definer, so that it runs for every role. Parallel safe like can_read_support_file.
 */
create function support_private.support_file_folder()
returns text
language plpgsql
stable
security definer
parallel safe
set search_path = ''
as $$
begin
  return case
    when support_private.is_support_admin() then ''
    else support_private.own_support_chat_id() || '/'
  end;
exception
  -- Tokens of another sign-in service may name their users by something else than a uuid.
  when invalid_text_representation then
    return null;
end;
$$;

/**
 * The file of a stored message that an object's `name` belongs to, which is the file itself or its preview: the file's
 * `path` and the `version` that the object had when the message was sent. Nulls when no message has it.
 */
create function support_private.find_support_file(name text, out path text, out version text)
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  c_message_id constant text := substring(
    name from '^[0-9a-f-]{36}/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/'
  );
  v_is_file boolean;
begin
  select
    message.attachment_versions ->> find_support_file.name,
    message.attachments @> jsonb_build_array(jsonb_build_object('path', find_support_file.name))
  into version, v_is_file
  from public.support_messages as message
  where message.id = c_message_id::uuid;
  if version is not null then
    path := case when v_is_file then name else regexp_replace(name, '\.preview$', '') end;
  end if;
end;
$$;

/**
 * Whether an object is as it was when its message was sent, whose `version_sent` is null when there is none: not replaced
 * since, except by the project itself, whose uploads nobody owns.
 */
create function support_private.is_support_file_as_sent(version text, version_sent text, owner_id text)
returns boolean
language plpgsql
immutable
set search_path = ''
as $$
begin
  return coalesce(version_sent is not null and (version = version_sent or owner_id is null), false);
end;
$$;

/**
 * Whether the caller may read an object of the bucket support-attachments, by its columns: a file or preview of a
 * message in their own chat, as an admin in any, unless the host holds it back; and always what they have uploaded there
 * themselves. Security definer, so that it runs for every role: the restrictive policies call it for all of them.
 *
 * A query for files of the host's has it in its plan without calling it. It is declared as parallel safe, and cheap, so
 * that the plan stays as it would be.
 */
create function support_private.can_read_support_file(name text, owner_id text, version text)
returns boolean
language plpgsql
stable
security definer
parallel safe
cost 1
set search_path = ''
as $$
declare
  v_file record;
begin
  if starts_with(name, support_private.support_file_folder()) is not true then
    return false;
  end if;
  if owner_id = auth.uid()::text then
    return true;
  end if;
  v_file := support_private.find_support_file(name);
  return support_private.is_support_file_as_sent(version, v_file.version, owner_id)
    and support_private.is_support_file_allowed(v_file.path) is true;
end;
$$;

/**
 * How many objects the caller has uploaded to a chat in the last day that no message has, such as those of messages being
 * written. Older ones are removed.
 */
create function support_private.count_unsent_support_files(chat_id uuid)
returns integer
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return (
    select count(*)
    from storage.objects as object
    where object.bucket_id = 'support-attachments'
      -- As Storage's index has the names. A 0 follows the slash.
      and object.name collate "C" >= count_unsent_support_files.chat_id || '/'
      and object.name collate "C" < count_unsent_support_files.chat_id || '0'
      and object.owner_id = auth.uid()::text
      and object.created_at > now() - interval '1 day'
      -- One look-up each: no join that reads all messages.
      and (
        select message.attachment_versions ->> object.name
        from public.support_messages as message
        where message.id = substring(
          object.name
          from '^[0-9a-f-]{36}/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/'
        )::uuid
      ) is null
  );
end;
$$;

/**
 * Whether the caller may upload an object of this name to the bucket support-attachments, as its owner: for a message to
 * come in their own chat, as an admin in any. A blocked user may not, and neither may who has uploaded 120 files there
 * in a day that no message has. Security definer like can_read_support_file.
 */
create function support_private.can_write_support_file(name text, owner_id text)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  c_most_unsent constant integer := 120;
  c_ids constant text[] := regexp_match(
    name,
    '^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})'
      '/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})'
      '/[A-Za-z0-9][A-Za-z0-9._-]{0,120}(?:\.preview)?$'
  );
begin
  if c_ids is null
    or owner_id is distinct from auth.uid()::text
    or starts_with(name, support_private.support_file_folder()) is not true
    -- Other ways to upload, such as to a signed address, ask here long before they store the object: they could be
    -- begun by the thousand. A Storage that does not say what it does has no such setting.
    or coalesce(current_setting('storage.operation', true), '') not in ('', 'storage.object.upload')
  then
    return false;
  end if;
  return exists (
      select from public.support_chats as chat
      where chat.id = c_ids[1]::uuid and (chat.blocked_at is null or chat.user_id <> auth.uid())
    )
    and not exists (select from public.support_messages as message where message.id = c_ids[2]::uuid)
    and exists (select from public.support_settings as settings where settings.attachments_per_message > 0)
    and support_private.count_unsent_support_files(c_ids[1]::uuid) < c_most_unsent;
exception
  -- See support_file_folder.
  when invalid_text_representation then
    return false;
end;
$$;

/**
 * Creates our policies of storage.objects, in place of those that are there. A dump of the schema leaves them out: see
 * support_private.repair_support_chat.
 *
 * As in Realtime's table they come in pairs, because permissive policies are OR-ed with the host's own. The permissive
 * ones only let pass what may concern the caller, and the restrictive ones decide. For other buckets these compare the
 * bucket's name and call nothing.
 */
create function support_private.create_support_file_policies()
returns void
language plpgsql
set search_path = ''
-- Without the notices that there was no policy to drop.
set client_min_messages = warning
as $$
begin
  drop policy if exists "Support chat: owners and admins read files" on storage.objects;
  create policy "Support chat: owners and admins read files"
  on storage.objects
  for select
  to authenticated
  using (
    bucket_id = 'support-attachments' and starts_with(name, (select support_private.support_file_folder()))
  );

  drop policy if exists "Support chat: owners and admins upload files" on storage.objects;
  create policy "Support chat: owners and admins upload files"
  on storage.objects
  for insert
  to authenticated
  with check (
    bucket_id = 'support-attachments' and starts_with(name, (select support_private.support_file_folder()))
  );

  drop policy if exists "Support chat: nobody else reads files, whatever else is allowed" on storage.objects;
  create policy "Support chat: nobody else reads files, whatever else is allowed"
  on storage.objects
  as restrictive
  for select
  to public
  using (
    bucket_id is distinct from 'support-attachments'
    or support_private.can_read_support_file(name, owner_id, version)
  );

  drop policy if exists "Support chat: nobody else uploads files, whatever else is allowed" on storage.objects;
  create policy "Support chat: nobody else uploads files, whatever else is allowed"
  on storage.objects
  as restrictive
  for insert
  to public
  with check (
    bucket_id is distinct from 'support-attachments'
    or support_private.can_write_support_file(name, owner_id)
  );

  drop policy if exists "Support chat: nobody replaces files" on storage.objects;
  create policy "Support chat: nobody replaces files"
  on storage.objects
  as restrictive
  for update
  to public
  using (bucket_id is distinct from 'support-attachments')
  with check (bucket_id is distinct from 'support-attachments');

  drop policy if exists "Support chat: nobody deletes files" on storage.objects;
  create policy "Support chat: nobody deletes files"
  on storage.objects
  as restrictive
  for delete
  to public
  using (bucket_id is distinct from 'support-attachments');
end;
$$;

select support_private.create_support_file_policies();

/**
 * What becomes of files of the caller's chat, or of any for an admin: `ready`; `checking` while the host's
 * support_attachment_allowed says neither yes nor no; `refused` when it says no; `gone` when there is no such file, or
 * not the one that was sent. Of paths that are not for the caller to ask about there is no row.
 *
 * Errors: 22023 with the reason too_many_paths for more than 100.
 */
create function public.support_attachment_states(paths text[])
returns table (path text, state text)
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  c_limit constant integer := 100;
begin
  if cardinality(paths) > c_limit then
    raise invalid_parameter_value using
      message = format('At most %s paths may be asked about at once.', c_limit),
      detail = '{"reason": "too_many_paths"}';
  end if;
  return query
  select
    asked.path,
    case
      when not support_private.is_support_file_as_sent(object.version, file.version, object.owner_id)
        or object.name is null
      then 'gone'
      else case support_private.is_support_file_allowed(file.path)
        when true then 'ready'
        when false then 'refused'
        else 'checking'
      end
    end
  from (
    select distinct given.path
    from unnest(paths) as given (path)
    where starts_with(given.path, (select support_private.support_file_folder()))
  ) as asked
  cross join lateral support_private.find_support_file(asked.path) as file
  left join storage.objects as object
    on object.bucket_id = 'support-attachments' and object.name = asked.path;
end;
$$;

select support_private.grant_support_rights();

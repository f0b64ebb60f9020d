-- The files of a message. A client uploads them to Storage first, as <chat id>/<message id>/<name> in the bucket
-- support-attachments, and then sends the message with their paths. The message is refused unless they are there, so
-- that it and its files appear together or not at all. Size and type are those that Storage has, not the client's.
alter table public.support_messages
  add column attachments jsonb not null default '[]',
  add column attachment_versions jsonb;

comment on column public.support_messages.attachments is
  'Its files, in the order chosen: [{path, name, mime_type, size_bytes, width, height}]. The path is that in the bucket support-attachments; width and height are null but for a picture that the writer''s browser has re-encoded, whose small version is at <path>.preview. On insert: [{path, name, width, height}], at most support_settings.attachments_per_message.';
comment on column public.support_messages.attachment_versions is
  'Storage''s version of each of these objects, by name, previews included; null without files. A later version is not shown: only an upload that began before the message was sent can still replace a file.';

/**
 * Whether a text has a visible character: anything but Unicode spaces and invisible characters.
 */
create function support_private.is_visible_support_text(content text)
returns boolean
language plpgsql
immutable
set search_path = ''
as $$
begin
  return coalesce(
    content ~ '[^\s\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0]',
    false
  );
end;
$$;

drop function support_private.normalize_support_message(text);

/**
 * The content as it is stored: with line breaks as \n and without the control characters C0 and C1 but tab and line
 * break, which, pasted from a terminal, would reach logs and e-mails. Refuses a content that is longer than 4,000
 * characters or blank, Unicode spaces and invisible characters aside; with `may_be_blank`, the answer to that is ''.
 *
 * Otherwise the text stays as it was written. It is not normalized to NFC, which would change some names and quoted
 * code; the limit counts code points as they came in, so that combining marks end at 16 kB. Characters that change
 * the direction of writing are kept, because Hebrew and Arabic need them: showing them safely is up to the client.
 *
 * Errors: 23514 with the reason blank or too_long.
 */
create function support_private.normalize_support_message(content text, may_be_blank boolean default false)
returns text
language plpgsql
immutable
set search_path = ''
as $$
declare
  c_limit constant integer := 4000;
  -- Four bytes a character, and as much again for what is left out. A longer text is not searched at all.
  c_most_bytes constant integer := 8 * c_limit;
  c_is_legible constant boolean := coalesce(octet_length(content), 0) <= c_most_bytes;
  v_content text := '';
begin
  if c_is_legible then
    v_content := coalesce(
      regexp_replace(
        replace(replace(content, E'\r\n', E'\n'), E'\r', E'\n'),
        '[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]', '', 'g'
      ),
      ''
    );
    if not support_private.is_visible_support_text(v_content) then
      if may_be_blank then
        return '';
      end if;
      raise check_violation using
        message = 'The message is blank.',
        detail = '{"reason": "blank"}',
        hint = 'Write something before sending.',
        constraint = 'support_messages_content_not_blank';
    end if;
  end if;
  if not c_is_legible or char_length(v_content) > c_limit then
    raise check_violation using
      message = format(
        'The message is too long: %s of at most %s characters.',
        case when c_is_legible then char_length(v_content)::text else 'more than ' || c_most_bytes / 4 end,
        c_limit
      ),
      detail = '{"reason": "too_long"}',
      hint = 'Shorten it or send it in parts.',
      constraint = 'support_messages_content_length';
  end if;
  return v_content;
end;
$$;

/**
 * Before an insert: decides who is writing, locks the chat and gives the message its place. The lock on the chat's
 * row makes writers of one chat wait for each other, so that seq has no gaps and created_at strictly increases;
 * writers of other chats do not wait.
 *
 * The position is read from the messages, and the chat's row is updated only after the insert
 * (message_side_effects.sql), so that an insert that `on conflict do nothing` skips leaves no trace.
 *
 * The project itself (the secret key, or SQL) may set sender and times: for imports and demo data. API users cannot,
 * whatever grants they have.
 *
 * A statement waits for the first chat that it writes in, and only half a second for each further one: two that
 * write in the same chats in another order would block each other.
 *
 * A blocked user is refused; the project itself may still import.
 *
 * Errors: 42501 with the reason not_your_chat, whether or not the chat exists, other_user or blocked; 23514 for the
 * content; PT429 with the reason too_fast, or chat_in_use for a further chat of the statement.
 */
create or replace function support_private.tg_support_messages__place()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  c_user constant uuid := auth.uid();
  c_backend constant boolean := c_user is null and support_private.is_support_backend();
  c_writer constant uuid := case when c_backend then new.sender_id else c_user end;
  -- Position of this message among those of the statement; 0 for the project's, which are not counted.
  v_place integer := 0;
  v_set text;
  v_chat record;
  v_last record;
begin
  if not c_backend then
    if new.sender_id is not null and new.sender_id is distinct from c_writer then
      perform support_private.require_support_user(new.sender_id);
    end if;
    v_place := support_private.admit_support_message(c_writer, new.id);
  end if;
  -- What is in attachments is looked at later, by tg_support_messages__take_files().
  new.content := support_private.normalize_support_message(new.content, coalesce(new.attachments, '[]') <> '[]');

  if v_place > 1 and current_setting('support_chat.first_chat', true) is distinct from new.chat_id::text
    and support_private.is_support_admin()
  then
    perform support_private.lock_further_support_chat(new.chat_id);
  end if;
  select chat.user_id, chat.blocked_at, admin.id as admin_id, admin.display_name into v_chat
  from public.support_chats as chat
  left join public.support_admins as admin on admin.user_id = c_writer
  where chat.id = new.chat_id
    and (c_backend or chat.user_id = c_writer or admin.user_id is not null)
  for no key update of chat;
  if not found then
    raise insufficient_privilege using
      message = 'This chat is not yours to write in.',
      detail = '{"reason": "not_your_chat"}';
  end if;
  if v_place = 1 then
    v_set := set_config('support_chat.first_chat', new.chat_id::text, true);
  end if;

  if not c_backend then
    new.sender_type := case when c_writer = v_chat.user_id then 'user' else 'admin' end;
    new.read_at := null;
    new.created_at := clock_timestamp();
    new.updated_at := new.created_at;
    if v_chat.blocked_at is not null and new.sender_type = 'user' then
      raise insufficient_privilege using
        message = 'Support does not take messages from you any more.',
        detail = '{"reason": "blocked"}';
    end if;
  end if;
  if new.sender_type = 'user' then
    new.sender_id := coalesce(c_writer, v_chat.user_id);
    new.admin_id := null;
    new.sender_name := null;
  else
    new.sender_id := null;
    -- An import may name an admin who is gone.
    if c_writer is not null then
      new.admin_id := v_chat.admin_id;
      new.sender_name := v_chat.display_name;
    end if;
  end if;

  select message.seq, message.created_at into v_last
  from public.support_messages as message
  where message.chat_id = new.chat_id
  order by message.seq desc
  limit 1;
  new.seq := coalesce(v_last.seq, 0) + 1;
  new.created_at := greatest(new.created_at, v_last.created_at + interval '1 microsecond');
  return new;
end;
$$;

/**
 * The name of a file as it is stored: at most 255 characters of `name` without control characters, slashes, and
 * characters that change the direction of writing or separate lines, which could disguise its ending. When nothing
 * visible is left, `path` without its folders. A longer name is cut before its ending.
 */
create function support_private.support_file_name(name text, path text)
returns text
language plpgsql
immutable
set search_path = ''
as $$
declare
  c_limit constant integer := 255;
  v_name text := btrim(
    regexp_replace(
      left(name, 2000),
      '[\u0001-\u001f\u007f-\u009f/\\\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb]', '', 'g'
    )
  );
  v_ending text;
begin
  if not support_private.is_visible_support_text(v_name) then
    return regexp_replace(path, '^.*/', '');
  end if;
  if char_length(v_name) > c_limit then
    v_ending := coalesce(substring(v_name from '\.[^.\s]{1,20}$'), '');
    v_name := left(v_name, c_limit - char_length(v_ending)) || v_ending;
  end if;
  return v_name;
end;
$$;

/**
 * A side of a picture in pixels, from what a client says: 1 to 2,560; null for anything else.
 */
create function support_private.support_picture_side(side jsonb)
returns integer
language plpgsql
immutable
set search_path = ''
as $$
begin
  if jsonb_typeof(side) = 'number' then
    -- Before it becomes an integer: it may have a hundred thousand digits.
    if side::numeric between 1 and 2560 and side::numeric % 1 = 0 then
      return side::numeric;
    end if;
  end if;
  return null;
end;
$$;

/**
 * Refuses what a client says about the files of a message, before anything is looked up: each must have a path of its
 * own below `folder`, that of the message. `most` is how many there may be.
 *
 * Errors: 23514 with the reason attachments_malformed, too_many_attachments or attachment_missing.
 */
create function support_private.require_support_files(attachments jsonb, folder text, most integer)
returns void
language plpgsql
immutable
set search_path = ''
as $$
declare
  -- Ten files with the longest paths and names are half of it. Measured without a look into it.
  c_most_bytes constant integer := 32768;
begin
  if pg_column_size(attachments) <= c_most_bytes and jsonb_typeof(attachments) = 'array' then
    if jsonb_array_length(attachments) > most then
      raise check_violation using
        message = format('A message may have %s files at most.', most),
        detail = '{"reason": "too_many_attachments"}',
        hint = 'Send them in several messages.',
        constraint = 'support_messages_attachments_count';
    end if;
    if not exists (
      select from jsonb_array_elements(attachments) as file
      -- Of a file that is no object, the path is null.
      where jsonb_typeof(file -> 'path') is distinct from 'string'
        or jsonb_typeof(file -> 'name') not in ('string', 'null')
    ) and (
      select count(distinct file -> 'path') from jsonb_array_elements(attachments) as file
    ) = jsonb_array_length(attachments) then
      if exists (
        select from jsonb_array_elements(attachments) as file
        where not starts_with(file ->> 'path', folder)
          or substr(file ->> 'path', char_length(folder) + 1) !~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,120}$'
      ) then
        perform support_private.refuse_missing_support_file();
      end if;
      return;
    end if;
  end if;
  raise check_violation using
    message = 'The files of the message are not given as [{path, name, width, height}].',
    detail = '{"reason": "attachments_malformed"}',
    constraint = 'support_messages_attachments_form';
end;
$$;

/**
 * Refuses a message that names a file which its writer has not uploaded for it.
 *
 * Errors: always 23514 with the reason attachment_missing.
 */
create function support_private.refuse_missing_support_file()
returns void
language plpgsql
immutable
set search_path = ''
as $$
begin
  raise check_violation using
    message = 'A file of the message is not there.',
    detail = '{"reason": "attachment_missing"}',
    hint = 'Upload it again, under a new name.',
    constraint = 'support_messages_attachments_there';
end;
$$;

/**
 * The files of a message as Storage has them, locked so that no one removes them before the message is stored:
 * `files` as the column attachments has them, and the `versions` of their objects and previews by name. `attachments`
 * was checked by support_private.require_support_files. `uploader` is the account that must have uploaded them; null
 * for any.
 *
 * Width and height are kept for a picture that the browser has re-encoded: of a type that browsers encode, and with a
 * preview. Clients show these in place and nothing else.
 *
 * Errors: 23514 with the reason attachment_missing, attachment_too_large or attachment_type.
 */
create function support_private.take_support_files(
  attachments jsonb,
  uploader text,
  out files jsonb,
  out versions jsonb
)
language plpgsql
security definer
set search_path = ''
as $$
declare
  c_paths constant text[] := array(select file ->> 'path' from jsonb_array_elements(attachments) as file);
  v_is_whole boolean;
  v_largest bigint;
  v_types text[];
  v_settings record;
begin
  with stored as materialized (
    select
      object.name, object.version,
      case when object.metadata ->> 'size' ~ '^\d{1,15}$' then (object.metadata ->> 'size')::bigint end as size,
      -- Without parameters, as in text/plain;charset=UTF-8.
      lower(btrim(split_part(object.metadata ->> 'mimetype', ';', 1))) as type
    from storage.objects as object
    where object.bucket_id = 'support-attachments'
      and object.name = any (c_paths || array(select path || '.preview' from unnest(c_paths) as path))
      and (uploader is null or object.owner_id = uploader)
    -- In one order, so that two that lock the same do not deadlock.
    order by object.name
    for share
  ),
  given as (
    select
      file.place, stored.name as path, stored.size, stored.type, stored.version,
      support_private.support_file_name(file.given ->> 'name', file.given ->> 'path') as name,
      support_private.support_picture_side(file.given -> 'width') as width,
      support_private.support_picture_side(file.given -> 'height') as height,
      preview.version as preview_version
    from jsonb_array_elements(attachments) with ordinality as file (given, place)
    left join stored on stored.name = file.given ->> 'path'
    left join stored as preview
      on preview.name = file.given ->> 'path' || '.preview'
      and preview.type = 'image/jpeg'
      -- A file of the message is nothing but that.
      and preview.name <> all (c_paths)
  ),
  shaped as (
    select
      given.*,
      coalesce(
        given.width + given.height is not null
          and given.preview_version is not null
          and given.type in ('image/jpeg', 'image/png', 'image/webp'),
        false
      ) as is_picture
    from given
  )
  select
    bool_and(shaped.size is not null and shaped.type is not null and shaped.version is not null),
    max(shaped.size), array_agg(shaped.type),
    jsonb_agg(
      jsonb_build_object(
        'path', shaped.path,
        'name', shaped.name,
        'mime_type', shaped.type,
        'size_bytes', shaped.size,
        'width', case when shaped.is_picture then shaped.width end,
        'height', case when shaped.is_picture then shaped.height end
      )
      order by shaped.place
    ),
    jsonb_object_agg(shaped.path, shaped.version) filter (where shaped.path is not null)
      || coalesce(
        jsonb_object_agg(shaped.path || '.preview', shaped.preview_version) filter (where shaped.is_picture), '{}'
      )
  into v_is_whole, v_largest, v_types, files, versions
  from shaped;

  select settings.attachment_max_bytes, settings.attachment_mime_types into v_settings
  from public.support_settings as settings;
  if not v_is_whole then
    perform support_private.refuse_missing_support_file();
  elsif v_largest > v_settings.attachment_max_bytes then
    raise check_violation using
      message = format('A file is too large: %s of at most %s bytes.', v_largest, v_settings.attachment_max_bytes),
      detail = '{"reason": "attachment_too_large"}',
      constraint = 'support_messages_attachments_size';
  elsif not v_types <@ v_settings.attachment_mime_types then
    raise check_violation using
      message = 'Files of this type cannot be sent.',
      detail = '{"reason": "attachment_type"}',
      constraint = 'support_messages_attachments_type';
  end if;
end;
$$;

/**
 * The names of a message's files, as "a.png, b.pdf"; '' without files.
 */
create function support_private.support_attachment_names(attachments jsonb)
returns text
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
begin
  return coalesce(
    (
      select string_agg(file.given ->> 'name', ', ' order by file.place)
      from jsonb_array_elements(attachments) with ordinality as file (given, place)
    ),
    ''
  );
end;
$$;

/**
 * Before the insert of a message with files, after it was placed, which has locked its chat and refused a blocked user:
 * takes the files that its writer has uploaded for it, and nobody else's. The project itself may take any
 * that are in the message's folder. A message without a text gets the names of its files as content, by which lists,
 * e-mails and searches name it.
 *
 * The files of a message that is stored already are not looked at: the insert fails, or is skipped, as without files.
 *
 * Errors: see support_private.require_support_files and support_private.take_support_files.
 */
create function support_private.tg_support_messages__take_files()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_taken record;
begin
  new.attachment_versions := null;
  if coalesce(new.attachments, '[]') = '[]'
    or exists (select from public.support_messages as message where message.id = new.id)
  then
    new.attachments := '[]';
    return new;
  end if;
  perform support_private.require_support_files(
    new.attachments, new.chat_id || '/' || new.id || '/', settings.attachments_per_message
  )
  from public.support_settings as settings;
  v_taken := support_private.take_support_files(
    new.attachments, case when not support_private.is_support_backend() then auth.uid()::text end
  );
  new.attachments := v_taken.files;
  new.attachment_versions := v_taken.versions;
  if new.content = '' then
    new.content := support_private.support_attachment_names(new.attachments);
  end if;
  return new;
end;
$$;

-- Triggers of one kind fire in the order of their names: after support_messages__place.
create trigger support_messages__take_files
before insert on public.support_messages
for each row
when (new.attachments is distinct from '[]' or new.attachment_versions is not null)
execute function support_private.tg_support_messages__take_files();

/**
 * The message as events carry it: the columns that clients may read.
 */
create or replace function support_private.support_message_json(message public.support_messages)
returns jsonb
language plpgsql
immutable
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'id', message.id,
    'chat_id', message.chat_id,
    'seq', message.seq,
    'content', message.content,
    'sender_type', message.sender_type,
    'admin_id', message.admin_id,
    'sender_name', message.sender_name,
    'read_at', message.read_at,
    'created_at', message.created_at,
    'attachments', message.attachments
  );
end;
$$;

select support_private.grant_support_rights();

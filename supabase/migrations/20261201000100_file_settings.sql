-- What files a message may have, and the bucket that they are in. Storage refuses a file by the bucket's limits before
-- it stores it; the settings are what a message is held to (message_files.sql).
alter table public.support_settings
  add column attachment_max_bytes integer not null default 10485760
    constraint support_settings_attachment_max_bytes_range check (attachment_max_bytes between 1 and 52428800),
  add column attachments_per_message integer not null default 5
    constraint support_settings_attachments_per_message_range check (attachments_per_message between 0 and 10),
  -- Without wildcards, so that clients only compare. An empty list would let Storage take every type.
  add column attachment_mime_types text[] not null default array[
    'image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/svg+xml', 'image/heic', 'image/avif', 'image/bmp',
    'image/tiff',
    'application/pdf',
    'text/plain', 'text/csv', 'text/html', 'text/markdown', 'application/json',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    'application/msword', 'application/vnd.ms-excel', 'application/vnd.ms-powerpoint',
    'application/vnd.oasis.opendocument.text', 'application/vnd.oasis.opendocument.spreadsheet',
    'application/vnd.oasis.opendocument.presentation',
    'application/rtf', 'text/rtf',
    'application/zip', 'application/x-zip-compressed'
  ]
    constraint support_settings_attachment_mime_types_form
    check (
      cardinality(attachment_mime_types) between 1 and 100
      and array_position(attachment_mime_types, null) is null
      -- Each is one type: none has a space.
      and cardinality(string_to_array(array_to_string(attachment_mime_types, ' '), ' '))
        = cardinality(attachment_mime_types)
      and array_to_string(attachment_mime_types, ' ')
        ~ '^([a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}( |$))+$'
    );

comment on column public.support_settings.attachment_max_bytes is
  'Size of the largest file that a message may have, in bytes: at most 50 MB. The project''s own limit of Storage may be lower.';
comment on column public.support_settings.attachments_per_message is
  'How many files a message may have, at most 10. 0: none.';
comment on column public.support_settings.attachment_mime_types is
  'Types of the files that a message may have, in lower case, such as image/png; no wildcards.';

/**
 * Creates the bucket support-attachments, or sets its limits to those of the settings. It takes image/jpeg always, which
 * previews of pictures are. A dump of the schema leaves the bucket out: see support_private.repair_support_chat.
 */
create function support_private.set_up_support_bucket()
returns void
language plpgsql
set search_path = ''
as $$
begin
  insert into storage.buckets as bucket (id, name, public, file_size_limit, allowed_mime_types)
  select
    'support-attachments', 'support-attachments', false, settings.attachment_max_bytes,
    array(
      select distinct type from unnest(settings.attachment_mime_types || 'image/jpeg'::text) as type order by type
    )
  from public.support_settings as settings
  on conflict (id) do update
  set
    public = excluded.public,
    file_size_limit = excluded.file_size_limit,
    allowed_mime_types = excluded.allowed_mime_types;
end;
$$;

select support_private.set_up_support_bucket();

/**
 * After a change of the files' limits: sets those of the bucket. Security definer, because an owner has no rights to
 * buckets.
 */
create function support_private.tg_support_settings__limit_bucket()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform support_private.set_up_support_bucket();
  return null;
end;
$$;

create trigger support_settings__limit_bucket
after update of attachment_max_bytes, attachment_mime_types on public.support_settings
for each row
when (
  old.attachment_max_bytes is distinct from new.attachment_max_bytes
  or old.attachment_mime_types is distinct from new.attachment_mime_types
)
execute function support_private.tg_support_settings__limit_bucket();

/**
 * What files a message may have: {max_bytes, per_message, mime_types}. `per_message` is 0 when there are to be none.
 */
create function public.support_attachment_limits()
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return (
    select jsonb_build_object(
      'max_bytes', settings.attachment_max_bytes,
      'per_message', settings.attachments_per_message,
      'mime_types', settings.attachment_mime_types
    )
    from public.support_settings as settings
  );
end;
$$;

select support_private.grant_support_rights();

-- Internal notes: what admins write about a chat for each other. They have a table, policies and an event of their own,
-- so that no query for messages, no event of the chat and no mail can hold one.
create table public.support_notes (
  id uuid primary key default gen_random_uuid(),
  chat_id uuid not null references public.support_chats (id) on delete cascade,
  admin_id uuid,
  admin_name text,
  content text not null,
  mentions uuid[] not null default '{}',
  created_at timestamptz not null default clock_timestamp()
);

comment on table public.support_notes is
  'Internal notes of a chat, for admins only. Never edited; an admin may delete their own.';
comment on column public.support_notes.id is
  'May be chosen by the client, which makes a retry safe: the second insert fails with 23505.';
comment on column public.support_notes.admin_id is
  'Public id (support_admins.id) of the admin who wrote it. No foreign key: a note outlives its admin.';
comment on column public.support_notes.admin_name is 'Display name of that admin when it was written.';
comment on column public.support_notes.content is 'Like a message''s: at most 4,000 characters.';
comment on column public.support_notes.mentions is
  'Public ids of the admins whose display name follows an @ in the note, apart from its author.';

alter table public.support_notes enable row level security;

create index support_notes_chat_idx on public.support_notes (chat_id, created_at, id);

create policy "Admins read notes"
on public.support_notes
for select
to authenticated
using ((select support_private.is_support_admin()));

create policy "Admins write notes"
on public.support_notes
for insert
to authenticated
with check ((select support_private.is_support_admin()));

create policy "Admins delete their own notes"
on public.support_notes
for delete
to authenticated
using (admin_id = (select support_private.own_support_admin_id()));

create policy "Nobody else sees or writes notes, whatever else is allowed"
on public.support_notes
as restrictive
for all
to public
using ((select support_private.is_support_admin()))
with check ((select support_private.is_support_admin()));

create policy "Nobody edits notes"
on public.support_notes
as restrictive
for update
to public
using (false);

create policy "Nobody deletes another's notes, whatever else is allowed"
on public.support_notes
as restrictive
for delete
to public
using (admin_id = (select support_private.own_support_admin_id()));

-- Whom notes mention, until they have seen them. With the chat's id, so that admins find their chats without the notes.
create table public.support_mentions (
  note_id uuid not null references public.support_notes (id) on delete cascade,
  admin_id uuid not null references public.support_admins (id) on delete cascade,
  chat_id uuid not null,
  mentioned_at timestamptz not null,
  primary key (note_id, admin_id)
);

comment on table public.support_mentions is
  'Notes that mention an admin, until that admin views their chat. Deleted with the note.';
comment on column public.support_mentions.chat_id is
  'The note''s chat. No foreign key: the note has one.';
comment on column public.support_mentions.mentioned_at is 'When the note was written.';

create index support_mentions_admin_idx on public.support_mentions (admin_id, chat_id);

alter table public.support_mentions enable row level security;

create policy "Admins read their own mentions"
on public.support_mentions
for select
to authenticated
using (admin_id = (select support_private.own_support_admin_id()));

create policy "Nobody else sees or writes mentions, whatever else is allowed"
on public.support_mentions
as restrictive
for all
to public
using (admin_id = (select support_private.own_support_admin_id()))
with check (false);

create policy "Nobody deletes mentions"
on public.support_mentions
as restrictive
for delete
to public
using (false);

/**
 * The note as events carry it.
 */
create function support_private.support_note_json(note public.support_notes)
returns jsonb
language plpgsql
immutable
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'id', note.id,
    'chat_id', note.chat_id,
    'admin_id', note.admin_id,
    'admin_name', note.admin_name,
    'content', note.content,
    'mentions', note.mentions,
    'created_at', note.created_at
  );
end;
$$;

/**
 * The public ids of the admins whom a text mentions: those whose display name follows an @, in any case. The @ may not
 * follow a letter, as in an e-mail address, and the name may not go on. Of several names that fit, the longest counts:
 * "@Ada Lovelace" does not mention Ada. Admins of one name are all mentioned.
 */
create function support_private.mentioned_support_admins(content text)
returns uuid[]
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return array(
    with signs as (
      select lower(substr(content, sign.place::integer + 1, 81)) as words
      from (
        select letter, place, lag(letter, 1, ' ') over (order by place) as letter_before
        from unnest(string_to_array(content, null)) with ordinality as each (letter, place)
      ) as sign
      where sign.letter = '@' and sign.letter_before !~ '[A-Za-z0-9._%+-]'
    ),
    admins as (
      select admin.id, lower(admin.display_name) as name from public.support_admins as admin
    ),
    named as (
      select admins.id, rank() over (partition by signs.words order by char_length(admins.name) desc) as place
      from signs
      join admins
        on starts_with(signs.words, admins.name)
        and substr(signs.words, char_length(admins.name) + 1, 1) !~ '[[:alnum:]_]'
    )
    select distinct named.id from named where named.place = 1 order by named.id
  );
end;
$$;

/**
 * Before the insert of a note: sets its author and time, and finds whom it mentions, apart from the author. A client
 * may say who it believes the author to be.
 *
 * Errors: 42501 with the reason not_admin, or other_user when the token belongs to another admin; 23514 with blank or
 * too_long, as for a message.
 */
create function support_private.tg_support_notes__complete()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_author record;
begin
  if not support_private.is_support_backend() then
    perform support_private.require_support_admin();
    select admin.id, admin.display_name into v_author
    from public.support_admins as admin
    where admin.user_id = auth.uid();
    if new.admin_id <> v_author.id then
      raise insufficient_privilege using
        message = 'You are signed in as another admin than the note''s author.',
        detail = '{"reason": "other_user"}';
    end if;
    new.admin_id := v_author.id;
    new.admin_name := v_author.display_name;
    new.created_at := clock_timestamp();
  end if;
  new.content := support_private.normalize_support_message(new.content);
  new.mentions := array_remove(support_private.mentioned_support_admins(new.content), new.admin_id);
  return new;
end;
$$;

create trigger support_notes__complete
before insert on public.support_notes
for each row
execute function support_private.tg_support_notes__complete();

/**
 * After the insert of a note: keeps whom it mentions, sends the note to all admins, and takes one of its author's tokens
 * for messages.
 *
 * Errors: PT429 with the reason too_fast.
 */
create function support_private.tg_support_notes__announce()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  insert into public.support_mentions (note_id, admin_id, chat_id, mentioned_at)
  select new.id, admin.id, new.chat_id, new.created_at
  from public.support_admins as admin
  where admin.id = any (new.mentions);
  perform support_private.send_support_event(
    jsonb_build_object('type', 'note_added', 'note', support_private.support_note_json(new)),
    'note_added',
    'admin_support_notifications'
  );
  if not support_private.is_support_backend() then
    perform support_private.take_support_token(
      auth.uid(), 'admin_message', settings.admin_message_burst, settings.admin_message_interval
    )
    from public.support_settings as settings;
  end if;
  return null;
end;
$$;

create trigger support_notes__announce
after insert on public.support_notes
for each row
execute function support_private.tg_support_notes__announce();

/**
 * After the deletion of a note by its author: tells all admins. Not when its chat is deleted.
 */
create function support_private.tg_support_notes__announce_deletion()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if exists (select from public.support_chats as chat where chat.id = old.chat_id) then
    perform support_private.send_support_event(
      jsonb_build_object('type', 'note_deleted', 'chat_id', old.chat_id, 'id', old.id),
      'note_deleted',
      'admin_support_notifications'
    );
  end if;
  return null;
end;
$$;

create trigger support_notes__announce_deletion
after delete on public.support_notes
for each row
execute function support_private.tg_support_notes__announce_deletion();

/**
 * Forgets that notes of a chat mention the caller, who has seen them, and tells the caller's other pages.
 *
 * Errors: 42501 with the reason not_admin.
 */
create function public.mark_support_mentions_seen(chat_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_admin_id uuid;
begin
  perform support_private.require_support_admin();
  v_admin_id := support_private.own_support_admin_id();
  delete from public.support_mentions as mention
  where mention.chat_id = mark_support_mentions_seen.chat_id and mention.admin_id = v_admin_id;
  if found then
    perform support_private.send_support_event(
      jsonb_build_object('type', 'mentions_seen', 'chat_id', chat_id, 'admin_id', v_admin_id),
      'mentions_seen',
      'admin_support_notifications'
    );
  end if;
end;
$$;

/**
 * Erases a chat's events in Realtime's table; `begun_at` is when the chat was created. Realtime drops events after
 * some three days itself, so a project that may not write to that table gets a warning and no error.
 *
 * An event has the time at which its transaction began: it is no older than the chat, unless its transaction took
 * longer than an hour. With the conditions of Realtime's index by time, the erasure of a young chat reads only the
 * events since then.
 */
create or replace function support_private.erase_support_events(chat_id uuid, begun_at timestamptz)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  delete from realtime.messages as event
  where event.inserted_at >= timezone('utc', least(begun_at, now()) - interval '1 hour')
    and event.extension = 'broadcast'
    and event.private is true
    and (
      event.topic in ('support_chat:' || chat_id, 'support_chat_activity:' || chat_id)
      or (
        event.topic = 'admin_support_notifications'
        and coalesce(
          event.payload ->> 'chat_id', event.payload -> 'chat' ->> 'id', event.payload -> 'note' ->> 'chat_id'
        ) = chat_id::text
      )
    );
exception
  when insufficient_privilege then
    raise warning 'The events of the chat stay until Realtime drops them: %', sqlerrm;
end;
$$;

select support_private.grant_support_rights();

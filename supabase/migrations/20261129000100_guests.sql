-- Guests: users of Supabase's anonymous sign-in, who have no e-mail address. Admins know them by a short name,
-- "Guest 7F3K", which is made here and nowhere else, so that the list, the events and the search agree. The chat keeps
-- it after the guest has left an address: who remembers the name still finds the chat.
/**
 * The short name of a guest, such as 7F3K: four of 32 digits and letters without the ones that are mistaken for others
 * (Crockford's alphabet), from the last 20 bits of the account's id. Stable, but not unique: among a thousand guests
 * two have the same name in four cases of ten.
 */
create function support_private.support_guest_name(user_id uuid)
returns text
language plpgsql
immutable
set search_path = ''
as $$
declare
  c_alphabet constant text := '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  c_bits constant integer := ('x' || right(user_id::text, 5))::bit(20)::integer;
begin
  return substr(c_alphabet, (c_bits >> 15 & 31) + 1, 1)
    || substr(c_alphabet, (c_bits >> 10 & 31) + 1, 1)
    || substr(c_alphabet, (c_bits >> 5 & 31) + 1, 1)
    || substr(c_alphabet, (c_bits & 31) + 1, 1);
end;
$$;

alter table public.support_chats add column guest_name text;

comment on column public.support_chats.guest_name is
  'Short name of a user who was a guest when the chat was created, such as 7F3K; null for all others. Stays when the guest leaves an address.';

/**
 * Before the insert of a chat: gives the chat of a guest its name. Security definer, because the project's own roles
 * insert chats too and may not read the accounts.
 */
create function support_private.tg_support_chats__guest_name()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  new.guest_name := (
    select support_private.support_guest_name(account.id)
    from auth.users as account
    where account.id = new.user_id and account.is_anonymous
  );
  return new;
end;
$$;

create trigger support_chats__guest_name
before insert on public.support_chats
for each row
execute function support_private.tg_support_chats__guest_name();

update public.support_chats as chat
set guest_name = support_private.support_guest_name(account.id)
from auth.users as account
where account.id = chat.user_id and account.is_anonymous and account.deleted_at is null;

/**
 * Copies a changed e-mail address into the user's chat. A deleted account, of which Auth keeps the row and replaces the
 * address by a hash, leaves neither an address nor a guest's name. Security definer, because the auth service, which
 * changes the address, has no rights here.
 */
create or replace function support_private.tg_users__support_chat_email()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  update public.support_chats
  set
    user_email = case when new.deleted_at is null then new.email end,
    guest_name = case when new.deleted_at is null then guest_name end
  where user_id = new.id;
  return null;
end;
$$;

update public.support_chats as chat
set user_email = null
from auth.users as account
where account.id = chat.user_id and account.deleted_at is not null;

create or replace view public.support_chat_list
with (security_invoker = true)
as
select
  chat.id,
  chat.user_id,
  chat.user_email,
  chat.last_message_at,
  chat.last_message_preview,
  chat.last_message_sender,
  chat.last_message_admin_id,
  chat.last_message_sender_name,
  chat.message_count,
  chat.unread,
  chat.archived_at is not null as archived,
  chat.guest_name
from public.support_chats as chat
-- A user may read their own row of support_chats, but the inbox is the admins'.
where (select support_private.is_support_admin());

-- Two functions return the name too; a function's columns cannot be changed in place.
drop function public.support_chat_details(uuid);

/**
 * A chat and its user, in one row. `user_name` is full_name or name of the account's metadata, at most 200
 * characters, which users may set to anything.
 *
 * Errors: 42501 with the reason not_admin; PT404 (HTTP 404) with no_chat.
 */
create function public.support_chat_details(chat_id uuid)
returns table (
  id uuid,
  user_id uuid,
  user_email text,
  user_name text,
  user_created_at timestamptz,
  last_sign_in_at timestamptz,
  created_at timestamptz,
  archived_at timestamptz,
  message_count bigint,
  user_message_count bigint,
  admin_message_count bigint,
  first_message_at timestamptz,
  last_message_at timestamptz,
  reply_emails boolean,
  guest_name text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  perform support_private.require_support_admin();
  return query
  select
    chat.id, chat.user_id, chat.user_email,
    support_private.support_user_name(account.raw_user_meta_data),
    account.created_at, account.last_sign_in_at, chat.created_at, chat.archived_at,
    chat.message_count, chat.user_message_count, chat.message_count - chat.user_message_count,
    (
      select message.created_at
      from public.support_messages as message
      where message.chat_id = chat.id
      order by message.seq
      limit 1
    ),
    case when chat.message_count > 0 then chat.last_message_at end,
    coalesce(preference.reply_emails, true),
    chat.guest_name
  from public.support_chats as chat
  join auth.users as account on account.id = chat.user_id
  left join support_private.support_email_preferences as preference on preference.user_id = chat.user_id
  where chat.id = support_chat_details.chat_id;
  if not found then
    raise sqlstate 'PT404' using
      message = 'There is no such chat.',
      detail = '{"reason": "no_chat"}';
  end if;
end;
$$;

drop function public.search_support_messages(text, timestamptz, uuid, integer);

/**
 * Messages that contain all words of `query`, "quoted" ones one after the other; the last word may be the beginning of
 * one. Case, accents, vowel signs and punctuation do not matter; an emoji is a word. Newest first, archived chats
 * included. A query without a word finds nothing.
 *
 * The next page starts at `before_created_at` and `before_id`: created_at and message_id of the last row.
 * `page_size` is at most 100.
 *
 * A search that takes too long, such as for a phrase of common words that are rarely next to each other, stops on the
 * way. Its last row then has only created_at and message_id: all hits down to there are in the page, and the next page
 * starts there. When no time is left for a snippet it is the beginning of the message, without marks.
 *
 * Security definer for the sake of the index: under row security Postgres checks the policies before an operator that
 * is not leakproof, such as @@, and could not use it.
 *
 * Errors: 42501 with the reason not_admin; 22001 with query_too_long for more than 200 characters.
 */
create function public.search_support_messages(
  query text,
  before_created_at timestamptz default null,
  before_id uuid default null,
  page_size integer default 20
)
returns table (
  chat_id uuid,
  user_email text,
  archived boolean,
  message_id uuid,
  seq bigint,
  sender_type public.support_sender_type,
  created_at timestamptz,
  snippet text,
  guest_name text
)
language plpgsql
stable
security definer
set search_path = ''
-- One plan for every word, because the periods bound the work in the index.
set enable_seqscan = off
set plan_cache_mode = force_generic_plan
set jit = off
set max_parallel_workers_per_gather = 0
-- Without the notice that a query is empty.
set client_min_messages = warning
as $$
declare
  c_limit constant integer := 200;
  c_ends_at constant timestamptz := clock_timestamp() + support_private.support_search_patience();
  v_marks text[];
  v_found record;
begin
  perform support_private.require_support_admin();
  if char_length(query) > c_limit then
    raise string_data_right_truncation using
      message = format('The search is too long: %s of at most %s characters.', char_length(query), c_limit),
      detail = '{"reason": "query_too_long"}',
      hint = 'Search for fewer words.';
  end if;

  v_marks := support_private.support_search_marks(query);
  v_found := support_private.find_support_messages(
    query,
    coalesce(before_created_at, 'infinity'),
    coalesce(before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'),
    least(greatest(coalesce(page_size, 20), 1), 100)
  );
  return query
  select
    message.chat_id, chat.user_email, chat.archived_at is not null,
    message.id, message.seq, message.sender_type, message.created_at,
    case
      when clock_timestamp() < c_ends_at then support_private.support_search_snippet(message.content, v_marks)
      else regexp_replace(left(message.content, 160), '[\s[:cntrl:]]+', ' ', 'g')
        || case when char_length(message.content) > 160 then '…' else '' end
    end,
    chat.guest_name
  from unnest(v_found.ids) with ordinality as hit (id, place)
  join public.support_messages as message on message.id = hit.id
  join public.support_chats as chat on chat.id = message.chat_id
  order by hit.place;

  if v_found.stopped_at is not null then
    created_at := v_found.stopped_at;
    message_id := v_found.stopped_id;
    return next;
  end if;
end;
$$;

-- Also for the functions that were created again.
select support_private.grant_support_rights();

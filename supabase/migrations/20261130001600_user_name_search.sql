-- The search for chats also finds users by their name, and hits among messages carry it.

/**
 * What the search compares of a chat, in lower case: its user's address, "guest" and the short name if they are or were
 * a guest, and their name.
 */
create function support_private.support_chat_address(user_email text, guest_name text, user_name text)
returns text
language plpgsql
immutable
set search_path = ''
as $$
begin
  return lower(concat_ws(' ', nullif(user_email, ''), 'guest ' || guest_name, user_name));
end;
$$;

/**
 * Copies a chat's address and names into the table that is searched.
 */
create or replace function support_private.tg_support_chats__address()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  insert into support_private.support_chat_addresses (chat_id, address)
  values (new.id, support_private.support_chat_address(new.user_email, new.guest_name, new.user_name))
  on conflict (chat_id) do update set address = excluded.address;
  return null;
end;
$$;

drop trigger support_chats__address on public.support_chats;

create trigger support_chats__address
after insert or update of user_email, guest_name, user_name on public.support_chats
for each row
execute function support_private.tg_support_chats__address();

update support_private.support_chat_addresses as address
set address = support_private.support_chat_address(chat.user_email, chat.guest_name, chat.user_name)
from public.support_chats as chat
where chat.id = address.chat_id and chat.user_name is not null;

/**
 * The newest `count` chats with messages before (`before_at`, `before_id`), active and archived, newest first: by the
 * time of their last message. With `email_pattern` those whose support_private.support_chat_address is LIKE it.
 */
create or replace function support_private.newest_support_chats(
  count integer,
  before_at timestamptz default 'infinity',
  before_id uuid default 'ffffffff-ffff-ffff-ffff-ffffffffffff',
  email_pattern text default null
)
returns setof public.support_chats
language plpgsql
stable
set search_path = ''
as $$
begin
  return query
  (
    select chat.*
    from public.support_chats as chat
    where chat.archived_at is null
      and chat.message_count > 0
      and (chat.last_message_at, chat.id) < (before_at, before_id)
      and (
        email_pattern is null
        or support_private.support_chat_address(chat.user_email, chat.guest_name, chat.user_name) like email_pattern
      )
    order by chat.last_message_at desc, chat.id desc
    limit count
  )
  union all
  (
    select chat.*
    from public.support_chats as chat
    where chat.archived_at is not null
      and chat.message_count > 0
      and (chat.last_message_at, chat.id) < (before_at, before_id)
      and (
        email_pattern is null
        or support_private.support_chat_address(chat.user_email, chat.guest_name, chat.user_name) like email_pattern
      )
    order by chat.last_message_at desc, chat.id desc
    limit count
  )
  order by last_message_at desc, id desc
  limit count;
end;
$$;

/**
 * The ids of the newest `page_size` chats before (`before_at`, `before_id`) whose address is like
 * `pattern`.
 *
 * What many addresses contain is found among the newest chats, what few contain by the trigrams. It looks at some of
 * the newest chats first, then at the index, and reads all chats in their order when the index gives too many.
 */
create or replace function support_private.find_support_chats(
  pattern text,
  before_at timestamptz,
  before_id uuid,
  page_size integer
)
returns uuid[]
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  c_newest constant integer := 200;
  c_few constant integer := 1000;
  v_ids uuid[];
  v_matching uuid[];
begin
  v_ids := array(
    select newest.id
    from support_private.newest_support_chats(c_newest, before_at, before_id) as newest
    where support_private.support_chat_address(newest.user_email, newest.guest_name, newest.user_name) like pattern
    limit page_size
  );
  if cardinality(v_ids) = page_size then
    return v_ids;
  end if;

  v_matching := array(
    select address.chat_id
    from support_private.support_chat_addresses as address
    where address.address like pattern
    limit c_few + 1
  );
  if cardinality(v_matching) <= c_few then
    return array(
      select chat.id
      from unnest(v_matching) as matching (id)
      join public.support_chats as chat on chat.id = matching.id
      where chat.message_count > 0
        and (chat.last_message_at, chat.id) < (before_at, find_support_chats.before_id)
      order by chat.last_message_at desc, chat.id desc
      limit page_size
    );
  end if;

  return array(
    select newest.id from support_private.newest_support_chats(page_size, before_at, before_id, pattern) as newest
  );
end;
$$;

drop function support_private.support_chat_address(text, text);

-- A function's columns cannot be changed in place.
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
  guest_name text,
  user_name text
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
    chat.guest_name,
    chat.user_name
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

select support_private.grant_support_rights();

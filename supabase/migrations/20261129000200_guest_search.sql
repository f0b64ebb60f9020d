-- The search for chats also finds guests, by "guest" and by their short name.

/**
 * What the search compares of a chat, in lower case: its user's address and, if they are or were a guest, "guest" and
 * the short name.
 */
create function support_private.support_chat_address(user_email text, guest_name text)
returns text
language plpgsql
immutable
set search_path = ''
as $$
begin
  return lower(concat_ws(' ', nullif(user_email, ''), 'guest ' || guest_name));
end;
$$;

comment on table support_private.support_chat_addresses is
  'What the search compares of each chat (support_private.support_chat_address), kept by a trigger.';

/**
 * Copies a chat's address and guest name into the table that is searched.
 */
create or replace function support_private.tg_support_chats__address()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  insert into support_private.support_chat_addresses (chat_id, address)
  values (new.id, support_private.support_chat_address(new.user_email, new.guest_name))
  on conflict (chat_id) do update set address = excluded.address;
  return null;
end;
$$;

update support_private.support_chat_addresses as address
set address = support_private.support_chat_address(chat.user_email, chat.guest_name)
from public.support_chats as chat
where chat.id = address.chat_id and chat.guest_name is not null;

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
      and (email_pattern is null or support_private.support_chat_address(chat.user_email, chat.guest_name) like email_pattern)
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
      and (email_pattern is null or support_private.support_chat_address(chat.user_email, chat.guest_name) like email_pattern)
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
    where support_private.support_chat_address(newest.user_email, newest.guest_name) like pattern
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

select support_private.grant_support_rights();

-- Search for chats by a part of the user's e-mail address, for admins. The addresses have a table of their own,
-- because each message changes the chat's row, and each change would be entered in the trigram index again.
create extension if not exists pg_trgm with schema extensions;

create table support_private.support_chat_addresses (
  chat_id uuid primary key references public.support_chats (id) on delete cascade,
  address text not null
);

comment on table support_private.support_chat_addresses is
  'Copy of support_chats.user_email in lower case, kept by a trigger, for the search.';

alter table support_private.support_chat_addresses enable row level security;

-- Without fastupdate: an address is entered once in a chat's life, and no search has a pending list to read. The
-- host may have pg_trgm in any schema.
do $$
begin
  execute format(
    'create index support_chat_addresses_address_idx
    on support_private.support_chat_addresses
    using gin (address %I.gin_trgm_ops)
    with (fastupdate = off)',
    (
      select namespace.nspname
      from pg_catalog.pg_extension as extension
      join pg_catalog.pg_namespace as namespace on namespace.oid = extension.extnamespace
      where extension.extname = 'pg_trgm'
    )
  );
end;
$$;

/**
 * Copies a chat's address into the table that is searched.
 */
create function support_private.tg_support_chats__address()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  insert into support_private.support_chat_addresses (chat_id, address)
  values (new.id, lower(coalesce(new.user_email, '')))
  on conflict (chat_id) do update set address = excluded.address;
  return null;
end;
$$;

create trigger support_chats__address
after insert or update of user_email on public.support_chats
for each row
execute function support_private.tg_support_chats__address();

create policy "Nobody reads addresses but the search"
on support_private.support_chat_addresses
as restrictive
for all
to public
using (false)
with check (false);

/**
 * Chats with messages whose user's e-mail address contains `email`, archived ones included, newest message first.
 * One or two letters match only at its beginning.
 *
 * The next page starts at `before_last_message_at` and `before_id` of the last row. `page_size` is at
 * most 100.
 *
 * Security definer for the sake of the index: under row security Postgres checks the policies before an operator
 * that is not leakproof, such as LIKE, and could not use it.
 *
 * Errors: 42501 with the reason not_admin; 22001 with query_too_long for more than 200 characters.
 */
create function public.search_support_chats(
  email text,
  before_last_message_at timestamptz default null,
  before_id uuid default null,
  page_size integer default 20
)
returns setof public.support_chat_list
language plpgsql
stable
security definer
set search_path = ''
-- One plan for every pattern, because the work in the indexes is bounded.
set enable_seqscan = off
set plan_cache_mode = force_generic_plan
set jit = off
set max_parallel_workers_per_gather = 0
as $$
declare
  c_limit constant integer := 200;
  v_pattern text := replace(replace(replace(lower(btrim(email)), '\', '\\'), '%', '\%'), '_', '\_');
  v_before_at constant timestamptz := coalesce(before_last_message_at, 'infinity');
  v_before_id constant uuid := coalesce(before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
  v_page_size constant integer := least(greatest(coalesce(page_size, 20), 1), 100);
  v_ids uuid[];
begin
  perform support_private.require_support_admin();
  if char_length(email) > c_limit then
    raise string_data_right_truncation using
      message = format('The search is too long: %s of at most %s characters.', char_length(email), c_limit),
      detail = '{"reason": "query_too_long"}',
      hint = 'Search for a part of the address.';
  end if;
  if coalesce(v_pattern, '') = '' then
    return;
  end if;
  -- Trigrams need three characters, of which the beginning of a word makes two.
  v_pattern := case when char_length(btrim(email)) < 3 then '' else '%' end || v_pattern || '%';
  v_ids := support_private.find_support_chats(v_pattern, v_before_at, v_before_id, v_page_size);
  return query
  select list.*
  from public.support_chat_list as list
  where list.id = any(v_ids)
  order by list.last_message_at desc, list.id desc;
end;
$$;

/**
 * The ids of the newest `page_size` chats before (`before_at`, `before_id`) whose address is like
 * `pattern`.
 *
 * What many addresses contain is found among the newest chats, what few contain by the trigrams. It looks at some of
 * the newest chats first, then at the index, and reads all chats in their order when the index gives too many.
 */
create function support_private.find_support_chats(
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
    where lower(newest.user_email) like pattern
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

revoke all on table support_private.support_chat_addresses from anon, authenticated, service_role;
revoke execute on all functions in schema support_private from public;
revoke execute on function public.search_support_chats(text, timestamptz, uuid, integer)
  from public, anon, service_role;
grant execute on function public.search_support_chats(text, timestamptz, uuid, integer) to authenticated;

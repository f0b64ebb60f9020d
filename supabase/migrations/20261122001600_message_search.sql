-- Search in the messages, for admins: full text over a GIN index, newest hits first. There is no column
-- and no trigger behind it: the index is over an expression, so that rows stay as they are, and an insert
-- pays for its entries only.
--
-- A GIN index gives its hits in no order and all at once, and "newest first" over a word of a million
-- messages would sort a million rows. So each message is also entered under the periods it was written
-- in (from an hour to half a year, each eight times as long as the one before). A search asks within the last periods of the
-- shortest kind, then within the next longer ones, until its page is full: a common word ends at once,
-- a rare one costs a few empty looks. What was found decides; statistics, which may be old, do not.
create extension if not exists unaccent with schema extensions;

create text search configuration private.support_words (parser = pg_catalog.default);
alter text search configuration private.support_words
  add mapping for asciiword, word, numword, int, uint, float, sfloat
  with extensions.unaccent, pg_catalog.simple;

comment on text search configuration private.support_words is
  'Words of messages and searches, without accents and unstemmed: the product has no one language.';

/**
 * Characters of scripts that are written without spaces between words (Chinese, Japanese, Korean, Thai,
 * Lao, Khmer, Burmese), as the inside of a bracket expression.
 */
create function private.support_unspaced_characters()
returns text
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
begin
  return '\u0e01-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u302f'
    '\u3031-\u3035\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u318f\u31a0-\u31bf'
    '\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc'
    '\U00020000-\U0003ffff';
end;
$$;

/**
 * What separates words, as the inside of a bracket expression to be used with the collation pg_c_utf8:
 * punctuation, symbols, space, and characters that show nothing.
 */
create function private.support_separators()
returns text
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
begin
  return '[:punct:][:space:][:cntrl:]\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff';
end;
$$;

/**
 * What of a text can be searched for: lower case, without punctuation and symbols, so that the parser
 * finds plain words (it would take an address or a path for one). Full-width and composed characters
 * become their plain forms. Letters are told by pg_c_utf8, which is the same in every database.
 *
 * Text of scripts without spaces becomes pairs, 請求書 to 請求 求書 書: whatever is looked for in it is
 * a row of pairs, which are far rarer than single characters.
 */
create function private.support_search_text(content text)
returns text
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
declare
  c_unspaced text;
  v_text text := lower(content collate pg_catalog.pg_c_utf8);
begin
  -- ASCII. These are what the parser makes longer things of than words.
  if octet_length(v_text) = char_length(v_text) then
    return replace(replace(replace(replace(replace(replace(replace(replace(replace(
      v_text, '-', ' '), '.', ' '), '/', ' '), '@', ' '), '_', ' '), '<', ' '), '&', ' '), '+', ' '),
      '~', ' ');
  end if;

  v_text := regexp_replace(
    normalize(v_text, nfkc) collate pg_catalog.pg_c_utf8,
    '[' || private.support_separators() || ']+', ' ', 'g'
  );
  c_unspaced := private.support_unspaced_characters();
  if v_text ~ ('[' || c_unspaced || ']') then
    -- ABC: doubled to AABBCC, without the first ABBCC, which in pairs is AB BC C.
    v_text := regexp_replace(v_text, '([' || c_unspaced || '])', '\1\1', 'g');
    v_text := regexp_replace(v_text, '(^|[^' || c_unspaced || '])[' || c_unspaced || ']', '\1 ', 'g');
    v_text := regexp_replace(v_text, '([' || c_unspaced || ']{1,2})', '\1 ', 'g');
  end if;
  return v_text;
end;
$$;

/**
 * The periods that a time lies in, as entries of the search index: '@12.' and the number of the period of
 * 2^12 seconds, and so on. No word begins with an @.
 */
create function private.support_search_periods(at timestamptz)
returns text[]
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
declare
  v_second bigint := 0;
begin
  if isfinite(at) then
    v_second := extract(epoch from at at time zone 'UTC');
  end if;
  return array[
    '@12.' || (v_second >> 12), '@15.' || (v_second >> 15), '@18.' || (v_second >> 18),
    '@21.' || (v_second >> 21), '@24.' || (v_second >> 24)
  ];
end;
$$;

/**
 * The entries of a message in the search index: its words with their places, and its periods. Runs as
 * whoever inserts, so that its helpers need a definer.
 */
create function private.support_search_entries(content text, created_at timestamptz)
returns tsvector
language plpgsql
immutable
parallel safe
security definer
set search_path = ''
as $$
begin
  return to_tsvector('private.support_words', private.support_search_text(content))
    || array_to_tsvector(private.support_search_periods(created_at));
end;
$$;

-- New messages wait in the index's list and are entered some hundred at once, which costs an insert a
-- third of entering its own. Each look of a search reads that list from end to end, so that it is kept
-- short: 256 kB, where the default is 4 MB.
create index support_messages_search_idx
on public.support_messages
using gin (private.support_search_entries(content, created_at))
with (fastupdate = on, gin_pending_list_limit = 256);

/**
 * What a person typed into the search, as terms that must all be found: words, and "quoted phrases". No
 * sign is an operator. The last word may be the beginning of one.
 */
create function private.support_search_terms(query text)
returns table (content text, is_prefix boolean)
language plpgsql
immutable
set search_path = ''
as $$
begin
  return query
  select distinct coalesce(typed.part[1], typed.part[2]), typed.part[2] is not null and typed.is_last
  from (
    select part, ordinality = count(*) over () as is_last
    from regexp_matches(query, '"([^"]*)"?|([^"\s]+)', 'g') with ordinality as typed (part, ordinality)
  ) as typed;
end;
$$;

/**
 * The query for one term, or null when it holds nothing to search for: its words one after the other.
 */
create function private.support_search_query(content text, is_prefix boolean)
returns tsquery
language plpgsql
immutable
set search_path = ''
as $$
declare
  c_unspaced constant text := '[' || private.support_unspaced_characters() || ']';
  v_text text := private.support_search_text(content);
  v_is_prefix boolean := is_prefix;
  v_query tsquery;
begin
  -- The last character of a row of pairs stands alone in the query, and in a longer text it would not.
  if v_text ~ (c_unspaced || ' *$') then
    v_is_prefix := v_text !~ (c_unspaced || '{2} +' || c_unspaced || ' *$');
    if not v_is_prefix then
      v_text := regexp_replace(v_text, c_unspaced || ' *$', '');
    end if;
  end if;
  v_query := phraseto_tsquery('private.support_words', v_text);
  if numnode(v_query) = 0 then
    return null;
  end if;
  -- As text, a query quotes its words: what comes out of it goes in again.
  return case when v_is_prefix then (v_query::text || ':*')::tsquery else v_query end;
end;
$$;

/**
 * The words of a text and what is between them (`word` null), in their order: what a snippet marks.
 * `word` is the part as it is compared, without case and accents.
 */
create function private.split_support_text(content text)
returns table (place bigint, part text, word text)
language plpgsql
immutable
set search_path = ''
as $$
declare
  c_separators constant text := private.support_separators();
  c_unspaced constant text := private.support_unspaced_characters();
begin
  return query
  select
    split.place,
    split.part[1],
    case
      when split.part[1] ~ ('^[' || c_separators || ']') then null
      when octet_length(split.part[1]) = char_length(split.part[1]) then lower(split.part[1])
      else lower(
        extensions.unaccent('extensions.unaccent', lower(normalize(split.part[1], nfkc)))
        collate pg_catalog.pg_c_utf8
      )
    end
  from regexp_matches(
    content collate pg_catalog.pg_c_utf8,
    format('[%1$s]|[^%1$s%2$s]+|[%2$s]+', c_unspaced, c_separators),
    'g'
  ) with ordinality as split (part, place);
end;
$$;

/**
 * About 160 characters of a message from shortly before the first place that a term was found at. What was
 * found stands between U+0002 and U+0003, which no message can contain; blank space is one space, and an
 * ellipsis stands for what was left out.
 *
 * @param terms [{"words": ["great", "phrase"], "is_prefix": false}, …]
 */
create function private.support_search_snippet(content text, terms jsonb)
returns text
language plpgsql
immutable
set search_path = ''
as $$
begin
  return (
    with part as materialized (
      select
        split.place, split.part, split.word,
        count(split.word) over (order by split.place) as word_place,
        sum(char_length(split.part)) over (order by split.place) as ends
      from private.split_support_text(content) as split
    ),
    term as materialized (
      select
        term.ordinality as id, word.ordinality - 1 as place, word.value as word,
        (term.value ->> 'is_prefix')::boolean
          and word.ordinality = jsonb_array_length(term.value -> 'words') as is_prefix,
        jsonb_array_length(term.value -> 'words') as length
      from jsonb_array_elements(terms) with ordinality as term
      cross join jsonb_array_elements_text(term.value -> 'words') with ordinality as word (value, ordinality)
    ),
    found as materialized (
      select part.word_place - term.place as first, part.word_place - term.place + term.length - 1 as last
      from part
      join term on part.word = term.word or term.is_prefix and starts_with(part.word, term.word)
      group by term.id, part.word_place - term.place, term.length
      having count(*) = term.length
    ),
    -- A part between two words of a phrase has the number of the word before it.
    marked as (
      select
        part.place, part.part, part.ends,
        exists (
          select from found
          where part.word_place >= found.first
            and (part.word_place < found.last or part.word_place = found.last and part.word is not null)
        ) as is_found
      from part
    ),
    shown as (
      select
        marked.place, marked.is_found, marked.ends,
        left(regexp_replace(marked.part, '[\s[:cntrl:]]+', ' ', 'g'), 160) as part,
        (select max(ends) from part) as length
      from marked
      cross join (
        select greatest(0, least(
          coalesce(min(marked.ends - char_length(marked.part)) filter (where marked.is_found), 0) - 40,
          max(marked.ends) - 160
        )) as start
        from marked
      ) as cut
      where marked.ends > cut.start and marked.ends - char_length(marked.part) < cut.start + 160
    ),
    joined as (
      select
        shown.*,
        lag(shown.is_found, 1, false) over (order by shown.place) as was_found,
        lead(shown.is_found, 1, false) over (order by shown.place) as will_be_found
      from shown
    )
    select
      case when min(joined.place) > 1 then '…' else '' end
      || string_agg(
        case when joined.is_found and not joined.was_found then U&'\0002' else '' end
        || joined.part
        || case when joined.is_found and not joined.will_be_found then U&'\0003' else '' end,
        '' order by joined.place
      )
      || case when max(joined.ends) < max(joined.length) then '…' else '' end
    from joined
  );
end;
$$;

/**
 * Messages that hold what was typed, archived chats included, newest first. Words are all to be found,
 * "quoted" ones one after the other, the last one may be the beginning of a word; case, accents and signs
 * do not count. What holds no word finds nothing.
 *
 * The next page starts at `before_created_at` and `before_id`: created_at and message_id of the last row.
 * `page_size` is at most 100.
 *
 * A definer, not for its rights but for the index: row security is checked before a comparison that might
 * tell of the rows it sees, and one with @@ might.
 *
 * Errors: 42501 for anybody but an admin; 22001 for more than 200 characters.
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
  snippet text
)
language plpgsql
stable
security definer
set search_path = ''
-- The same plan for every word: what is asked of the index is bounded by its periods.
set enable_seqscan = off
set plan_cache_mode = force_generic_plan
set jit = off
set max_parallel_workers_per_gather = 0
-- An empty query is no news.
set client_min_messages = warning
as $$
declare
  c_limit constant integer := 200;
  v_terms jsonb;
  v_ids uuid[];
begin
  perform private.require_support_admin();
  if char_length(query) > c_limit then
    raise string_data_right_truncation using
      message = format('The search is too long: %s of at most %s characters.', char_length(query), c_limit),
      hint = 'Search for fewer words.';
  end if;

  v_ids := private.find_support_messages(
    query,
    coalesce(before_created_at, 'infinity'),
    coalesce(before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'),
    least(greatest(coalesce(page_size, 20), 1), 100)
  );
  v_terms := (
    select jsonb_agg(jsonb_build_object('words', words.list, 'is_prefix', term.is_prefix))
    from private.support_search_terms(query) as term
    cross join lateral (
      select jsonb_agg(split.word order by split.place) as list
      from private.split_support_text(term.content) as split
      where split.word is not null
    ) as words
    where words.list is not null
  );
  return query
  select
    message.chat_id, chat.user_email, chat.archived_at is not null,
    message.id, message.seq, message.sender_type, message.created_at,
    private.support_search_snippet(message.content, v_terms)
  from unnest(v_ids) with ordinality as hit (id, place)
  join public.support_messages as message on message.id = hit.id
  join public.support_chats as chat on chat.id = message.chat_id
  order by hit.place;
end;
$$;

/**
 * The ids of the newest `page_size` messages before (`before_created_at`, `before_id`) that a search
 * finds, newest first.
 */
create function private.find_support_messages(
  query text,
  before_created_at timestamptz,
  before_id uuid,
  page_size integer
)
returns uuid[]
language plpgsql
stable
security definer
set search_path = ''
-- The places of a million hits. With less, the index forgets rows and keeps their pages, and the entries
-- of every message on them are made anew.
set work_mem = '64MB'
as $$
declare
  c_handful constant integer := 300;
  v_term record;
  v_term_query tsquery;
  v_query tsquery := '';
  -- What the index is asked for.
  v_entries tsquery := '';
  v_has_prefix boolean := false;
  -- What the text of a hit is like, if it is ASCII: to make a row's entries anew is dear for what a
  -- regular expression rules out.
  v_patterns text[] := '{}';
  v_last_at timestamptz;
  v_kind integer;
  v_ids uuid[];
begin
  for v_term in select * from private.support_search_terms(query) as term loop
    v_term_query := private.support_search_query(v_term.content, v_term.is_prefix);
    continue when v_term_query is null;
    v_query := v_query && v_term_query;
    if v_term_query::text ~ '^''[a-z0-9]+''( <-> ''[a-z0-9]+'')*(:\*)?$' then
      v_patterns := v_patterns
        || replace(btrim(v_term_query::text, ''':*'), ''' <-> ''', '[^[:alnum:]]*');
    end if;
    if v_term_query::text like '%:*' then
      v_has_prefix := true;
      -- The index reads all that begins with it, at each look: more than the other terms let through.
      continue when char_length(v_term.content) < 3;
    end if;
    -- Of a phrase the index knows only that its words are there.
    v_entries := v_entries && replace(v_term_query::text, ' <-> ', ' & ')::tsquery;
  end loop;
  if numnode(v_query) = 0 then
    return '{}';
  end if;
  if numnode(v_entries) = 0 then
    v_entries := v_query;
  end if;

  v_last_at := least(before_created_at, private.last_support_message_at());
  -- For the same reason, what begins with a few letters is first looked for in the newest messages by
  -- hand: if it is common it is there.
  if v_has_prefix then
    v_ids := array(
      select newest.id
      from (
        select message.id, message.content, message.created_at
        from public.support_messages as message
        where private.support_search_entries(message.content, message.created_at)
            @@ private.support_search_last_periods(v_last_at, 1)
          and ((message.created_at, message.id)
            < (find_support_messages.before_created_at, find_support_messages.before_id)) is true
        order by message.created_at desc, message.id desc
        limit c_handful
      ) as newest
      where case
        when octet_length(newest.content) = char_length(newest.content)
          and newest.content collate pg_catalog.pg_c_utf8 !~* any (v_patterns) then false
        else private.support_search_entries(newest.content, newest.created_at) @@ v_query
      end
      order by newest.created_at desc, newest.id desc
      limit page_size
    );
    if cardinality(v_ids) = page_size then
      return v_ids;
    end if;
  end if;

  -- The last look is without a period. With a beginning, whose looks are dear, there are fewer.
  foreach v_kind in array case when v_has_prefix then '{3,5,6}' else '{1,2,3,4,5,6}' end::integer[] loop
    v_ids := array(
      select message.id
      from public.support_messages as message
      where private.support_search_entries(message.content, message.created_at)
          @@ (v_entries && private.support_search_last_periods(v_last_at, v_kind))
        -- In such forms that no index is looked into for them.
        and ((message.created_at, message.id)
          < (find_support_messages.before_created_at, find_support_messages.before_id)) is true
        and case
          when v_entries = v_query then true
          when octet_length(message.content) = char_length(message.content)
            and message.content collate pg_catalog.pg_c_utf8 !~* any (v_patterns) then false
          else private.support_search_entries(message.content, message.created_at) @@ v_query
        end
      order by message.created_at desc, message.id desc
      limit page_size
    );
    exit when cardinality(v_ids) = page_size;
  end loop;
  return v_ids;
end;
$$;

/**
 * The query for the period of a kind (1 the shortest, 5 the longest) that a time lies in and the one
 * before it; for kind 6 one that asks for nothing.
 */
create function private.support_search_last_periods(at timestamptz, kind integer)
returns tsquery
language plpgsql
immutable
set search_path = ''
as $$
declare
  c_length constant interval := make_interval(secs => 1 << (9 + 3 * kind));
begin
  if kind > 5 then
    return ''::tsquery;
  end if;
  return format(
    '%L | %L',
    (private.support_search_periods(at))[kind],
    (private.support_search_periods(at - c_length))[kind]
  )::tsquery;
end;
$$;

/**
 * The time of the newest message of all chats, or null without any.
 */
create function private.last_support_message_at()
returns timestamptz
language plpgsql
stable
set search_path = ''
as $$
begin
  return greatest(
    (
      select chat.last_message_at
      from public.support_chats as chat
      where chat.archived_at is null and chat.message_count > 0
      order by chat.last_message_at desc, chat.id desc
      limit 1
    ),
    (
      select chat.last_message_at
      from public.support_chats as chat
      where chat.archived_at is not null and chat.message_count > 0
      order by chat.last_message_at desc, chat.id desc
      limit 1
    )
  );
end;
$$;

revoke execute on all functions in schema private from public;
grant execute on function private.support_search_entries(text, timestamptz) to authenticated, service_role;
revoke execute on function public.search_support_messages(text, timestamptz, uuid, integer)
  from public, anon, service_role;
grant execute on function public.search_support_messages(text, timestamptz, uuid, integer) to authenticated;

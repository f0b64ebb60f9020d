-- Search in the messages, for admins: full text over a GIN index, newest hits first. There is no column
-- and no trigger behind it: the index is over an expression, so that rows stay as they are, and an insert
-- pays for its entries only.
--
-- A GIN index gives its hits in no order and all at once, and "newest first" over a word of a million
-- messages would sort a million rows. So each message is also entered under the periods it was written
-- in (from an hour to half a year, each eight times as long as the one before). A search looks back step
-- by step, each asking for the periods from where the last one ended, until its page is full: a common
-- word ends at once, a rare one costs a few empty looks. How far a step goes follows from what the ones
-- before it found; statistics, which may be old, do not matter for that.
create extension if not exists unaccent with schema extensions;

create text search configuration support_private.support_words (parser = pg_catalog.default);

-- The host may have unaccent in any schema. What is made here knows its dictionary by its number, not by its
-- name, and stays right when the extension is moved.
do $$
declare
  c_dictionary constant text := (
    select format('%I.unaccent', namespace.nspname)
    from pg_catalog.pg_extension as extension
    join pg_catalog.pg_namespace as namespace on namespace.oid = extension.extnamespace
    where extension.extname = 'unaccent'
  );
begin
  execute format(
    'alter text search configuration support_private.support_words
    add mapping for asciiword, word, numword, int, uint, float, sfloat
    with %s, pg_catalog.simple',
    c_dictionary
  );
  execute format(
    $create$
      create function support_private.support_unaccent(content text)
      returns text
      language sql
      stable
      parallel safe
      set search_path = ''
      return %1$s(%1$L::pg_catalog.regdictionary, content)
    $create$,
    c_dictionary
  );
end;
$$;

comment on function support_private.support_unaccent(text) is
  'A text without its accents: unaccent, wherever it is installed.';

comment on text search configuration support_private.support_words is
  'Words of messages and searches, without accents and unstemmed: the product has no one language.';

/**
 * Characters of scripts that are written without spaces between words (Chinese, Japanese, Korean, Thai,
 * Lao, Khmer, Burmese), as the inside of a bracket expression.
 */
create function support_private.support_unspaced_characters()
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
create function support_private.support_separators()
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
 * A text in lower case, with full-width and composed characters in their plain forms. Letters are those of
 * pg_c_utf8, which is the same in every database.
 *
 * Its cost is bounded for any text. Postgres sorts a run of combining marks in quadratic time, so a joiner
 * (U+034F, removed again) breaks the run after each 32 of them. NFKC makes up to 18 characters of one, so
 * the result is cut at a length that only such texts reach.
 */
create function support_private.support_plain_text(content text)
returns text
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
declare
  c_longest constant integer := 8000;
  -- The blocks that contain combining marks.
  c_marks constant text := '\u0300-\u036f\u0483-\u0489\u0591-\u1dff\u20d0-\u20ff\u2cef-\u2dff\u302a-\u302f'
    '\u3099-\u309a\ua66f-\uabff\ufb1e\ufe20-\ufe2f\U000101fd-\U0001e94a';
begin
  -- ASCII.
  if octet_length(content) = char_length(content) then
    return lower(content collate pg_catalog.pg_c_utf8);
  end if;
  -- In this order: a composed capital, 𝐀, has no lower case before it is a plain one.
  return lower(
    left(
      replace(
        normalize(regexp_replace(content, '([' || c_marks || ']{32})', E'\\1\u034f', 'g'), nfkc),
        E'\u034f', ''
      ),
      c_longest
    ) collate pg_catalog.pg_c_utf8
  );
end;
$$;

/**
 * What of a text can be searched for: its plain form without punctuation and symbols, so that the parser
 * finds plain words (it would take an address or a path for one).
 *
 * Text of scripts without spaces becomes pairs, 請求書 to 請求 求書 書: whatever is looked for in it is
 * a row of pairs, which are far rarer than single characters.
 */
create function support_private.support_search_text(content text)
returns text
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
declare
  v_text text := support_private.support_plain_text(content);
  c_unspaced text;
begin
  -- ASCII. These are what the parser makes longer things of than words.
  if octet_length(content) = char_length(content) then
    return replace(replace(replace(replace(replace(replace(replace(replace(replace(
      v_text, '-', ' '), '.', ' '), '/', ' '), '@', ' '), '_', ' '), '<', ' '), '&', ' '), '+', ' '),
      '~', ' ');
  end if;

  v_text := regexp_replace(
    v_text collate pg_catalog.pg_c_utf8, '[' || support_private.support_separators() || ']+', ' ', 'g'
  );
  c_unspaced := support_private.support_unspaced_characters();
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
create function support_private.support_search_periods(at timestamptz)
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
    -- The second that it is in: to round would enter some messages under the period after theirs.
    v_second := floor(extract(epoch from at at time zone 'UTC'));
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
create function support_private.support_search_entries(content text, created_at timestamptz)
returns tsvector
language plpgsql
immutable
parallel safe
security definer
set search_path = ''
as $$
begin
  return to_tsvector('support_private.support_words', support_private.support_search_text(content))
    || array_to_tsvector(support_private.support_search_periods(created_at));
end;
$$;

-- New messages wait in the index's list and are entered some hundred at once, which costs an insert a
-- third of entering its own. Each look of a search reads that list from end to end, so that it is kept
-- short: 256 kB, where the default is 4 MB.
create index support_messages_search_idx
on public.support_messages
using gin (support_private.support_search_entries(content, created_at))
with (fastupdate = on, gin_pending_list_limit = 256);

/**
 * What a person typed into the search, as terms that must all be found: words, and "quoted phrases". No
 * sign is an operator. The last word may be the beginning of one.
 */
create function support_private.support_search_terms(query text)
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
create function support_private.support_search_query(content text, is_prefix boolean)
returns tsquery
language plpgsql
immutable
set search_path = ''
as $$
declare
  c_unspaced constant text := '[' || support_private.support_unspaced_characters() || ']';
  v_text text := support_private.support_search_text(content);
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
  v_query := phraseto_tsquery('support_private.support_words', v_text);
  if numnode(v_query) = 0 then
    return null;
  end if;
  -- As text, a query quotes its words: what comes out of it goes in again.
  return case when v_is_prefix then (v_query::text || ':*')::tsquery else v_query end;
end;
$$;

/**
 * The words of a text and what is between them (`word` null), in their order: what a snippet marks.
 * `word` is the part as it is compared, without case and accents, cut where no search can tell.
 */
create function support_private.split_support_text(content text)
returns table (place bigint, part text, word text)
language plpgsql
immutable
set search_path = ''
as $$
declare
  -- One more than the longest search.
  c_longest constant integer := 201;
  c_separators constant text := support_private.support_separators();
  c_unspaced constant text := support_private.support_unspaced_characters();
begin
  return query
  select
    split.place,
    coalesce(split.part[1], split.part[2]),
    case
      when octet_length(split.part[1]) = char_length(split.part[1]) then lower(left(split.part[1], c_longest))
      else nullif(lower(
        support_private.support_unaccent(lower(normalize(left(split.part[1], c_longest), nfkc)))
        collate pg_catalog.pg_c_utf8
      ), '')
    end
  from regexp_matches(
    content collate pg_catalog.pg_c_utf8,
    format('([%1$s]|[^%1$s%2$s]+)|([%2$s]+)', c_unspaced, c_separators),
    'g'
  ) with ordinality as split (part, place);
end;
$$;

/**
 * What a snippet marks, one text per term: its words, each after a U+0001, which no word contains, and a
 * last U+0001 unless the term is the beginning of a word.
 */
create function support_private.support_search_marks(query text)
returns text[]
language plpgsql
immutable
set search_path = ''
as $$
begin
  return array(
    select
      string_agg(E'\x01' || split.word, '' order by split.place)
      || case when term.is_prefix then '' else E'\x01' end
    from support_private.support_search_terms(query) as term
    cross join lateral support_private.split_support_text(term.content) as split
    where split.word is not null
    group by term.content, term.is_prefix
  );
end;
$$;

/**
 * About 160 characters of a message from shortly before the first place that a term was found at. What was
 * found stands between U+0002 and U+0003, which no message can contain; blank space is one space, and an
 * ellipsis stands for what was left out.
 *
 * The first mark is searched for in all words as one text; only words that are shown are compared with
 * every mark. So the cost grows with the text's length, not with how often it matches.
 *
 * @param marks see support_search_marks()
 */
create function support_private.support_search_snippet(content text, marks text[])
returns text
language plpgsql
immutable
set search_path = ''
as $$
declare
  c_before constant integer := 40;
  c_length constant integer := 160;
  c_longest_mark constant integer := (select max(char_length(mark)) from unnest(marks) as mark);
  v_parts text[];
  v_words text[];
  -- All words, written like a mark, and places in it: of the first match, of the current word, and where
  -- the match ends that it is part of.
  v_text text;
  v_first integer;
  v_at integer := 1;
  v_marked_to integer := 0;
  v_rest text;
  v_mark text;
  -- Places in the content: where the snippet begins, and where the current part ends.
  v_start integer := 0;
  v_end integer := 0;
  v_is_marked boolean := false;
  v_snippet text := '';
begin
  select array_agg(split.part order by split.place), array_agg(split.word order by split.place)
  into v_parts, v_words
  from support_private.split_support_text(content) as split;
  v_text := E'\x01' || array_to_string(v_words, E'\x01') || E'\x01';

  v_first := (select min(nullif(strpos(v_text, mark), 0)) from unnest(marks) as mark);
  if v_first is not null then
    for i in 1..cardinality(v_parts) loop
      exit when v_at = v_first and v_words[i] is not null;
      v_at := v_at + coalesce(char_length(v_words[i]) + 1, 0);
      v_start := v_start + char_length(v_parts[i]);
    end loop;
  end if;
  v_start := greatest(0, least(v_start - c_before, char_length(content) - c_length));

  v_at := 1;
  for i in 1..cardinality(v_parts) loop
    v_end := v_end + char_length(v_parts[i]);
    if v_end > v_start then
      if v_snippet = '' and i > 1 then
        v_snippet := '…';
      end if;
      if v_words[i] is not null then
        v_rest := substr(v_text, v_at, c_longest_mark);
        foreach v_mark in array marks loop
          if starts_with(v_rest, v_mark) then
            v_marked_to := greatest(v_marked_to, v_at + char_length(v_mark) - 1);
          end if;
        end loop;
      end if;
      if v_is_marked <> (v_at < v_marked_to) then
        v_is_marked := not v_is_marked;
        v_snippet := v_snippet || case when v_is_marked then E'\x02' else E'\x03' end;
      end if;
      v_snippet := v_snippet || left(regexp_replace(v_parts[i], '[\s[:cntrl:]]+', ' ', 'g'), c_length);
    end if;
    v_at := v_at + coalesce(char_length(v_words[i]) + 1, 0);
    exit when v_end >= v_start + c_length;
  end loop;
  return v_snippet
    || case when v_is_marked then E'\x03' else '' end
    || case when v_end < char_length(content) then '…' else '' end;
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
 * A search that takes too long (a phrase of common words that hardly ever stand together) stops on the
 * way: its last row then has no chat_id, only created_at and message_id. All hits down to that place are
 * in the page; from there the next one goes on. A snippet that there is no time for is the beginning of
 * its message, without marks.
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
      -- Out of time: the beginning of the text.
      else regexp_replace(left(message.content, 160), '[\s[:cntrl:]]+', ' ', 'g')
        || case when char_length(message.content) > 160 then '…' else '' end
    end
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

/**
 * What a search asks: `whole` of a message; `entries` of the index, which does not know the order of a
 * phrase's words; `likes` and `patterns` of a text in ASCII, which is like all of these if it is a hit: to
 * make a row's entries anew is dear for what a pattern rules out. `whole` is null when there is nothing
 * to search for.
 */
create function support_private.support_search_plan(
  query text,
  out whole tsquery,
  out entries tsquery,
  out likes text[],
  out patterns text[],
  out has_prefix boolean
)
language plpgsql
immutable
set search_path = ''
as $$
declare
  v_term record;
  v_query tsquery;
  v_words text;
begin
  likes := '{}';
  patterns := '{}';
  has_prefix := false;
  for v_term in select * from support_private.support_search_terms(query) as term loop
    v_query := support_private.support_search_query(v_term.content, v_term.is_prefix);
    continue when v_query is null;
    whole := coalesce(whole && v_query, v_query);
    if v_query::text ~ '^''[a-z0-9]+''( <-> ''[a-z0-9]+'')*(:\*)?$' then
      v_words := btrim(v_query::text, ''':*');
      likes := likes || ('%' || replace(v_words, ''' <-> ''', '%') || '%');
      if v_words like '% %' then
        patterns := patterns || replace(v_words, ''' <-> ''', '[^[:alnum:]]*');
      end if;
    end if;
    if v_query::text like '%:*' then
      has_prefix := true;
      -- The index reads all that begins with it, at each look: more than the other terms let through.
      continue when char_length(v_term.content) < 3;
    end if;
    v_query := (
      select string_agg(distinct word, ' & ')::tsquery from regexp_split_to_table(v_query::text, ' <-> ') as word
    );
    entries := coalesce(entries && v_query, v_query);
  end loop;
  entries := coalesce(entries, replace(whole::text, ' <-> ', ' & ')::tsquery);
end;
$$;

/**
 * The query for all messages from `since` to `newest`, and where the first of its periods begins: at
 * least `seconds` before `newest`. They are of the shortest kind of which `eighth` times eight will do:
 * with more of them less is asked for that lies beyond. For more than four years, or before 1970,
 * everything: an empty query.
 */
create function support_private.support_search_look(
  newest timestamptz,
  seconds double precision,
  eighth integer,
  out periods tsquery,
  out since timestamptz
)
language plpgsql
immutable
set search_path = ''
as $$
declare
  -- The place of the kind of period that fits in support_search_periods().
  v_kind constant integer := greatest(1, ceil(ln(seconds / eighth) / ln(8)) - 4);
  v_length constant bigint := 1 << (9 + 3 * v_kind);
  v_first bigint;
begin
  if v_kind > 5 or newest < '1970-01-01' then
    periods := '';
    since := '-infinity';
    return;
  end if;
  v_first := floor((extract(epoch from newest) - seconds::numeric) / v_length);
  since := to_timestamp(v_first * v_length);
  periods := string_agg(format('%L', '@' || (9 + 3 * v_kind) || '.' || period), ' | ')
    from generate_series(v_first, floor(extract(epoch from newest) / v_length)::bigint) as period;
end;
$$;

/**
 * How long a search looks for more before it answers with what it has. Far from the statement timeout,
 * which on Supabase is eight seconds for people who are signed in.
 */
create function support_private.support_search_patience()
returns interval
language plpgsql
immutable
set search_path = ''
as $$
begin
  return '2 seconds';
end;
$$;

/**
 * The ids of the newest `page_size` messages before (`before_created_at`, `before_id`) that a search
 * finds, newest first. With (`stopped_at`, `stopped_id`) it ran out of patience: it looked down to there.
 */
create function support_private.find_support_messages(
  query text,
  before_created_at timestamptz,
  before_id uuid,
  page_size integer,
  out ids uuid[],
  out stopped_at timestamptz,
  out stopped_id uuid
)
language plpgsql
stable
security definer
set search_path = ''
-- The places of a million hits. With less, the index forgets rows and keeps their pages, and the entries
-- of every message on them are made anew.
set work_mem = '64MB'
as $$
declare
  c_hour constant integer := 4096;
  c_started_at constant timestamptz := clock_timestamp();
  -- In seconds. A quarter of the patience is left for the snippets.
  c_patience constant double precision := 0.75 * extract(epoch from support_private.support_search_patience());
  v_search record;
  v_newest constant timestamptz := least(before_created_at, support_private.last_support_message_at());
  -- A look: from when it goes back, how many seconds, and at most how many messages it takes.
  v_from timestamptz := v_newest;
  v_seconds double precision := c_hour;
  v_most integer := support_private.support_prefix_scan_budget(0, 0, page_size);
  v_look record;
  v_taken integer;
  v_is_late boolean;
  -- For the beginning of a word the index collects all that begin with it, at each look. By hand, all
  -- messages of a period are looked at: what is common is found in the newest ones.
  v_by_hand boolean;
  v_is_exact boolean;
  v_ends_at timestamptz;
  v_checked integer := 0;
  v_found integer := 0;
  v_elapsed double precision;
  -- How many times as far as all looks so far the next one goes.
  v_times double precision;
  -- A cursor, because a loop over a query fetches 50 rows ahead, and each may take milliseconds to check.
  v_messages no scroll cursor for
    select checked.id, checked.created_at, checked.place, checked.is_hit
    from (
      select
        candidate.id, candidate.created_at, row_number() over () as place,
        case
          when v_is_exact then true
          when octet_length(candidate.content) = char_length(candidate.content) and (
            lower(candidate.content collate "C") not like any (v_search.likes)
            or candidate.content collate "C" !~* any (v_search.patterns)
          ) then false
          -- The same for other texts, whose letters may be in plain ones' place. It takes a sixth of the time
          -- that their entries do.
          when v_search.likes <> '{}' and octet_length(candidate.content) > char_length(candidate.content)
            and lower(support_private.support_unaccent(
              support_private.support_plain_text(candidate.content)
            ) collate "C") not like any (v_search.likes) then false
          else support_private.support_search_entries(candidate.content, candidate.created_at) @@ v_search.whole
        end as is_hit
      from (
        select message.id, message.content, message.created_at
        from public.support_messages as message
        where support_private.support_search_entries(message.content, message.created_at)
            @@ case when v_by_hand then v_look.periods else v_search.entries && v_look.periods end
          -- In such forms that no index is looked into for them.
          and ((message.created_at, message.id)
            < (find_support_messages.before_created_at, find_support_messages.before_id)) is true
        order by message.created_at desc, message.id desc
        limit case when v_is_exact then page_size - v_found when v_by_hand then v_most end
      ) as candidate
    ) as checked
    -- Some of the others too, for their number.
    where checked.is_hit or checked.place % 50 = 0 or checked.place = v_most or clock_timestamp() > v_ends_at;
begin
  ids := '{}';
  v_search := support_private.support_search_plan(query);
  if v_search.whole is null or isfinite(v_newest) is not true then
    return;
  end if;
  v_by_hand := v_search.has_prefix and v_most > 0;

  loop
    v_look := support_private.support_search_look(v_from, v_seconds, case when v_by_hand then 4 else 1 end);
    v_by_hand := v_by_hand and v_look.since > '-infinity';
    v_is_exact := not v_by_hand and v_search.entries = v_search.whole;
    -- By hand for part of the time only: long texts take longer to check than the index to collect.
    v_ends_at := c_started_at + case when v_by_hand then 0.25 else 1 end * c_patience * interval '1 second';
    v_is_late := false;
    v_taken := 0;
    for v_message in v_messages loop
      v_taken := v_message.place;
      before_created_at := v_message.created_at;
      before_id := v_message.id;
      if v_message.is_hit then
        ids := ids || v_message.id;
        v_found := v_found + 1;
        if v_found = page_size then
          return;
        end if;
      end if;
      v_is_late := not v_is_exact and clock_timestamp() > v_ends_at;
      exit when v_is_late;
    end loop;
    v_checked := v_checked + v_taken;

    if v_is_late or v_by_hand and v_taken = v_most then
      v_from := before_created_at;
    elsif v_look.since > '-infinity' then
      before_created_at := v_look.since;
      before_id := '00000000-0000-0000-0000-000000000000';
      v_from := v_look.since - interval '1 microsecond';
    else
      return;
    end if;
    v_elapsed := extract(epoch from clock_timestamp() - c_started_at);
    if v_elapsed > c_patience then
      stopped_at := before_created_at;
      stopped_id := before_id;
      return;
    end if;

    if v_by_hand then
      v_most := case
        when v_is_late then 0
        else support_private.support_prefix_scan_budget(v_checked, v_found, page_size)
      end;
      v_by_hand := v_most > 0;
    end if;
    v_times := least(
      c_patience / nullif(v_elapsed, 0) - 1,
      case
        when v_by_hand then least(8, v_most::double precision / greatest(v_checked, 1))
        when v_found > 0 then least(64, 1.5 * (page_size - v_found) / v_found)
        when v_search.has_prefix then 64
        else 8
      end
    );
    v_seconds := greatest(c_hour, v_times * extract(epoch from v_newest - v_from));
  end loop;
end;
$$;

/**
 * How many more messages a search for the beginning of a word should look at by hand, after it has found
 * `hits` among `checked`; 0 when to ask the index is cheaper. One message looked at costs about what ten
 * cost that the index collects. What is a guess from few hits is asked again after as many messages as
 * the index would cost.
 */
create function support_private.support_prefix_scan_budget(checked integer, hits integer, page_size integer)
returns integer
language plpgsql
stable
set search_path = ''
as $$
declare
  c_first_look constant integer := 300;
  v_needed double precision;
  v_collected double precision;
begin
  if hits > 0 then
    v_needed := (page_size - hits) * checked / (hits + 0.5);
    select (hits + 0.5) / checked * greatest(reltuples, 0) into v_collected
    from pg_catalog.pg_class
    where oid = 'public.support_messages'::regclass;
    if v_needed < 2 * v_collected / 10 then
      return greatest(c_first_look - checked, least(1.1 * v_needed, 4 * checked, v_collected / 10));
    end if;
  end if;
  return greatest(c_first_look - checked, 0);
end;
$$;

/**
 * The time of the newest message of all chats, or null without any.
 */
create function support_private.last_support_message_at()
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

revoke execute on all functions in schema support_private from public;
grant execute on function support_private.support_search_entries(text, timestamptz) to authenticated, service_role;
revoke execute on function public.search_support_messages(text, timestamptz, uuid, integer)
  from public, anon, service_role;
grant execute on function public.search_support_messages(text, timestamptz, uuid, integer) to authenticated;

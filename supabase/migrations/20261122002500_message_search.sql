-- Search in the messages, for admins: a GIN index of words, newest hits first. The index is over an expression, with
-- no column and no trigger, so that rows stay as they are and an insert pays for its entries only.
--
-- A GIN index returns all hits at once and in no order: "newest first" would sort a million rows for a word of a
-- million messages. So each message is also entered under the periods in which it was written, from an hour to half a
-- year, each eight times as long as the one before. A search goes back in steps, each with the periods before those of
-- the last one, until its page is full: a common word ends with the first step, a rare one costs a few that find
-- nothing. The length of a step follows from the hits so far, and not from statistics, which may be old.
--
-- Not PGroonga, which Supabase offers and which finds words of every language. It stores its index outside of
-- Postgres' crash recovery: after a crash the index may be broken until somebody runs REINDEX, and the module that
-- does it (experimental) has to be in shared_preload_libraries, like the one for replicas. A plain Postgres lacks the
-- extension. It has no order of time either.

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
    -- Not rounded, which would enter some messages under the period after theirs.
    v_second := floor(extract(epoch from at at time zone 'UTC'));
  end if;
  return array[
    '@12.' || (v_second >> 12), '@15.' || (v_second >> 15), '@18.' || (v_second >> 18),
    '@21.' || (v_second >> 21), '@24.' || (v_second >> 24)
  ];
end;
$$;

/**
 * The entries of a message in the search index: its words and its periods. Security definer, because it runs as
 * whoever inserts, who may not call its helpers.
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
  return array_to_tsvector(
    support_private.support_search_words(content) || support_private.support_search_periods(created_at)
  );
end;
$$;

-- With fastupdate new messages wait in a pending list and are entered some hundred at once, which costs an insert a
-- third. Each step of a search reads the whole list, so it is kept short: 256 kB, where the default is 4 MB.
create index support_messages_search_idx
on public.support_messages
using gin (support_private.support_search_entries(content, created_at))
with (fastupdate = on, gin_pending_list_limit = 256);

/**
 * What a search looks for: `entries` in the index, which does not know the order of words. A hit's folded text is LIKE
 * all of `likes`, and its words, with spaces between and around them, are LIKE all of `patterns`. `has_prefix`:
 * whether a term is the beginning of a word. `entries` is null when there is nothing to search for.
 */
create function support_private.support_search_plan(
  query text,
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
  c_unspaced constant text := '[' || support_private.support_unspaced_characters() || ']';
  v_term record;
  v_words text[];
  v_query tsquery;
  v_all tsquery;
begin
  likes := '{}';
  patterns := '{}';
  has_prefix := false;
  for v_term in select * from support_private.support_search_terms(query) as term loop
    v_words := support_private.support_search_words(v_term.content);
    continue when v_words = '{}';
    -- The last character of a row of pairs is a word of its own here, and begins a pair in a longer text.
    if v_words[cardinality(v_words)] ~ ('^' || c_unspaced || '$') then
      v_term.is_prefix := coalesce(v_words[cardinality(v_words) - 1] !~ ('^' || c_unspaced || '{2}$'), true);
      if not v_term.is_prefix then
        v_words := trim_array(v_words, 1);
      end if;
    end if;
    likes := likes || array(select '%' || word || '%' from unnest(v_words) as word);
    patterns := patterns
      || ('% ' || array_to_string(v_words, ' ') || case when v_term.is_prefix then '%' else ' %' end);
    v_query := (
      '''' || array_to_string(v_words, ''' & ''') || '''' || case when v_term.is_prefix then ':*' else '' end
    )::tsquery;
    v_all := coalesce(v_all && v_query, v_query);
    has_prefix := has_prefix or v_term.is_prefix;
    -- For one or two letters the index reads all words that begin so, at each step: left to `patterns`.
    continue when v_term.is_prefix and char_length(v_term.content) < 3;
    entries := coalesce(entries && v_query, v_query);
  end loop;
  entries := coalesce(entries, v_all);
end;
$$;

/**
 * One step of a search: `periods` is the query for all messages from `since`, at least `seconds` before `newest`, to
 * `newest`. Of the kinds of periods the shortest is taken of which at most some 32 cover it, so that little is read
 * beyond. For more than four years, or before 1970, the query is empty and `since` is -infinity: everything.
 */
create function support_private.support_search_step(
  newest timestamptz,
  seconds double precision,
  out periods tsquery,
  out since timestamptz
)
language plpgsql
immutable
set search_path = ''
as $$
declare
  -- Position of the kind of period in support_search_periods().
  v_kind constant integer := greatest(1, ceil(ln(seconds / 4) / ln(8)) - 4);
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
 * After how long a search returns what it has. Far below the statement timeout, which on Supabase is eight seconds
 * for the role authenticated.
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
 * How many of the next messages a search for the beginning of a word reads without the index of words, after it has
 * found `hits` among `checked`; 0: it uses the index from here on. For a beginning the index collects the messages of
 * all words that begin so, at each step; when they are common, the newest messages fill a page sooner.
 */
create function support_private.support_prefix_scan_budget(checked integer, hits integer, page_size integer)
returns integer
language plpgsql
immutable
set search_path = ''
as $$
declare
  c_first_look constant integer := 300;
  c_most constant integer := 3000;
  c_needed constant double precision := 1.1 * (page_size - hits) * checked / nullif(hits, 0);
begin
  return case
    when checked < c_first_look then c_first_look - checked
    -- A single hit says nothing about their frequency.
    when hits > 1 and c_needed <= c_most then ceil(c_needed)
    else 0
  end;
end;
$$;

/**
 * The ids of the newest `page_size` messages before (`before_created_at`, `before_id`) that match `query`, newest
 * first. When the search has run out of time, (`stopped_at`, `stopped_id`) is how far it came; else they are null.
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
-- For a bitmap of a million hits. With less, it keeps pages instead of rows, and the entries of every message on them
-- are computed again.
set work_mem = '64MB'
as $$
declare
  c_hour constant integer := 4096;
  c_started_at constant timestamptz := clock_timestamp();
  -- In seconds. A quarter of the time is left for the snippets.
  c_patience constant double precision := 0.75 * extract(epoch from support_private.support_search_patience());
  c_newest constant timestamptz := least(
    before_created_at, (select chat.last_message_at from support_private.newest_support_chats(1) as chat)
  );
  v_plan record;
  -- A step: from when it goes back, and how many seconds.
  v_from timestamptz := c_newest;
  v_seconds double precision := c_hour;
  v_step record;
  -- See support_prefix_scan_budget().
  v_budget integer := 0;
  v_is_scan boolean;
  v_checked integer := 0;
  v_taken integer;
  v_found integer := 0;
  v_ends_at timestamptz;
  v_is_late boolean;
  v_elapsed double precision;
  -- A cursor, because a loop over a query fetches 50 rows ahead, each of which may take milliseconds to check.
  v_messages no scroll cursor for
    select
      candidate.id, candidate.created_at,
      case
        -- Folding a text takes a tenth of the time of splitting it into words.
        when support_private.fold_support_text(candidate.content) like all (v_plan.likes)
          then ' ' || array_to_string(support_private.support_search_words(candidate.content), ' ') || ' '
            like all (v_plan.patterns)
        else false
      end as is_hit
    from (
      select message.id, message.content, message.created_at
      from public.support_messages as message
      where support_private.support_search_entries(message.content, message.created_at)
          @@ case when v_is_scan then v_step.periods else v_plan.entries && v_step.periods end
        -- In a form for which the planner uses no other index.
        and ((message.created_at, message.id)
          < (find_support_messages.before_created_at, find_support_messages.before_id)) is true
      order by message.created_at desc, message.id desc
      limit case when v_is_scan then v_budget end
    ) as candidate;
begin
  ids := '{}';
  v_plan := support_private.support_search_plan(query);
  if v_plan.entries is null or isfinite(c_newest) is not true then
    return;
  end if;
  if v_plan.has_prefix then
    v_budget := support_private.support_prefix_scan_budget(0, 0, page_size);
  end if;

  loop
    v_step := support_private.support_search_step(v_from, v_seconds);
    v_is_scan := v_budget > 0 and v_step.since > '-infinity';
    -- A scan gets a part of the time: long texts take longer to check than the index to collect.
    v_ends_at := c_started_at + case when v_is_scan then 0.25 else 1 end * c_patience * interval '1 second';
    v_is_late := false;
    v_taken := 0;
    for v_message in v_messages loop
      v_taken := v_taken + 1;
      before_created_at := v_message.created_at;
      before_id := v_message.id;
      if v_message.is_hit then
        ids := ids || v_message.id;
        v_found := v_found + 1;
        if v_found = page_size then
          return;
        end if;
      end if;
      v_is_late := clock_timestamp() > v_ends_at;
      exit when v_is_late;
    end loop;

    if v_is_late or v_is_scan and v_taken = v_budget then
      v_from := before_created_at;
    elsif v_step.since > '-infinity' then
      before_created_at := v_step.since;
      before_id := '00000000-0000-0000-0000-000000000000';
      v_from := v_step.since - interval '1 microsecond';
    else
      return;
    end if;
    v_elapsed := extract(epoch from clock_timestamp() - c_started_at);
    if v_elapsed > c_patience then
      stopped_at := before_created_at;
      stopped_id := before_id;
      return;
    end if;

    v_checked := v_checked + v_taken;
    v_budget := case
      when v_is_scan and not v_is_late
        then support_private.support_prefix_scan_budget(v_checked, v_found, page_size)
      else 0
    end;
    -- As far as is likely to fill the page, and no further than the time left allows.
    v_seconds := greatest(c_hour, extract(epoch from c_newest - v_from) * least(
      c_patience / nullif(v_elapsed, 0) - 1,
      case
        when v_budget > 0 then least(8, v_budget::double precision / greatest(v_checked, 1))
        when v_found > 0 then least(64, 1.5 * (page_size - v_found) / v_found)
        when v_plan.has_prefix then 64
        else 8
      end
    ));
  end loop;
end;
$$;

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
  snippet text
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

revoke execute on all functions in schema support_private from public;
grant execute on function support_private.support_search_entries(text, timestamptz) to authenticated, service_role;
revoke execute on function public.search_support_messages(text, timestamptz, uuid, integer)
  from public, anon, service_role;
grant execute on function public.search_support_messages(text, timestamptz, uuid, integer) to authenticated;

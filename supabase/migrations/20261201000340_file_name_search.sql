-- Searching for the names of files. The content of a message with files only is their names, which the index of messages
-- has. Messages with files have an index of their own with the names too, so that an upgrade enters no message again.

/**
 * What a search finds in a message with files: its text and, below, their names, unless they are the text.
 */
create function support_private.support_searched_text(content text, attachments jsonb)
returns text
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
declare
  c_names constant text := support_private.support_attachment_names(attachments);
begin
  return case when content = c_names then content else content || E'\n' || c_names end;
end;
$$;

/**
 * The entries of a message with files in the search index, as support_private.support_search_entries has those of the
 * others. Security definer like that.
 */
create function support_private.support_file_search_entries(content text, attachments jsonb, created_at timestamptz)
returns tsvector
language plpgsql
immutable
parallel safe
security definer
set search_path = ''
as $$
begin
  return support_private.support_search_entries(
    support_private.support_searched_text(content, attachments), created_at
  );
end;
$$;

create index support_messages_files_search_idx
on public.support_messages
using gin (support_private.support_file_search_entries(content, attachments, created_at))
with (fastupdate = on, gin_pending_list_limit = 256)
where attachments <> '[]';

/**
 * The ids of the newest `page_size` messages before (`before_created_at`, `before_id`) that match `query`, newest
 * first. When the search has run out of time, (`stopped_at`, `stopped_id`) is how far it came; else they are null.
 */
create or replace function support_private.find_support_messages(
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
      (
        select message.id, message.content, message.created_at
        from public.support_messages as message
        where support_private.support_search_entries(message.content, message.created_at)
            @@ case when v_is_scan then v_step.periods else v_plan.entries && v_step.periods end
          -- In a form for which the planner uses no other index.
          and ((message.created_at, message.id)
            < (find_support_messages.before_created_at, find_support_messages.before_id)) is true
          and message.attachments = '[]'
        order by message.created_at desc, message.id desc
        limit case when v_is_scan then v_budget end
      )
      union all
      (
        select
          message.id, support_private.support_searched_text(message.content, message.attachments),
          message.created_at
        from public.support_messages as message
        where support_private.support_file_search_entries(message.content, message.attachments, message.created_at)
            @@ case when v_is_scan then v_step.periods else v_plan.entries && v_step.periods end
          and ((message.created_at, message.id)
            < (find_support_messages.before_created_at, find_support_messages.before_id)) is true
          and message.attachments <> '[]'
        order by message.created_at desc, message.id desc
        limit case when v_is_scan then v_budget end
      )
      order by created_at desc, id desc
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
 * included. A query without a word finds nothing. The names of a message's files are found like its text.
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
create or replace function public.search_support_messages(
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
      when clock_timestamp() < c_ends_at then support_private.support_search_snippet(searched.content, v_marks)
      else regexp_replace(left(searched.content, 160), '[\s[:cntrl:]]+', ' ', 'g')
        || case when char_length(searched.content) > 160 then '…' else '' end
    end,
    chat.guest_name,
    chat.user_name
  from unnest(v_found.ids) with ordinality as hit (id, place)
  join public.support_messages as message on message.id = hit.id
  join public.support_chats as chat on chat.id = message.chat_id
  cross join lateral (
    select case
      when message.attachments = '[]' then message.content
      else support_private.support_searched_text(message.content, message.attachments)
    end as content
  ) as searched
  order by hit.place;

  if v_found.stopped_at is not null then
    created_at := v_found.stopped_at;
    message_id := v_found.stopped_id;
    return next;
  end if;
end;
$$;

select support_private.grant_support_rights();

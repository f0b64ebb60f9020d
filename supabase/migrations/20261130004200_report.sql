-- What /admin/reports shows.

/**
 * The days from `from_day` to `to_day` and as many before, as moments in `time_zone`: the start of each day and the end
 * of the last.
 *
 * Errors: 22023 with the reason bad_span when a day is missing or outside of the years 1970 to 2200, or they are in the
 * wrong order; span_too_long for more than 366 days; unknown_time_zone for a time zone that Postgres does not know.
 */
create function support_private.support_report_edges(from_day date, to_day date, time_zone text)
returns timestamptz[]
language plpgsql
stable
set search_path = ''
as $$
begin
  if (from_day between '1970-01-01' and to_day and to_day <= '2200-01-01') is not true then
    raise invalid_parameter_value using
      message = 'from_day and to_day are two days from 1970 to 2200, the earlier first.',
      detail = '{"reason": "bad_span"}';
  end if;
  if to_day - from_day >= 366 then
    raise invalid_parameter_value using
      message = 'A report has at most 366 days.',
      detail = '{"reason": "span_too_long"}';
  end if;
  begin
    perform timezone(time_zone, now());
  exception
    when invalid_parameter_value then
      time_zone := null;
  end;
  if time_zone is null then
    raise invalid_parameter_value using
      message = 'There is no such time zone.',
      detail = '{"reason": "unknown_time_zone"}',
      hint = 'Give a name like Europe/Berlin.';
  end if;
  return array(
    select timezone(time_zone, (from_day + number)::timestamp)
    from generate_series(from_day - to_day - 1, to_day - from_day + 1) as number
    order by number
  );
end;
$$;

/**
 * What was counted between each of `edges` and the next, a day or more each, for all admins together: whole hours as they
 * are summed up, the rest count by count. `place` counts from 1; `waits`: see support_private.support_wait_histogram.
 */
create function support_private.support_report_sums(edges timestamptz[])
returns table (
  place integer,
  starts_at timestamptz,
  ends_at timestamptz,
  new_chats bigint,
  answered_chats bigint,
  replies bigint,
  first_replies bigint,
  waits numeric
)
language plpgsql
stable
rows 366
set search_path = ''
as $$
begin
  return query
  select
    span.place, span.starts_at, span.ends_at, coalesce(summed.new_chats, 0), coalesce(summed.answered_chats, 0),
    coalesce(summed.replies, 0), coalesce(summed.first_replies, 0), coalesce(summed.waits, 0)
  from (
    select
      number as place, edges[number] as starts_at, edges[number + 1] as ends_at,
      date_bin('1 hour', edges[number] + interval '1 hour' - interval '1 microsecond', 'epoch') as first_hour,
      date_bin('1 hour', edges[number + 1], 'epoch') as last_hour
    from generate_series(1, cardinality(edges) - 1) as number
  ) as span
  cross join lateral (
    select
      sum(part.new_chats) as new_chats, sum(part.answered_chats) as answered_chats, sum(part.replies) as replies,
      sum(part.first_replies) as first_replies, sum(part.waits) as waits
    from (
      select sums.new_chats, sums.answered_chats, sums.replies, sums.first_replies, sums.waits
      from support_private.support_report_hours as sums
      where sums.hour >= span.first_hour and sums.hour < span.last_hour
      union all
      select
        counted.new_chats, counted.answered_chats, counted.replies, cardinality(counted.reply_seconds),
        (
          select sum(support_private.support_wait_histogram(wait.seconds))
          from unnest(counted.reply_seconds) as wait (seconds)
        )
      from (
        select counts.*
        from support_private.support_report_counts as counts
        where not counts.is_summed and counts.slot >= span.starts_at and counts.slot < span.ends_at
        union all
        select counts.*
        from support_private.support_report_counts as counts
        where counts.is_summed and counts.slot >= span.starts_at and counts.slot < span.first_hour
        union all
        select counts.*
        from support_private.support_report_counts as counts
        where counts.is_summed and counts.slot >= span.last_hour and counts.slot < span.ends_at
      ) as counted
    ) as part
  ) as summed;
end;
$$;

/**
 * The replies from `starts_at` to before `ends_at`, a day or more, by admin, in parts: whole days as they are summed up,
 * the rest count by count. `at` is when a part begins.
 */
create function support_private.support_report_replies(starts_at timestamptz, ends_at timestamptz)
returns table (at timestamptz, admin_id uuid, admin_name text, replies integer)
language plpgsql
stable
set search_path = ''
as $$
declare
  c_first_day constant timestamptz := date_bin('1 day', starts_at + interval '24 hours' - interval '1 microsecond', 'epoch');
  c_last_day constant timestamptz := date_bin('1 day', ends_at, 'epoch');
begin
  return query
  select sums.day, sums.admin_id, sums.admin_name, sums.replies
  from support_private.support_report_days as sums
  where sums.day >= c_first_day and sums.day < c_last_day
  union all
  select counts.slot, counts.admin_id, counts.admin_name, counts.replies
  from support_private.support_report_counts as counts
  where not counts.is_summed and counts.slot >= starts_at and counts.slot < ends_at and counts.replies > 0
  union all
  select counts.slot, counts.admin_id, counts.admin_name, counts.replies
  from support_private.support_report_counts as counts
  where counts.is_summed and counts.slot >= starts_at and counts.slot < least(c_first_day, ends_at)
    and counts.replies > 0
  union all
  select counts.slot, counts.admin_id, counts.admin_name, counts.replies
  from support_private.support_report_counts as counts
  where counts.is_summed and counts.slot >= greatest(c_last_day, c_first_day) and counts.slot < ends_at
    and counts.replies > 0;
end;
$$;

/**
 * What happened in support from `from_day` to `to_day`, at most 366 days of the time zone `time_zone`:
 *   {from_day, to_day, time_zone, since, waiting_now, totals: figures,
 *    previous: figures and from_day, to_day, of as many days before,
 *    days: [figures and day], one for each day,
 *    admins: [{admin_id, name, is_removed, replies, previous_replies}], the busiest first}
 * `since`: when counting began (support_settings.reports_since); figures of earlier days are too low. `waiting_now`:
 * active chats whose user waits for a reply, at most 10,000 of them counted.
 *
 * The figures:
 * - new_chats: conversations that users began. One begins with a user's first message, and with the first after the chat
 *   was archived.
 * - answered_chats: conversations that got their first reply, whenever they began.
 * - replies: messages of admins.
 * - first_replies: replies that ended a wait. A wait begins with the first message of the user after a reply or at the
 *   beginning of the chat, and ends with the next message of an admin.
 * - median_seconds, p90_seconds: median and 90th percentile of the lengths of those waits, interpolated and rounded; null
 *   without any. With more than 5,000 waits in the span and the one before, all these are accurate to 1.6 % of a wait. Of
 *   a wait counts the time within office hours, by the hours that were set when it ended.
 * All belong to the day of the message that is counted. Erased and deleted chats stay in them.
 *
 * `admins` has all present admins, and removed ones and `{admin_id: null}`, for replies that name no admin, when they
 * replied in either span.
 *
 * Reads sums by hour and day of both spans, and no messages; count by count only their edges, what was written in the last
 * hour, and what the few waits are read from.
 *
 * Errors: 42501 with the reason not_admin; those of support_private.support_report_edges.
 */
create function public.support_report(from_day date, to_day date, time_zone text)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  c_most_exact constant integer := 5000;
  c_shares constant double precision[] := '{0.5, 0.9}';
  v_edges timestamptz[];
  v_days integer;
  v_figures jsonb;
  v_admins jsonb;
begin
  perform support_private.require_support_admin();
  v_edges := support_private.support_report_edges(from_day, to_day, time_zone);
  v_days := to_day - from_day + 1;

  -- The place is the day's number, 0 for the span, and -1 for the one before.
  with day as materialized (
    select * from support_private.support_report_sums(v_edges[v_days + 1:])
  ),
  part as materialized (
    select * from day
    union all
    select
      0, min(day.starts_at), max(day.ends_at), sum(day.new_chats), sum(day.answered_chats), sum(day.replies),
      sum(day.first_replies), sum(day.waits)
    from day
    union all
    select
      -1, before.starts_at, before.ends_at, before.new_chats, before.answered_chats, before.replies,
      before.first_replies, before.waits
    from support_private.support_report_sums(array[v_edges[1], v_edges[v_days + 1]]) as before
  )
  select jsonb_object_agg(
    part.place,
    jsonb_build_object(
      'new_chats', part.new_chats,
      'answered_chats', part.answered_chats,
      'replies', part.replies,
      'first_replies', part.first_replies,
      'median_seconds', round(waited.quantiles[1]),
      'p90_seconds', round(waited.quantiles[2])
    )
  ) into v_figures
  from part
  cross join lateral (
    select
      case
        when (select sum(span.first_replies) <= c_most_exact from part as span where span.place <= 0)
        then (
          select percentile_cont(c_shares) within group (order by wait.seconds)
          from support_private.support_report_counts as counts
          cross join lateral unnest(counts.reply_seconds) as wait (seconds)
          where counts.slot >= part.starts_at and counts.slot < part.ends_at
        )
        else support_private.support_wait_quantiles(part.waits, c_shares)
      end as quantiles
    -- Computed once, and not for each use.
    offset 0
  ) as waited;

  with replied as (
    select
      part.admin_id,
      (array_agg(part.admin_name order by part.at desc, part.admin_name))[1] as admin_name,
      sum(part.replies) filter (where part.at >= v_edges[v_days + 1]) as replies,
      sum(part.replies) filter (where part.at < v_edges[v_days + 1]) as previous_replies
    from (
      select * from support_private.support_report_replies(v_edges[1], v_edges[v_days + 1])
      union all
      select * from support_private.support_report_replies(v_edges[v_days + 1], v_edges[2 * v_days + 1])
    ) as part
    group by part.admin_id
  ),
  listed as (
    select
      coalesce(admin.id, replied.admin_id) as admin_id,
      coalesce(admin.display_name, case when replied.admin_id is not null then replied.admin_name end) as name,
      admin.id is null as is_removed,
      coalesce(replied.replies, 0) as replies,
      coalesce(replied.previous_replies, 0) as previous_replies
    from replied
    full join public.support_admins as admin on admin.id = replied.admin_id
  )
  select coalesce(
    jsonb_agg(to_jsonb(listed) order by listed.replies desc, listed.previous_replies desc, listed.name, listed.admin_id),
    '[]'
  ) into v_admins
  from listed;

  return jsonb_build_object(
    'from_day', from_day,
    'to_day', to_day,
    'time_zone', time_zone,
    'since', (select settings.reports_since from public.support_settings as settings),
    'waiting_now', (
      select count(*)
      from (
        select from public.support_chats as chat
        where chat.archived_at is null and chat.waiting_since is not null
        limit 10000
      ) as capped
    ),
    'totals', v_figures -> '0',
    'previous', v_figures -> '-1' || jsonb_build_object('from_day', from_day - v_days, 'to_day', from_day - 1),
    'days', (
      select jsonb_agg(
        v_figures -> number::text || jsonb_build_object('day', from_day + number - 1)
        order by number
      )
      from generate_series(1, v_days) as number
    ),
    'admins', v_admins
  );
end;
$$;

select support_private.grant_support_rights();

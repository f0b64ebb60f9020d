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
 *   without any. Of a wait counts the time within office hours, by the hours that were set when it ended.
 * All belong to the day of the message that is counted. Erased and deleted chats stay in them.
 *
 * `admins` has all present admins, and removed ones and `{admin_id: null}`, for replies that name no admin, when they
 * replied in either span.
 *
 * Reads the counts of both spans, which are some rows a quarter of an hour, and no messages.
 *
 * Errors: 42501 with the reason not_admin; those of support_private.support_report_edges.
 */
create function public.support_report(from_day date, to_day date, time_zone text)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
-- Sorts a year of waits in memory.
set work_mem = '64MB'
as $$
declare
  v_edges timestamptz[];
  v_days integer;
  v_figures jsonb;
  v_admins jsonb;
begin
  perform support_private.require_support_admin();
  v_edges := support_private.support_report_edges(from_day, to_day, time_zone);
  v_days := to_day - from_day + 1;

  -- Each day by itself, and 0 for the span and -1 for the one before: to sort some waits at a time is quicker than to
  -- group all of them.
  with part as (
    select number as place, v_edges[v_days + number] as starts_at, v_edges[v_days + number + 1] as ends_at
    from generate_series(1, v_days) as number
    union all
    values
      (0, v_edges[v_days + 1], v_edges[2 * v_days + 1]),
      (-1, v_edges[1], v_edges[v_days + 1])
  )
  select jsonb_object_agg(
    part.place,
    jsonb_build_object(
      'new_chats', summed.new_chats,
      'answered_chats', summed.answered_chats,
      'replies', summed.replies,
      'first_replies', waited.first_replies,
      'median_seconds', round(waited.quantiles[1]),
      'p90_seconds', round(waited.quantiles[2])
    )
  ) into v_figures
  from part
  cross join lateral (
    select
      coalesce(sum(counts.new_chats), 0) as new_chats,
      coalesce(sum(counts.answered_chats), 0) as answered_chats,
      coalesce(sum(counts.replies), 0) as replies
    from support_private.support_report_counts as counts
    where counts.slot >= part.starts_at and counts.slot < part.ends_at
  ) as summed
  cross join lateral (
    select
      count(*) as first_replies,
      percentile_cont(array[0.5, 0.9]) within group (order by wait.seconds) as quantiles
    from support_private.support_report_counts as counts
    cross join lateral unnest(counts.reply_seconds) as wait (seconds)
    where counts.slot >= part.starts_at and counts.slot < part.ends_at
  ) as waited;

  with replied as (
    select
      counts.admin_id, max(counts.slot) as last_slot,
      coalesce(sum(counts.replies) filter (where counts.slot >= v_edges[v_days + 1]), 0) as replies,
      coalesce(sum(counts.replies) filter (where counts.slot < v_edges[v_days + 1]), 0) as previous_replies
    from support_private.support_report_counts as counts
    where counts.slot >= v_edges[1] and counts.slot < v_edges[2 * v_days + 1] and counts.replies > 0
    group by counts.admin_id
  ),
  listed as (
    select
      coalesce(admin.id, replied.admin_id) as admin_id,
      coalesce(
        admin.display_name,
        (
          select max(counts.admin_name)
          from support_private.support_report_counts as counts
          where counts.slot = replied.last_slot and counts.admin_id = replied.admin_id
        )
      ) as name,
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

-- Office hours: when somebody is expected to answer. Outside of them the widget says when support is open again.

/**
 * Whether `hours` are office hours: an object of the days mon to sun, each a list of at most 12 spans ["09:00", "17:00"],
 * in order and without overlaps, each of which starts before it ends, at "24:00" at the latest. A day without spans is
 * closed, as is one that is left out.
 */
create function support_private.is_office_hours(hours jsonb)
returns boolean
language plpgsql
immutable
set search_path = ''
as $$
declare
  v_spans jsonb;
  v_span jsonb;
  v_free_from text;
begin
  if jsonb_typeof(hours) <> 'object' then
    return false;
  elsif hours - '{mon,tue,wed,thu,fri,sat,sun}'::text[] <> '{}' then
    return false;
  end if;
  for v_spans in select day.value from jsonb_each(hours) as day loop
    if jsonb_typeof(v_spans) <> 'array' or jsonb_array_length(v_spans) > 12 then
      return false;
    end if;
    v_free_from := '00:00';
    for v_span in select span.value from jsonb_array_elements(v_spans) as span loop
      -- The text of a list of two times, so that nothing else is a span.
      if v_span::text !~ '^\["([01]\d|2[0-3]):[0-5]\d", "(([01]\d|2[0-3]):[0-5]\d|24:00)"\]$'
        or v_span ->> 0 < v_free_from
        or v_span ->> 0 >= v_span ->> 1
      then
        return false;
      end if;
      v_free_from := v_span ->> 1;
    end loop;
  end loop;
  return true;
end;
$$;

alter table public.support_settings
  add column office_hours jsonb
    constraint support_settings_office_hours_form check (support_private.is_office_hours(office_hours)),
  add column office_time_zone text not null default 'UTC',
  add column office_closed_days date[] not null default '{}'
    constraint support_settings_office_closed_days_form check (
      cardinality(office_closed_days) <= 366
      and array_position(office_closed_days, null) is null
      and '{infinity,-infinity}'::date[] && office_closed_days is false
    );

comment on column public.support_settings.office_hours is
  'When somebody is expected to answer, by the clocks of office_time_zone: {"mon": [["09:00", "12:00"], ["13:00", "17:00"]], …}, a day left out is closed. Null, the default: always.';
comment on column public.support_settings.office_time_zone is
  'The time zone of office_hours and office_closed_days: a name of pg_timezone_names, such as Europe/Berlin.';
comment on column public.support_settings.office_closed_days is 'Days without office hours, such as holidays: at most 366.';

/**
 * Before a change of the settings: refuses a time zone that Postgres has no name for. Not a check constraint, which a
 * restored row would have to pass on a server that knows other zones.
 *
 * Errors: 23514.
 */
create function support_private.tg_support_settings__office_time_zone()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if not exists (
    select
    from pg_catalog.pg_timezone_names as zone
    where zone.name = new.office_time_zone and zone.name !~ '^(posix/|posixrules|localtime|Factory)'
  ) then
    raise check_violation using
      message = format('There is no time zone "%s".', new.office_time_zone),
      detail = '{"reason": "unknown_time_zone"}',
      constraint = 'support_settings_office_time_zone_known',
      hint = 'Use a name of pg_timezone_names, such as Europe/Berlin.';
  end if;
  return new;
end;
$$;

create trigger support_settings__office_time_zone
before update of office_time_zone on public.support_settings
for each row
execute function support_private.tg_support_settings__office_time_zone();

/**
 * When `hours` are open on the days from `first_day` to `last_day`, in `zone` and but for `closed_days`. Hours that
 * touch, at midnight for example, are one range.
 *
 * A time that a change of the clocks skips counts as the one an hour later, and of one that comes twice the second
 * counts. It costs about 5 microseconds a day: 10 years take 20 ms.
 */
create function support_private.support_office_ranges(
  hours jsonb, zone text, closed_days date[], first_day date, last_day date
)
returns tstzmultirange
language sql
stable
set search_path = ''
as $$
  with day as materialized (
    select day.start, hours -> to_char(day.start, 'dy') as spans
    from generate_series(first_day::timestamp, last_day::timestamp, interval '1 day') as day (start)
    where not day.start::date = any (closed_days)
  ),
  span as (
    select
      (day.start + (span.value ->> 0)::interval) at time zone zone as opens_at,
      (day.start + (span.value ->> 1)::interval) at time zone zone as closes_at
    from day
    cross join lateral jsonb_array_elements(day.spans) as span
  )
  select coalesce(range_agg(tstzrange(span.opens_at, span.closes_at)), '{}')
  from span
  where span.opens_at < span.closes_at;
$$;

/**
 * The time within office hours between two times: all of it while there are none, nothing when `to_time` is not later.
 * Null when the two are more than 100 years apart.
 */
create function support_private.support_office_time(from_time timestamptz, to_time timestamptz)
returns interval
language sql
stable
set search_path = ''
as $$
  select case
    when to_time <= from_time then '0'
    when to_time > from_time + interval '36525 days' then null
    when settings.office_hours is null then to_time - from_time
    else (
      select coalesce(sum(upper(open.range) - lower(open.range)), '0')
      from unnest(
        support_private.support_office_ranges(
          settings.office_hours,
          settings.office_time_zone,
          settings.office_closed_days,
          (from_time at time zone settings.office_time_zone)::date - 1,
          (to_time at time zone settings.office_time_zone)::date + 1
        ) * tstzrange(from_time, to_time)::tstzmultirange
      ) as open (range)
    )
  end
  from public.support_settings as settings;
$$;

/**
 * When support is open again: the end of the closed time that `at` lies in. Null while it is open, and when it never
 * opens.
 */
create function support_private.support_office_opens_at(at timestamptz)
returns timestamptz
language plpgsql
stable
set search_path = ''
as $$
declare
  v_settings public.support_settings;
  v_today date;
  v_ranges tstzmultirange;
  v_days integer;
begin
  select * into v_settings from public.support_settings;
  if v_settings.office_hours is null or not isfinite(at) then
    return null;
  end if;
  v_today := (at at time zone v_settings.office_time_zone)::date;
  -- Two weeks, which is enough but for long holidays: these are 366 days at most, and then comes each day of a week.
  foreach v_days in array '{14,380}'::integer[] loop
    v_ranges := support_private.support_office_ranges(
      v_settings.office_hours, v_settings.office_time_zone, v_settings.office_closed_days, v_today - 1, v_today + v_days
    );
    if v_ranges @> at then
      return null;
    end if;
    v_ranges := v_ranges * tstzrange(at, null)::tstzmultirange;
    exit when not isempty(v_ranges);
  end loop;
  return lower(v_ranges);
end;
$$;

/**
 * Until when support is open, as far as the end of the next day: the end of the open time that `at` lies in. Null while
 * it is closed, and without office hours.
 */
create function support_private.support_office_closes_at(at timestamptz)
returns timestamptz
language sql
stable
set search_path = ''
as $$
  select upper(open.range)
  from public.support_settings as settings
  cross join lateral (select (at at time zone settings.office_time_zone)::date as day) as today
  cross join lateral unnest(
    support_private.support_office_ranges(
      settings.office_hours, settings.office_time_zone, settings.office_closed_days, today.day - 1, today.day + 1
    )
  ) as open (range)
  where settings.office_hours is not null and isfinite(at) and open.range @> at;
$$;

select support_private.grant_support_rights();

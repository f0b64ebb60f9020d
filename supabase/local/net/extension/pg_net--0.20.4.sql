-- Stand-in for pg_net 0.20.4: tables, types, functions and grants as in a Supabase project after
-- `create extension pg_net`. supabase/local/net sends the requests.
-- Differences: net.wake, net.worker_restart, net.wait_until_running and the two URL helpers are
-- written in SQL; a URL is checked for http or https when it is queued.

create schema net;

create domain net.http_method as text
check (lower(value) in ('get', 'post', 'delete'));

-- Unlogged as in pg_net: a crash of the server empties both tables.
create unlogged table net.http_request_queue (
	id bigserial,
	method net.http_method not null,
	url text not null,
	headers jsonb,
	body bytea,
	timeout_milliseconds integer not null
);

create unlogged table net._http_response (
	id bigint,
	status_code integer,
	content_type text,
	headers jsonb,
	content text,
	timed_out boolean,
	error_msg text,
	created timestamptz not null default now()
);

create index on net._http_response (created);

-- The worker here is an ordinary session, identified by its application name.
create function net.check_worker_is_up()
returns void
language plpgsql
as $$
begin
	if not exists (select from pg_stat_activity where application_name like 'pg\_net %') then
		raise exception using
			message = 'the pg_net background worker is not up',
			detail = 'requests stay in net.http_request_queue until it is',
			hint = 'see the log of the local stack';
	end if;
end
$$;

create function net.wait_until_running()
returns void
language plpgsql
as $$
begin
	while not exists (select from pg_stat_activity where application_name like 'pg\_net %') loop
		perform pg_sleep(0.05);
		-- otherwise the view shows the same snapshot until the end of the transaction
		perform pg_stat_clear_snapshot();
	end loop;
end
$$;

-- A notification is sent at commit and once per transaction, exactly when pg_net wakes its worker. A
-- row inserted by hand wakes nothing, as in pg_net.
create function net.wake()
returns void
language sql
as $$
	select pg_notify('pg_net_wake', '')
$$;

create function net.worker_restart()
returns boolean
language plpgsql
as $$
begin
	perform pg_notify('pg_net_restart', '');
	return true;
end
$$;

create function net._urlencode_string(string varchar)
returns text
language sql
immutable
as $$
	select coalesce(
		string_agg(
			case
				when character ~ '^[A-Za-z0-9._~-]$' then character
				else regexp_replace(
					upper(encode(convert_to(character, 'UTF8'), 'hex')), '(..)', '%\1', 'g'
				)
			end,
			''
			order by position
		),
		''
	)
	from regexp_split_to_table(string, '') with ordinality as characters (character, position)
	where character <> ''
$$;

create function net._encode_url_with_params_array(url text, params_array text[])
returns text
language plpgsql
immutable
as $$
declare
	parts text[] := regexp_match(url, '^(https?://[^/?#\s]+)([^?#\s]*)(\?[^#\s]*)?(#\S*)?$', 'i');
	query text;
begin
	if parts is null then
		raise exception 'URL using bad/illegal format or missing URL';
	end if;
	query := concat_ws(
		'&', nullif(ltrim(parts[3], '?'), ''), nullif(array_to_string(params_array, '&'), '')
	);
	return concat(
		parts[1],
		coalesce(nullif(parts[2], ''), '/'),
		case when query <> '' then '?' || query end,
		parts[4]
	);
end
$$;

create function net._add_request(
	method text, url text, params jsonb, headers jsonb, body jsonb, timeout_milliseconds integer
)
returns bigint
language plpgsql
as $$
declare
	request_id bigint;
	params_array text[];
begin
	select coalesce(
		array_agg(net._urlencode_string(key) || '=' || net._urlencode_string(value)), '{}'
	)
	into params_array
	from jsonb_each_text(params);

	insert into net.http_request_queue (method, url, headers, body, timeout_milliseconds)
	values (
		$1,
		net._encode_url_with_params_array($2, params_array),
		$4,
		convert_to($5::text, 'UTF8'),
		$6
	)
	returning id into request_id;

	perform net.wake();
	return request_id;
end
$$;

create function net.http_get(
	url text,
	params jsonb default '{}'::jsonb,
	headers jsonb default '{}'::jsonb,
	timeout_milliseconds integer default 5000
)
returns bigint
language plpgsql
as $$
begin
	return net._add_request('GET', url, params, headers, null, timeout_milliseconds);
end
$$;

create function net.http_post(
	url text,
	body jsonb default '{}'::jsonb,
	params jsonb default '{}'::jsonb,
	headers jsonb default '{"Content-Type": "application/json"}'::jsonb,
	timeout_milliseconds integer default 5000
)
returns bigint
language plpgsql
as $$
declare
	content_type text;
begin
	select value into content_type
	from jsonb_each_text(coalesce(headers, '{}'::jsonb)) as header (name, value)
	where lower(name) = 'content-type'
	limit 1;

	if content_type is null then
		headers := headers || '{"Content-Type": "application/json"}'::jsonb;
	elsif content_type <> 'application/json' then
		raise exception 'Content-Type header must be "application/json"';
	end if;

	return net._add_request('POST', url, params, headers, body, timeout_milliseconds);
end
$$;

create function net.http_delete(
	url text,
	params jsonb default '{}'::jsonb,
	headers jsonb default '{}'::jsonb,
	timeout_milliseconds integer default 5000,
	body jsonb default null
)
returns bigint
language plpgsql
as $$
begin
	return net._add_request('DELETE', url, params, headers, body, timeout_milliseconds);
end
$$;

create type net.request_status as enum ('PENDING', 'SUCCESS', 'ERROR');

create type net.http_response as (
	status_code integer,
	headers jsonb,
	body text
);

create type net.http_response_result as (
	status net.request_status,
	message text,
	response net.http_response
);

create function net._await_response(request_id bigint)
returns boolean
language plpgsql
as $$
begin
	while not exists (select from net._http_response where id = request_id) loop
		perform pg_sleep(0.05);
	end loop;
	return true;
end
$$;

create function net._http_collect_response(request_id bigint, async boolean default true)
returns net.http_response_result
language plpgsql
as $$
declare
	answer net._http_response;
begin
	if not async then
		perform net._await_response(request_id);
	end if;

	select * into answer from net._http_response where id = request_id;

	if answer.id is null or answer.error_msg is not null then
		return (
			'ERROR', coalesce(answer.error_msg, 'request matching request_id not found'), null
		)::net.http_response_result;
	end if;
	return (
		'SUCCESS',
		'ok',
		(answer.status_code, answer.headers, answer.content)::net.http_response
	)::net.http_response_result;
end
$$;

-- In pg_net this function is deprecated and always fails, because its body discards the row it
-- selects. Here it fails with a hint.
create function net.http_collect_response(request_id bigint, async boolean default true)
returns net.http_response_result
language plpgsql
as $$
begin
	raise feature_not_supported using
		message = 'net.http_collect_response is deprecated and does not work',
		hint = 'Read net._http_response instead.';
end
$$;

-- Everyone may queue and read, as in pg_net: the schema must not be exposed through the API.
grant usage on schema net to public;
grant all on all sequences in schema net to public;
grant all on all tables in schema net to public;
grant usage on schema net to postgres, anon, authenticated, service_role;

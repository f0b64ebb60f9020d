-- The schema `realtime` of a hosted project (supabase/realtime 2.129, priv/repo/tenant_schema): the table
-- that authorises channels and stores broadcasts, and the functions that write to it.
--
-- Apply it once, as a superuser, after these roles exist: anon, authenticated, service_role, postgres,
-- dashboard_user, supabase_realtime_admin. It is never exposed through the REST API: clients reach it only
-- through channels.

create schema realtime;

grant usage on schema realtime to postgres, anon, authenticated, service_role;

grant all on schema realtime to supabase_realtime_admin with grant option;

-- For the partitions, which Realtime creates later.
alter default privileges in schema realtime grant all on tables to postgres, dashboard_user;

-- On the platform `postgres` owns nothing here and is not a member of the owner, but may create, alter and
-- drop policies on realtime.messages, because the supautils extension makes that one exception. Plain
-- Postgres requires ownership, so here `postgres` inherits the owner's rights, without being able to
-- become the owner or to grant it to others; the event triggers at the end refuse what the platform refuses.
grant supabase_realtime_admin to postgres with inherit true, set false, admin false;

-- realtime.messages ---------------------------------------------------------

create table realtime.messages (
	topic text not null,
	extension text not null,
	payload jsonb,
	event text,
	private boolean default false,
	updated_at timestamp without time zone not null default now(),
	inserted_at timestamp without time zone not null default now(),
	id uuid not null default gen_random_uuid(),
	binary_payload bytea,
	constraint messages_pkey primary key (id, inserted_at)
) partition by range (inserted_at);

alter table realtime.messages add constraint messages_payload_exclusive
check (payload is null or binary_payload is null) not valid;

alter table realtime.messages owner to supabase_realtime_admin;

alter table realtime.messages enable row level security;

-- Replay reads the newest private broadcasts of one topic.
create index messages_inserted_at_topic_index on realtime.messages (inserted_at desc, topic)
where
	extension = 'broadcast' and private is true;

-- No policies: until a project adds some, nobody can join a private channel.
grant select, insert, update on realtime.messages to anon, authenticated, service_role;

grant all on realtime.messages to postgres, dashboard_user;

-- Functions -----------------------------------------------------------------

-- The channel whose policies are being checked, without the prefix `realtime:`.
create function realtime.topic() returns text
language sql
stable
as $$
	select nullif(current_setting('realtime.topic', true), '')::text;
$$;

-- Never fails: on any error, such as a payload that is not a JSON object, the row is lost with a warning.
create function realtime.send(
	payload jsonb,
	event text,
	topic text,
	private boolean default true
) returns void
language plpgsql
as $$
declare
	message_id uuid;
	message jsonb;
begin
	begin
		message_id := gen_random_uuid();
		message := case
			when payload ? 'id' then payload
			else jsonb_set(payload, '{id}', to_jsonb(message_id))
		end;

		perform set_config('realtime.topic', topic, true);

		insert into realtime.messages (id, payload, event, topic, private, extension)
		values (message_id, message, event, topic, private, 'broadcast');
	exception
		when others then
			raise warning 'WarnSendingBroadcastMessage: %', sqlerrm;
	end;
end;
$$;

create function realtime.send_binary(
	payload bytea,
	event text,
	topic text,
	private boolean default true
) returns void
language plpgsql
as $$
begin
	begin
		perform set_config('realtime.topic', topic, true);

		insert into realtime.messages (binary_payload, event, topic, private, extension)
		values (payload, event, topic, private, 'broadcast');
	exception
		when others then
			raise warning 'WarnSendingBroadcastMessage: %', sqlerrm;
	end;
end;
$$;

-- Broadcasts whole rows. Unlike realtime.send it fails on invalid arguments.
create function realtime.broadcast_changes(
	topic_name text,
	event_name text,
	operation text,
	table_name text,
	table_schema text,
	new record,
	old record,
	level text default 'ROW'
) returns void
language plpgsql
as $$
begin
	if level = 'STATEMENT' then
		raise exception 'function can only be triggered for each row, not for each statement';
	end if;

	if operation not in ('INSERT', 'UPDATE', 'DELETE') then
		raise exception 'Unexpected operation type: %', operation;
	end if;

	perform realtime.send(
		jsonb_build_object(
			'old_record', old,
			'record', new,
			'operation', operation,
			'table', table_name,
			'schema', table_schema
		),
		event_name,
		topic_name
	);
exception
	when others then
		raise exception 'Failed to process the row: %', sqlerrm;
end;
$$;

alter function realtime.topic() owner to supabase_realtime_admin;

alter function realtime.send(jsonb, text, text, boolean) owner to supabase_realtime_admin;

alter function realtime.send_binary(bytea, text, text, boolean) owner to supabase_realtime_admin;

alter function realtime.broadcast_changes(text, text, text, text, text, record, record, text)
owner to supabase_realtime_admin;

-- EXECUTE stays with PUBLIC, as on the platform: a client role still needs an insert policy that accepts
-- the row.

-- The first connection creates the streamed publication.

-- What `postgres` may not do here -------------------------------------------

-- The membership above is wider than the platform's exception. These triggers restrict it to policies, so
-- that a migration that works here works on the platform.
create function realtime.refuse_changes() returns event_trigger
language plpgsql
set search_path = ''
as $$
declare
	command record;
begin
	if (select rolsuper from pg_catalog.pg_roles where rolname = current_user) then
		return;
	end if;

	for command in select * from pg_catalog.pg_event_trigger_ddl_commands() loop
		if (command.schema_name = 'realtime' or command.object_identity ~ '(^| on )realtime\.')
			and command.command_tag not in ('CREATE POLICY', 'ALTER POLICY') then
			raise exception 'must be owner of %', command.object_identity
				using errcode = 'insufficient_privilege';
		end if;
	end loop;
end;
$$;

create function realtime.refuse_drops() returns event_trigger
language plpgsql
set search_path = ''
as $$
declare
	dropped record;
begin
	if (select rolsuper from pg_catalog.pg_roles where rolname = current_user) then
		return;
	end if;

	for dropped in select * from pg_catalog.pg_event_trigger_dropped_objects() loop
		if dropped.schema_name = 'realtime' and dropped.object_type <> 'policy' then
			raise exception 'must be owner of %', dropped.object_identity
				using errcode = 'insufficient_privilege';
		end if;
	end loop;
end;
$$;

create event trigger realtime_refuse_changes on ddl_command_end
execute function realtime.refuse_changes();

create event trigger realtime_refuse_drops on sql_drop
execute function realtime.refuse_drops();

-- The schema `storage` of a hosted project: buckets, objects, and the functions that policies call.
-- Sources: supabase/storage, migrations/tenant (to 0063); supabase/postgres, init-scripts and migrations.
-- Runs as the superuser, in a new cluster and at every start on an existing one, before the project's
-- migrations, so that data folders made before the local Supabase had Storage get it too.
--
-- Left out, since no migration of a project names them: the tables of S3 multipart uploads, analytics
-- and vector buckets, object versions, and the service's record of its own migrations.

do $$
begin
	if not exists (select from pg_roles where rolname = 'supabase_storage_admin') then
		create role supabase_storage_admin login noinherit createrole password 'postgres';
	end if;
end;
$$;

-- The service connects as its own role and becomes the caller's for each request.
grant anon, authenticated, service_role to supabase_storage_admin;
alter role supabase_storage_admin set search_path = 'storage';

create schema if not exists storage;

grant usage on schema storage to postgres, anon, authenticated, service_role;
grant all on schema storage to supabase_storage_admin;

-- On the platform `postgres` owns nothing here and is not a member of the owner, but may create, alter
-- and drop policies, because the supautils extension makes that one exception. Plain Postgres requires
-- ownership, so here `postgres` inherits the owner's rights, without being able to become the owner;
-- the event triggers at the end refuse what the platform refuses.
grant supabase_storage_admin to postgres with inherit true, set false, admin false;

-- Tables --------------------------------------------------------------------

do $$
begin
	if to_regtype('storage.buckettype') is null then
		create type storage.buckettype as enum ('STANDARD', 'ANALYTICS', 'VECTOR');
		alter type storage.buckettype owner to supabase_storage_admin;
	end if;
end;
$$;

create table if not exists storage.buckets (
	id text not null,
	name text not null,
	owner uuid,
	created_at timestamptz default now(),
	updated_at timestamptz default now(),
	public boolean default false,
	avif_autodetection boolean default false,
	file_size_limit bigint,
	allowed_mime_types text[],
	owner_id text,
	type storage.buckettype not null default 'STANDARD',
	primary key (id)
);

create unique index if not exists bname on storage.buckets (name);

create table if not exists storage.objects (
	id uuid not null default gen_random_uuid(),
	bucket_id text,
	name text,
	owner uuid,
	created_at timestamptz default now(),
	updated_at timestamptz default now(),
	last_accessed_at timestamptz default now(),
	metadata jsonb,
	path_tokens text[] generated always as (string_to_array(name, '/')) stored,
	version text,
	owner_id text,
	user_metadata jsonb,
	primary key (id),
	constraint "objects_bucketId_fkey" foreign key (bucket_id) references storage.buckets (id)
);

create unique index if not exists bucketid_objname on storage.objects (bucket_id, name);
create index if not exists name_prefix_search on storage.objects (name text_pattern_ops);
create index if not exists idx_objects_bucket_id_name
on storage.objects (bucket_id, name collate "C");
create index if not exists idx_objects_bucket_id_name_lower
on storage.objects (bucket_id, lower(name) collate "C");

comment on column storage.buckets.owner is 'Field is deprecated, use owner_id instead';
comment on column storage.objects.owner is 'Field is deprecated, use owner_id instead';

alter table storage.buckets owner to supabase_storage_admin;
alter table storage.objects owner to supabase_storage_admin;

-- No policies: until a project adds some, only the secret key reaches buckets and objects.
alter table storage.buckets enable row level security;
alter table storage.objects enable row level security;

-- Granted by the owner: a `revoke` of `postgres` changes nothing, as on the platform.
grant all on storage.buckets, storage.objects to anon, authenticated, service_role;
grant all on storage.buckets, storage.objects to postgres with grant option;

-- Functions -----------------------------------------------------------------
-- In plpgsql as on the platform: a function in SQL could be inlined into a policy and be faster here.

-- The folders of an object's name: {a,b} of a/b/c.png.
create or replace function storage.foldername(name text) returns text[]
language plpgsql
immutable
as $$
declare
	tokens text[] := string_to_array(name, '/');
begin
	return tokens[1:array_length(tokens, 1) - 1];
end;
$$;

-- The part after the last slash: c.png of a/b/c.png.
create or replace function storage.filename(name text) returns text
language plpgsql
immutable
as $$
declare
	tokens text[] := string_to_array(name, '/');
begin
	return tokens[array_length(tokens, 1)];
end;
$$;

-- The part after the last dot of the file's name; the whole file's name when it has none.
create or replace function storage.extension(name text) returns text
language plpgsql
immutable
as $$
begin
	return reverse(split_part(reverse(storage.filename(name)), '.', 1));
end;
$$;

-- What the service does now, such as storage.object.upload; for policies that depend on it.
create or replace function storage.operation() returns text
language plpgsql
stable
as $$
begin
	return current_setting('storage.operation', true);
end;
$$;

-- Whether the service does exactly this; the prefix `storage.` may be omitted.
create or replace function storage.allow_only_operation(expected_operation text) returns boolean
language sql
stable
as $$
	select coalesce(
		nullif(regexp_replace(expected_operation, '^storage\.', ''), '')
			= regexp_replace(storage.operation(), '^storage\.', ''),
		false
	);
$$;

-- Whether the service does one of these.
create or replace function storage.allow_any_operation(expected_operations text[]) returns boolean
language sql
stable
as $$
	select exists (
		select from unnest(expected_operations) as expected (operation)
		where storage.allow_only_operation(expected.operation)
	);
$$;

-- The bytes stored in each bucket.
create or replace function storage.get_size_by_bucket()
returns table (size bigint, bucket_id text)
language plpgsql
stable
as $$
begin
	return query
	select sum((o.metadata ->> 'size')::bigint)::bigint, o.bucket_id
	from storage.objects as o
	group by o.bucket_id;
end;
$$;

-- Raises PT200 when the caller's policies would accept the object.
create or replace function storage.can_insert_object(bucketid text, name text, owner uuid, metadata jsonb)
returns void
language plpgsql
as $$
begin
	insert into storage.objects (bucket_id, name, owner, metadata)
	values (bucketid, name, owner, metadata);
	raise sqlstate 'PT200' using message = 'ROLLBACK', detail = 'rollback successful insert';
end;
$$;

-- The files and folders directly under a prefix, as the service lists them; a folder has only a name.
-- The comparison ignores case, as on the platform; `levels` is unused there too.
create or replace function storage.search(
	prefix text,
	bucketname text,
	limits integer default 100,
	levels integer default 1,
	offsets integer default 0,
	search text default '',
	sortcolumn text default 'name',
	sortorder text default 'asc'
)
returns table (
	name text,
	id uuid,
	updated_at timestamptz,
	created_at timestamptz,
	last_accessed_at timestamptz,
	metadata jsonb
)
language plpgsql
stable
as $$
declare
	folder constant text := coalesce(prefix, '');
	start constant text := folder || coalesce(search, '');
	sorted_by constant text := case
		when lower(sortcolumn) in ('updated_at', 'created_at', 'last_accessed_at') then lower(sortcolumn)
		else 'name'
	end;
	direction constant text := case when lower(coalesce(sortorder, 'asc')) = 'asc' then 'asc' else 'desc' end;
begin
	return query execute format(
		$query$
			with found as (
				select substr(o.name, length($1) + 1) as rest, o.*
				from storage.objects as o
				where o.bucket_id = $3 and starts_with(lower(o.name), lower($2))
			),
			entries as (
				select f.rest as name, f.id, f.updated_at, f.created_at, f.last_accessed_at, f.metadata
				from found as f
				where strpos(substr(f.rest, length($2) - length($1) + 1), '/') = 0
				union all
				select min(split_part(f.rest, '/', 1)), null, null, null, null, null
				from found as f
				where strpos(substr(f.rest, length($2) - length($1) + 1), '/') > 0
				group by lower(split_part(f.rest, '/', 1))
			)
			select e.name, e.id, e.updated_at, e.created_at, e.last_accessed_at, e.metadata
			from entries as e
			order by %s
			limit $4 offset $5
		$query$,
		case sorted_by
			when 'name' then format('lower(e.name) collate "C" %s', direction)
			else format('e.id is not null, e.%I %s, e.name %s', sorted_by, direction, direction)
		end
	) using folder, start, bucketname, least(coalesce(limits, 100), 1500), coalesce(offsets, 0);
end;
$$;

create or replace function storage.update_updated_at_column() returns trigger
language plpgsql
as $$
begin
	new.updated_at = now();
	return new;
end;
$$;

create or replace function storage.enforce_bucket_name_length() returns trigger
language plpgsql
as $$
begin
	if length(new.name) > 100 then
		raise exception 'bucket name "%" is too long (% characters). Max is 100.', new.name, length(new.name);
	end if;
	return new;
end;
$$;

-- Refuses deletes that would leave the bytes behind; the service sets the setting for its own.
create or replace function storage.protect_delete() returns trigger
language plpgsql
as $$
begin
	if coalesce(current_setting('storage.allow_delete_query', true), 'false') <> 'true' then
		raise exception 'Direct deletion from storage tables is not allowed. Use the Storage API instead.'
			using
				errcode = '42501',
				hint = 'This prevents accidental data loss from orphaned objects.';
	end if;
	return null;
end;
$$;

do $$
declare
	v_function regprocedure;
begin
	for v_function in
		select oid from pg_proc where pronamespace = 'storage'::regnamespace and prorettype <> 'event_trigger'::regtype
	loop
		execute format('alter function %s owner to supabase_storage_admin', v_function);
	end loop;
end;
$$;

create or replace trigger update_objects_updated_at
before update on storage.objects
for each row execute function storage.update_updated_at_column();

create or replace trigger enforce_bucket_name_length_trigger
before insert or update of name on storage.buckets
for each row execute function storage.enforce_bucket_name_length();

create or replace trigger protect_buckets_delete
before delete on storage.buckets
for each statement execute function storage.protect_delete();

create or replace trigger protect_objects_delete
before delete on storage.objects
for each statement execute function storage.protect_delete();

-- What `postgres` may not do here -------------------------------------------

-- The membership above is wider than the platform's exception. These triggers restrict it to policies,
-- and to triggers, which the platform's grants allow, so that a migration that works here works there.
create or replace function storage.refuse_changes() returns event_trigger
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
		if (command.schema_name = 'storage' or command.object_identity ~ '(^| on )storage(\.|$)')
			and command.command_tag not in ('CREATE POLICY', 'ALTER POLICY', 'CREATE TRIGGER') then
			raise exception 'must be owner of %', command.object_identity
				using errcode = 'insufficient_privilege';
		end if;
	end loop;
end;
$$;

create or replace function storage.refuse_drops() returns event_trigger
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
		if (dropped.schema_name = 'storage' or dropped.object_identity ~ '(^| on )storage(\.|$)')
			and dropped.object_type not in ('policy', 'trigger') then
			raise exception 'must be owner of %', dropped.object_identity
				using errcode = 'insufficient_privilege';
		end if;
	end loop;
end;
$$;

do $$
begin
	if not exists (select from pg_event_trigger where evtname = 'storage_refuse_changes') then
		create event trigger storage_refuse_changes on ddl_command_end
		execute function storage.refuse_changes();
		create event trigger storage_refuse_drops on sql_drop
		execute function storage.refuse_drops();
	end if;
end;
$$;

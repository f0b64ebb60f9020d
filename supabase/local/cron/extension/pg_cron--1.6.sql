-- Stand-in for pg_cron 1.6: tables, functions, row security and grants as in a Supabase project after
-- `create extension pg_cron`. supabase/local/cron runs the jobs.
-- Differences: objects named cron._* replace the original's C code. cron.job.nodeport is 5432.

create schema cron;

create sequence cron.jobid_seq;

create table cron.job (
	jobid bigint primary key default nextval('cron.jobid_seq'),
	schedule text not null,
	command text not null,
	nodename text not null default 'localhost',
	nodeport integer not null default 5432,
	database text not null default current_database(),
	username text not null default current_user,
	active boolean not null default true,
	jobname text,
	constraint jobname_username_uniq unique (jobname, username)
);

alter table cron.job enable row level security;

create policy cron_job_policy
on cron.job
using (username = current_user);

create sequence cron.runid_seq;

create table cron.job_run_details (
	jobid bigint,
	runid bigint primary key default nextval('cron.runid_seq'),
	job_pid integer,
	database text,
	username text,
	command text,
	status text,
	return_message text,
	start_time timestamptz,
	end_time timestamptz
);

alter table cron.job_run_details enable row level security;

create policy cron_job_run_details_policy
on cron.job_run_details
using (username = current_user);

select pg_extension_config_dump('cron.job', '');
select pg_extension_config_dump('cron.jobid_seq', '');
select pg_extension_config_dump('cron.job_run_details', '');
select pg_extension_config_dump('cron.runid_seq', '');

-- Wakes the scheduler, so that a change takes effect before the next tick. There is no cache to
-- invalidate: it reads the jobs before each tick.
create function cron.job_cache_invalidate()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
	perform pg_catalog.pg_notify('cron_job_changed', '');
	return null;
end
$$;

create trigger cron_job_cache_invalidate
after insert or update or delete or truncate
on cron.job
for statement
execute function cron.job_cache_invalidate();

-- Whether one field of a schedule, such as '1-5,10-50/20', consists of numbers from low to high or of
-- names. A step must follow '*' or a range, as in pg_cron.
create function cron._is_field(field text, low integer, high integer, names text[])
returns boolean
language plpgsql
immutable
set search_path = ''
as $$
declare
	part text;
	bound text;
	bounds text[];
begin
	foreach part in array string_to_array(lower(field), ',') loop
		if part !~ '^(\*|[0-9a-z]+-[0-9a-z]+)(/0*[1-9][0-9]{0,3})?$' and part !~ '^[0-9a-z]+$' then
			return false;
		end if;
		bounds := string_to_array(split_part(part, '/', 1), '-');
		foreach bound in array bounds loop
			if bound = '*' or bound = any (names) then
				continue;
			end if;
			if bound !~ '^[0-9]{1,4}$' or bound::integer not between low and high then
				return false;
			end if;
		end loop;
	end loop;
	return field <> '';
end
$$;

-- Whether pg_cron accepts the schedule: five fields, an @name, or 'N seconds' with N from 1 to 59.
create function cron._is_schedule(schedule text)
returns boolean
language plpgsql
immutable
set search_path = ''
as $$
declare
	fields text[] := regexp_split_to_array(btrim(schedule, E' \t'), '[ \t]+');
	months text[] := array[
		'jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'
	];
	days text[] := array['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
begin
	if lower(schedule) ~ '^\s*0*([1-9]|[1-5][0-9])\s+seconds?\s*$' then
		return true;
	end if;
	if schedule ~ '^@(reboot|restart|yearly|annually|monthly|weekly|daily|midnight|hourly)$' then
		return true;
	end if;
	return array_length(fields, 1) = 5
		and cron._is_field(fields[1], 0, 59, '{}')
		and cron._is_field(fields[2], 0, 23, '{}')
		-- '$' means the last day of the month; it is checked as if it were day 1
		and cron._is_field(regexp_replace(fields[3], '(^|,)\$(?=,|$)', '\11', 'g'), 1, 31, '{}')
		and cron._is_field(fields[4], 1, 12, months)
		and cron._is_field(fields[5], 0, 7, days);
end
$$;

-- The functions below write cron.job for callers who may not write it themselves. They run as the
-- caller, to know its name, and insert the change into this view. Its first trigger runs as the caller
-- and records who that is, so that nobody can impersonate another role; the second runs as the table's
-- owner and makes the change.
create view cron._change as
select
	null::text as kind,
	null::text as caller,
	null::bigint as jobid,
	null::text as schedule,
	null::text as command,
	null::text as database,
	null::text as username,
	null::boolean as active,
	null::text as jobname
where false;

create function cron._change_1_name_caller()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
	new.caller := current_user;
	return new;
end
$$;

create function cron._require_valid(schedule text, database text, role text)
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
	if schedule is not null and not cron._is_schedule(schedule) then
		raise invalid_parameter_value using
			message = format('invalid schedule: %s', schedule),
			hint = 'Use cron format (e.g. 5 4 * * *), or interval format ''[1-59] seconds''';
	end if;
	if not exists (select from pg_catalog.pg_roles where rolname = role) then
		raise exception 'role "%" does not exist', role;
	end if;
	if database is not null and not has_database_privilege(role, database, 'connect') then
		raise exception 'User % does not have CONNECT privilege on %', role, database;
	end if;
end
$$;

create function cron._require_login(role text)
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
	if exists (select from pg_catalog.pg_roles where rolname = role and not rolcanlogin) then
		raise exception using
			message = format('role "%s" can not log in', role),
			detail = 'Jobs may only be run by roles that have the LOGIN attribute.';
	end if;
end
$$;

create function cron._is_superuser(role text)
returns boolean
language sql
stable
set search_path = ''
as $$
	select exists (select from pg_catalog.pg_roles where rolname = role and rolsuper)
$$;

create function cron._add_job(change cron._change)
returns bigint
language plpgsql
set search_path = ''
as $$
declare
	added bigint;
begin
	if change.username is not null and not cron._is_superuser(change.caller) then
		raise exception 'must be superuser to create a job for another role';
	end if;
	perform cron._require_valid(
		change.schedule, change.database, coalesce(change.username, change.caller)
	);
	perform cron._require_login(change.username);
	-- For an existing name `active` does not change: a disabled job stays disabled.
	insert into cron.job (schedule, command, database, username, active, jobname)
	values (
		change.schedule,
		change.command,
		change.database,
		coalesce(change.username, change.caller),
		change.active,
		change.jobname
	)
	on conflict on constraint jobname_username_uniq do update
	set
		schedule = excluded.schedule,
		command = excluded.command,
		database = excluded.database
	returning jobid into added;
	return added;
end
$$;

create function cron._alter_job(change cron._change)
returns void
language plpgsql
set search_path = ''
as $$
begin
	if change.username is not null and not cron._is_superuser(change.caller) then
		raise exception 'must be superuser to alter username';
	end if;
	perform cron._require_valid(
		change.schedule, change.database, coalesce(change.username, change.caller)
	);
	perform cron._require_login(change.username);
	update cron.job
	set
		schedule = coalesce(change.schedule, job.schedule),
		command = coalesce(change.command, job.command),
		database = coalesce(change.database, job.database),
		username = coalesce(change.username, job.username),
		active = coalesce(change.active, job.active)
	where job.jobid = change.jobid
	and (job.username = change.caller or cron._is_superuser(change.caller));
	if not found then
		raise exception 'Job % does not exist or you don''t own it', change.jobid;
	end if;
end
$$;

create function cron._remove_job(change cron._change)
returns void
language plpgsql
set search_path = ''
as $$
declare
	found_job cron.job;
begin
	if change.jobid is not null then
		select * into found_job from cron.job where jobid = change.jobid;
	else
		select * into found_job
		from cron.job
		where jobname = change.jobname
		and username = change.caller;
	end if;
	if found_job.jobid is null then
		raise exception 'could not find valid entry for job %',
			coalesce(change.jobid::text, quote_literal(change.jobname));
	end if;
	if lower(found_job.username) <> lower(change.caller)
		and not has_table_privilege(change.caller, 'cron.job', 'delete')
	then
		raise insufficient_privilege using message = 'permission denied for table job';
	end if;
	delete from cron.job where jobid = found_job.jobid;
end
$$;

create function cron._change_2_make()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
	if new.kind = 'add' then
		new.jobid := cron._add_job(new);
	elsif new.kind = 'alter' then
		perform cron._alter_job(new);
	else
		perform cron._remove_job(new);
	end if;
	return new;
end
$$;

create trigger change_1_name_caller
instead of insert
on cron._change
for each row
execute function cron._change_1_name_caller();

create trigger change_2_make
instead of insert
on cron._change
for each row
execute function cron._change_2_make();

create function cron._require_given(name text, value text)
returns void
language plpgsql
immutable
set search_path = ''
as $$
begin
	if value is null then
		raise exception '% can not be NULL', name;
	end if;
end
$$;

create function cron.schedule(schedule text, command text)
returns bigint
language plpgsql
set search_path = ''
as $$
declare
	added bigint;
begin
	perform cron._require_given('schedule', schedule);
	perform cron._require_given('command', command);
	insert into cron._change (kind, schedule, command, database, active)
	values ('add', $1, $2, current_database(), true)
	returning jobid into added;
	return added;
end
$$;

create function cron.schedule_in_database(
	job_name text,
	schedule text,
	command text,
	database text,
	username text default null,
	active boolean default true
)
returns bigint
language plpgsql
set search_path = ''
as $$
declare
	added bigint;
begin
	perform cron._require_given('job_name', job_name);
	perform cron._require_given('schedule', schedule);
	perform cron._require_given('command', command);
	insert into cron._change (kind, jobname, schedule, command, database, username, active)
	values ('add', $1, $2, $3, coalesce($4, current_database()), $5, coalesce($6, true))
	returning jobid into added;
	return added;
end
$$;

create function cron.schedule(job_name text, schedule text, command text)
returns bigint
language plpgsql
set search_path = ''
as $$
declare
	added bigint;
begin
	perform cron._require_given('job_name', job_name);
	perform cron._require_given('schedule', schedule);
	perform cron._require_given('command', command);
	insert into cron._change (kind, jobname, schedule, command, database, active)
	values ('add', $1, $2, $3, current_database(), true)
	returning jobid into added;
	return added;
end
$$;

create function cron.unschedule(job_id bigint)
returns boolean
language plpgsql
strict
set search_path = ''
as $$
begin
	insert into cron._change (kind, jobid) values ('remove', $1);
	return true;
end
$$;

create function cron.unschedule(job_name text)
returns boolean
language plpgsql
set search_path = ''
as $$
begin
	perform cron._require_given('job_name', job_name);
	insert into cron._change (kind, jobname) values ('remove', $1);
	return true;
end
$$;

create function cron.alter_job(
	job_id bigint,
	schedule text default null,
	command text default null,
	database text default null,
	username text default null,
	active boolean default null
)
returns void
language plpgsql
set search_path = ''
as $$
begin
	perform cron._require_given('job_id', job_id::text);
	if num_nonnulls($2, $3, $4, $5, $6) = 0 then
		raise exception using
			message = 'no updates specified',
			hint = 'You must specify at least one job attribute to change when calling alter_job';
	end if;
	insert into cron._change (kind, jobid, schedule, command, database, username, active)
	values ('alter', $1, $2, $3, $4, $5, $6);
end
$$;

-- pg_cron's grants to everyone; anon and authenticated lack only the usage of the schema.
grant select on cron.job to public;
grant select, delete on cron.job_run_details to public;
grant select, insert on cron._change to public;
revoke all on function cron.alter_job(bigint, text, text, text, text, boolean) from public;
revoke all on function cron.schedule_in_database(text, text, text, text, text, boolean) from public;

-- Supabase's grants to its `postgres` role: everything but writing cron.job directly.
grant usage on schema cron to postgres with grant option;
grant all on all functions in schema cron to postgres with grant option;
grant all on cron.job_run_details to postgres with grant option;
revoke trigger on cron.job_run_details from postgres;
grant select on cron.job to postgres with grant option;

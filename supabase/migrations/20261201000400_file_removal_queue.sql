-- The queue of files that are to be removed from Storage. Their bytes are outside of the database, so only Storage's API
-- removes them: deletions queue paths (file_removal.sql), and a job has an edge function remove what is queued
-- (file_removal_dispatch.sql). Nothing here deletes rows of storage.objects, which would leave the bytes behind.

create table support_private.support_file_removal_batches (
  id uuid primary key default gen_random_uuid(),
  claim_hash bytea,
  claimed_at timestamptz not null default now(),
  first_claimed_at timestamptz not null default now(),
  prepared_at timestamptz,
  request_id bigint,
  attempts integer not null default 0,
  due_at timestamptz not null default now(),
  last_error text
);

comment on table support_private.support_file_removal_batches is
  'Files that one request to the edge function removes. A batch ends when Storage has none of them any more; it is never given up.';
comment on column support_private.support_file_removal_batches.claim_hash is
  'Hash of the last claim''s token; null once its result was recorded.';
comment on column support_private.support_file_removal_batches.claimed_at is
  'When the last claim was made.';
comment on column support_private.support_file_removal_batches.first_claimed_at is
  'When the first claim was made.';
comment on column support_private.support_file_removal_batches.prepared_at is
  'When the holder of the last claim got the paths, which it gets once.';
comment on column support_private.support_file_removal_batches.request_id is
  'The last claim''s request in net.http_request_queue.';
comment on column support_private.support_file_removal_batches.attempts is
  'How many claims were made.';
comment on column support_private.support_file_removal_batches.due_at is
  'When the batch is claimed again if it still exists.';
comment on column support_private.support_file_removal_batches.last_error is
  'What went wrong last, as the edge function or pg_net reported it.';

create index support_file_removal_batches_due_idx
on support_private.support_file_removal_batches (due_at);

create table support_private.support_file_removals (
  path text primary key,
  queued_at timestamptz not null default now(),
  batch_id uuid references support_private.support_file_removal_batches (id)
);

comment on table support_private.support_file_removals is
  'What is to be removed from the bucket support-attachments: files, and the folders of deleted chats.';
comment on column support_private.support_file_removals.path is
  'A file''s path in the bucket, or a folder that ends with a slash: everything in it.';
comment on column support_private.support_file_removals.batch_id is
  'The batch that the file was claimed with; null until then. No message takes a claimed file any more.';

create index support_file_removals_waiting_idx
on support_private.support_file_removals (queued_at)
where batch_id is null and path not like '%/';

create index support_file_removals_folder_idx
on support_private.support_file_removals (queued_at)
where path like '%/';

create index support_file_removals_batch_idx
on support_private.support_file_removals (batch_id)
where batch_id is not null;

create table support_private.support_file_removal_progress (
  id boolean primary key default true
    constraint support_file_removal_progress_one_row check (id),
  swept_until text not null default '',
  last_claimed_at timestamptz
);

comment on table support_private.support_file_removal_progress is
  'How far the jobs that remove files have come: one row, made by the first run.';
comment on column support_private.support_file_removal_progress.swept_until is
  'Files up to this path were looked at for being in no message; empty before a round begins.';
comment on column support_private.support_file_removal_progress.last_claimed_at is
  'When files were claimed for removal last.';

alter table support_private.support_file_removal_batches enable row level security;
alter table support_private.support_file_removals enable row level security;
alter table support_private.support_file_removal_progress enable row level security;

create policy "Nobody reads batches but the functions"
on support_private.support_file_removal_batches
as restrictive
for all
to public
using (false)
with check (false);

create policy "Nobody reads the queue but the functions"
on support_private.support_file_removals
as restrictive
for all
to public
using (false)
with check (false);

create policy "Nobody reads the progress but the functions"
on support_private.support_file_removal_progress
as restrictive
for all
to public
using (false)
with check (false);

/**
 * Before the progress of a back-up is inserted: deletes the row that a job has made meanwhile.
 */
create function support_private.tg_support_file_removal_progress__replace()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  delete from support_private.support_file_removal_progress;
  return new;
end;
$$;

create trigger support_file_removal_progress__replace
before insert on support_private.support_file_removal_progress
for each row
execute function support_private.tg_support_file_removal_progress__replace();

-- Fires only where triggers are disabled (session_replication_role = replica), as when a dump is restored.
alter table support_private.support_file_removal_progress
enable replica trigger support_file_removal_progress__replace;

revoke all on table
  support_private.support_file_removal_batches,
  support_private.support_file_removals,
  support_private.support_file_removal_progress
from anon, authenticated, service_role;

select support_private.grant_support_rights();

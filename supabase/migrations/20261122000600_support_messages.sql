-- The messages. A client sends by inserting {id, chat_id, content}. It may choose the id, so that a retry of the
-- same message violates the primary key and cannot double it. The database sets all other columns.
create table public.support_messages (
  id uuid primary key default gen_random_uuid(),
  chat_id uuid not null references public.support_chats (id) on delete cascade,
  seq bigint not null default 0,
  content text not null,
  sender_type public.support_sender_type not null default 'user',
  sender_id uuid,
  admin_id uuid,
  sender_name text,
  read_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default now(),
  constraint support_messages_seq_key unique (chat_id, seq),
  constraint support_messages_seq_positive check (seq > 0)
);

comment on table public.support_messages is 'Messages of the support chats. Never edited through the API.';
comment on column public.support_messages.id is
  'May be chosen by the client, which makes a retry safe: the second insert fails with 23505.';
comment on column public.support_messages.seq is
  'Position in the chat: 1, 2, 3 … without gaps. A client that lacks a number knows which message it missed.';
comment on column public.support_messages.sender_type is
  'Which side wrote it: the chat''s owner or an admin.';
comment on column public.support_messages.sender_id is
  'The user who wrote it. Null in a reply, because users may not see which account an admin has. On insert: the user whom the client believes to be signed in.';
comment on column public.support_messages.admin_id is
  'Public id (support_admins.id) of the admin who wrote it. No foreign key: a reply outlives its admin.';
comment on column public.support_messages.sender_name is
  'Display name of that admin when it was written.';
comment on column public.support_messages.read_at is 'When the other side read it; null until then.';
comment on column public.support_messages.created_at is 'Strictly increasing within a chat.';

alter table public.support_messages enable row level security;

create index support_messages_chat_created_idx
on public.support_messages (chat_id, created_at);

-- For marking messages as read.
create index support_messages_unread_idx
on public.support_messages (chat_id, sender_type, seq)
where read_at is null;

-- The plan of a page is generic, made once for all chats by the size of an average one. With a dozen messages in
-- that, sorting them all looks cheaper than walking support_messages_seq_key, and each page of a chat of 200,000
-- would sort them. With a statistic of 1,000 messages a chat the planner walks the index for every chat.
alter table public.support_messages alter column chat_id set (n_distinct = -0.001);

create trigger support_messages__updated_at
before update on public.support_messages
for each row
execute function support_private.tg__updated_at();

create policy "Users can read their own chat's messages, admins all"
on public.support_messages
for select
to authenticated
using (
  chat_id = (select support_private.own_support_chat_id())
  or (select support_private.is_support_admin())
);

create policy "Users can write in their own chat, admins in every chat"
on public.support_messages
for insert
to authenticated
with check (
  chat_id = (select support_private.own_support_chat_id())
  or (select support_private.is_support_admin())
);

/**
 * One end of the range of chats that the caller may read, as an array of one: `bound` for an admin, else their own
 * chat.
 *
 * The declared cost is far above the true one, so that the planner looks the range up in an index, for which this
 * is called once, and does not test row by row.
 */
create function support_private.readable_support_chats(bound uuid)
returns uuid[]
language plpgsql
stable
security definer
cost 10000
set search_path = ''
as $$
begin
  return array[
    case when support_private.is_support_admin() then bound else support_private.own_support_chat_id() end
  ];
end;
$$;

-- An index cannot look up `own or admin`: a user's query that names no chat would read the whole table, a tenth of
-- a second for a million messages. It can look up a range. The ends are arrays of one, because the planner takes a
-- plain range for a narrow one and would sort a chat at each page. Inserts need no such policy: the trigger of
-- message_placement.sql refuses them whatever is allowed.
create policy "Nobody else reads messages, whatever else is allowed"
on public.support_messages
as restrictive
for select
to public
using (
  chat_id >= any (support_private.readable_support_chats('00000000-0000-0000-0000-000000000000'))
  and chat_id <= any (support_private.readable_support_chats('ffffffff-ffff-ffff-ffff-ffffffffffff'))
);

create policy "Nobody edits messages"
on public.support_messages
as restrictive
for update
to public
using (false);

create policy "Nobody deletes messages"
on public.support_messages
as restrictive
for delete
to public
using (false);

-- Insert of four columns only, of which sender_id is a claim to be checked: the database sets sender, seq, times
-- and read state. No update, no delete: nobody edits a message through the API.
revoke all on table public.support_messages from anon, authenticated;
grant select on table public.support_messages to authenticated;
grant insert (id, chat_id, content, sender_id) on table public.support_messages to authenticated;
grant select, insert, update, delete on table public.support_messages to service_role;
revoke execute on all functions in schema support_private from public;
grant execute on function support_private.readable_support_chats(uuid) to authenticated, service_role;

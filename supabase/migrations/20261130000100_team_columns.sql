-- What a team needs to know of a chat: who waits, whose it is, whether it was marked as unread, and whether its user
-- is blocked.
alter table public.support_chats
  add column waiting_since timestamptz,
  add column assigned_admin_id uuid
    constraint support_chats_assigned_admin_id_fkey references public.support_admins (id) on delete set null,
  add column marked_unread boolean not null default false,
  add column blocked_at timestamptz;

comment on column public.support_chats.waiting_since is
  'Time of the first message of the user after the last reply; null when it is answered.';
comment on column public.support_chats.assigned_admin_id is
  'Public id of the admin whose chat it is; null when it is nobody''s.';
comment on column public.support_chats.marked_unread is
  'Whether an admin has marked the chat as unread, until it is viewed again.';
comment on column public.support_chats.blocked_at is
  'When an admin blocked the user, who cannot write since then; null while they can.';

-- In place: the index and the view that use it stay.
alter table public.support_chats alter column unread set expression as (
  coalesce(last_user_message_at > coalesce(admin_viewed_at, '-infinity'::timestamptz), false) or marked_unread
);

comment on column public.support_chats.unread is
  'Whether the user has written since an admin last viewed the chat, or an admin has marked it as unread.';

update public.support_chats as chat
set waiting_since = (
  select message.created_at
  from public.support_messages as message
  where message.chat_id = chat.id
    and message.seq > coalesce(
      (
        select reply.seq
        from public.support_messages as reply
        where reply.chat_id = chat.id and reply.sender_type = 'admin'
        order by reply.seq desc
        limit 1
      ),
      0
    )
  order by message.seq
  limit 1
)
where chat.last_message_sender = 'user';

-- The inbox's queries: each filter among the active chats and in the archive, the longest waiting first or else the
-- newest, paged by the time and the id. Like those of support_chats_active_idx.
create index support_chats_waiting_idx
on public.support_chats (waiting_since, id)
where archived_at is null and waiting_since is not null;

create index support_chats_archived_waiting_idx
on public.support_chats (waiting_since, id)
where archived_at is not null and waiting_since is not null;

create index support_chats_assigned_idx
on public.support_chats (assigned_admin_id, last_message_at desc, id desc)
where archived_at is null and message_count > 0 and assigned_admin_id is not null;

create index support_chats_archived_assigned_idx
on public.support_chats (assigned_admin_id, last_message_at desc, id desc)
where archived_at is not null and message_count > 0 and assigned_admin_id is not null;

create index support_chats_unassigned_idx
on public.support_chats (last_message_at desc, id desc)
where archived_at is null and message_count > 0 and assigned_admin_id is null;

create index support_chats_archived_unassigned_idx
on public.support_chats (last_message_at desc, id desc)
where archived_at is not null and message_count > 0 and assigned_admin_id is null;

create or replace view public.support_chat_list
with (security_invoker = true)
as
select
  chat.id,
  chat.user_id,
  chat.user_email,
  chat.last_message_at,
  chat.last_message_preview,
  chat.last_message_sender,
  chat.last_message_admin_id,
  chat.last_message_sender_name,
  chat.message_count,
  chat.unread,
  chat.archived_at is not null as archived,
  chat.guest_name,
  chat.waiting_since,
  chat.assigned_admin_id,
  chat.blocked_at is not null as blocked
from public.support_chats as chat
-- A user may read their own row of support_chats, but the inbox is the admins'.
where (select support_private.is_support_admin());

/**
 * The chat's row of support_chat_list, in events: each column of the view, by name
 * (tests/database/realtime-policies.test.ts compares them).
 */
create or replace function support_private.support_chat_json(chat public.support_chats)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'id', chat.id,
    'user_id', chat.user_id,
    'user_email', chat.user_email,
    'last_message_at', chat.last_message_at,
    'last_message_preview', chat.last_message_preview,
    'last_message_sender', chat.last_message_sender,
    'last_message_admin_id', chat.last_message_admin_id,
    'last_message_sender_name', chat.last_message_sender_name,
    'message_count', chat.message_count,
    'unread', chat.unread,
    'archived', chat.archived_at is not null,
    'guest_name', chat.guest_name,
    'waiting_since', chat.waiting_since,
    'assigned_admin_id', chat.assigned_admin_id,
    'blocked', chat.blocked_at is not null
  );
end;
$$;

drop trigger support_chats__broadcast on public.support_chats;

create trigger support_chats__broadcast
after update on public.support_chats
for each row
when (
  (
    old.user_email, old.last_message_at, old.message_count, old.admin_viewed_at, old.archived_at,
    old.assigned_admin_id, old.marked_unread, old.blocked_at
  )
  is distinct from
  (
    new.user_email, new.last_message_at, new.message_count, new.admin_viewed_at, new.archived_at,
    new.assigned_admin_id, new.marked_unread, new.blocked_at
  )
)
execute function support_private.tg_support_chats__broadcast();

select support_private.grant_support_rights();

-- The admins' inbox: one row a chat, read from the chat's own columns.

create view public.support_chat_list
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
  chat.archived_at is not null as archived
from public.support_chats as chat
-- A user may read their own row of support_chats, but the inbox is the admins'.
where (select support_private.is_support_admin());

comment on view public.support_chat_list is
  'The inbox: one row a chat, for admins only. Events about a chat carry the same row.';

revoke all on table public.support_chat_list from anon, authenticated, service_role;
grant select on table public.support_chat_list to authenticated, service_role;

/**
 * The newest `count` chats with messages before (`before_at`, `before_id`), active and archived, newest first: by the
 * time of their last message. With `email_pattern` those whose user's address in lower case is LIKE it.
 */
create function support_private.newest_support_chats(
  count integer,
  before_at timestamptz default 'infinity',
  before_id uuid default 'ffffffff-ffff-ffff-ffff-ffffffffffff',
  email_pattern text default null
)
returns setof public.support_chats
language plpgsql
stable
set search_path = ''
as $$
begin
  return query
  (
    select chat.*
    from public.support_chats as chat
    where chat.archived_at is null
      and chat.message_count > 0
      and (chat.last_message_at, chat.id) < (before_at, before_id)
      and (email_pattern is null or lower(chat.user_email) like email_pattern)
    order by chat.last_message_at desc, chat.id desc
    limit count
  )
  union all
  (
    select chat.*
    from public.support_chats as chat
    where chat.archived_at is not null
      and chat.message_count > 0
      and (chat.last_message_at, chat.id) < (before_at, before_id)
      and (email_pattern is null or lower(chat.user_email) like email_pattern)
    order by chat.last_message_at desc, chat.id desc
    limit count
  )
  order by last_message_at desc, id desc
  limit count;
end;
$$;

-- Few rows, however many chats there are.
create index support_chats_unread_idx
on public.support_chats (last_user_message_at)
where archived_at is null and unread;

/**
 * How many active chats are unread, at most 100: the inbox shows "99+" for that.
 *
 * Errors: 42501 for anybody but an admin.
 */
create function public.count_unread_support_chats()
returns integer
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  perform support_private.require_support_admin();
  return (
    select count(*)
    from (
      select
      from public.support_chats as chat
      where chat.archived_at is null and chat.unread
      limit 100
    ) as unread
  );
end;
$$;

revoke execute on all functions in schema support_private from public;
revoke execute on function public.count_unread_support_chats() from public, anon, service_role;
grant execute on function public.count_unread_support_chats() to authenticated;

-- The admins' inbox: one row a chat, read straight from the chat's own columns.

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
  chat.message_count,
  coalesce(
    chat.last_user_message_at > coalesce(chat.admin_viewed_at, '-infinity'::timestamptz), false
  ) as unread,
  chat.archived_at is not null as archived
from public.support_chats as chat
-- A user may read their own row of support_chats, but the inbox is the admins'.
where (select support_private.is_support_admin());

comment on view public.support_chat_list is
  'The inbox: one row a chat, for admins only. unread: the user wrote since an admin last looked.';

revoke all on table public.support_chat_list from anon, authenticated, service_role;
grant select on table public.support_chat_list to authenticated, service_role;

/**
 * Moves a chat to the archive. Archiving an archived chat changes nothing.
 *
 * Errors: 42501 for anybody but an admin; PT404 (HTTP 404) when there is no such chat.
 */
create function public.archive_support_chat(chat_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform support_private.require_support_admin();
  update public.support_chats as chat
  set archived_at = coalesce(chat.archived_at, clock_timestamp())
  where chat.id = archive_support_chat.chat_id;
  if not found then
    raise sqlstate 'PT404' using message = 'There is no such chat.';
  end if;
end;
$$;

/**
 * Moves a chat from the archive back to the active ones.
 *
 * Errors: 42501 for anybody but an admin; PT404 (HTTP 404) when there is no such chat.
 */
create function public.unarchive_support_chat(chat_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform support_private.require_support_admin();
  update public.support_chats as chat
  set archived_at = null
  where chat.id = unarchive_support_chat.chat_id;
  if not found then
    raise sqlstate 'PT404' using message = 'There is no such chat.';
  end if;
end;
$$;

revoke execute on function public.archive_support_chat(uuid) from public, anon, service_role;
revoke execute on function public.unarchive_support_chat(uuid) from public, anon, service_role;
grant execute on function public.archive_support_chat(uuid) to authenticated;
grant execute on function public.unarchive_support_chat(uuid) to authenticated;

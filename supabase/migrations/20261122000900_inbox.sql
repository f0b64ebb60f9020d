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
  chat.last_message_admin_id,
  chat.last_message_sender_name,
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
 * Moves a chat to the archive. Archiving an archived chat changes nothing. `up_to_seq` is the last message
 * that the admin has seen: a later one of the user's is not hidden from them. Null archives in any case.
 *
 * Errors: 42501 for anybody but an admin; PT404 (HTTP 404) when there is no such chat; P0001 when the user
 * has written since `up_to_seq`.
 */
create function public.archive_support_chat(chat_id uuid, up_to_seq bigint default null)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform support_private.require_support_admin();
  -- Whoever is writing at this moment finishes first.
  perform from public.support_chats as chat
  where chat.id = archive_support_chat.chat_id
  for no key update;
  if not found then
    raise sqlstate 'PT404' using message = 'There is no such chat.';
  end if;
  if exists (
    select from public.support_messages as message
    where message.chat_id = archive_support_chat.chat_id
      and message.seq > archive_support_chat.up_to_seq
      and message.sender_type = 'user'
  ) then
    raise exception using
      message = 'The user has written meanwhile.',
      hint = 'Read the new message before archiving the chat.';
  end if;
  update public.support_chats as chat
  set archived_at = coalesce(chat.archived_at, clock_timestamp())
  where chat.id = archive_support_chat.chat_id;
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

revoke execute on function public.archive_support_chat(uuid, bigint) from public, anon, service_role;
revoke execute on function public.unarchive_support_chat(uuid) from public, anon, service_role;
grant execute on function public.archive_support_chat(uuid, bigint) to authenticated;
grant execute on function public.unarchive_support_chat(uuid) to authenticated;

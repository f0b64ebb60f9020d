-- The archive holds chats that are done, until their users write again.

/**
 * Moves a chat to the archive. Archiving an archived chat changes nothing. `up_to_seq` is the last message that the
 * admin has seen: the call is refused when the user has written a later one. Null archives in any case.
 *
 * Errors: 42501 with the reason not_admin; PT404 (HTTP 404) with no_chat; P0001 with unseen_message.
 */
create function public.archive_support_chat(chat_id uuid, up_to_seq bigint default null)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform support_private.require_support_admin();
  -- Waits for whoever is writing in the chat.
  perform from public.support_chats as chat
  where chat.id = archive_support_chat.chat_id
  for no key update;
  if not found then
    raise sqlstate 'PT404' using
      message = 'There is no such chat.',
      detail = '{"reason": "no_chat"}';
  end if;
  if exists (
    select from public.support_messages as message
    where message.chat_id = archive_support_chat.chat_id
      and message.seq > archive_support_chat.up_to_seq
      and message.sender_type = 'user'
  ) then
    raise exception using
      message = 'The user has written meanwhile.',
      detail = '{"reason": "unseen_message"}',
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
 * Errors: 42501 with the reason not_admin; PT404 (HTTP 404) with no_chat.
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
    raise sqlstate 'PT404' using
      message = 'There is no such chat.',
      detail = '{"reason": "no_chat"}';
  end if;
end;
$$;

revoke execute on function public.archive_support_chat(uuid, bigint) from public, anon, service_role;
revoke execute on function public.unarchive_support_chat(uuid) from public, anon, service_role;
grant execute on function public.archive_support_chat(uuid, bigint) to authenticated;
grant execute on function public.unarchive_support_chat(uuid) to authenticated;

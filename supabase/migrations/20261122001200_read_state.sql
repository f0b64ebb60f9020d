-- Who has read what. Both sides mark up to a position, never everything: a message that arrived after the screen was
-- drawn stays unread.

/**
 * Marks the admin messages of the caller's chat as read, up to and including `up_to_seq`, or up to the last
 * message when that is less. Null marks nothing.
 *
 * Returns how many were newly marked. Errors: 42501 with the reason not_your_chat, whether or not the chat exists.
 */
create function public.mark_support_chat_read(chat_id uuid, up_to_seq bigint)
returns integer
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_chat record;
  v_read_at constant timestamptz := clock_timestamp();
  v_up_to_seq bigint;
  v_marked integer;
begin
  select chat.id, chat.unread_reply_count into v_chat
  from public.support_chats as chat
  where chat.id = mark_support_chat_read.chat_id
    and chat.user_id = (select auth.uid());
  if not found then
    raise insufficient_privilege using
      message = 'This chat is not yours to read.',
      detail = '{"reason": "not_your_chat"}';
  end if;
  -- The common case, opening the chat with nothing new, takes no lock and writes nothing.
  if v_chat.unread_reply_count = 0 then
    return 0;
  end if;

  -- The same order of locks as a new message takes, chat before messages: no deadlock.
  -- Not least(), for which null would be the end.
  select case
    when mark_support_chat_read.up_to_seq > chat.message_count then chat.message_count
    else mark_support_chat_read.up_to_seq
  end
  into v_up_to_seq
  from public.support_chats as chat
  where chat.id = v_chat.id
  for no key update;
  update public.support_messages as message
  set read_at = v_read_at
  where message.chat_id = v_chat.id
    and message.sender_type = 'admin'
    and message.read_at is null
    and message.seq <= v_up_to_seq;
  get diagnostics v_marked = row_count;
  if v_marked > 0 then
    update public.support_chats as chat
    set unread_reply_count = chat.unread_reply_count - v_marked
    where chat.id = v_chat.id;
    perform support_private.broadcast_support_messages_read(v_chat.id, 'user', v_up_to_seq, v_read_at);
  end if;
  return v_marked;
end;
$$;

/**
 * Marks a chat as seen by the admins, up to and including `up_to_seq`: moves admin_viewed_at forward
 * to that message's time, never back and never past what was shown, and sets read_at on the user's
 * messages. `up_to_seq` ends at the last message. Null marks nothing.
 *
 * Returns how many messages were newly marked. Errors: 42501 with the reason not_admin; PT404 (HTTP 404) with
 * no_chat.
 */
create function public.mark_support_chat_viewed(chat_id uuid, up_to_seq bigint)
returns integer
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_up_to_seq bigint;
  v_viewed_at timestamptz;
  v_read_at constant timestamptz := clock_timestamp();
  v_marked integer;
begin
  perform support_private.require_support_admin();
  -- Not least(), for which null would be the end.
  select case
    when mark_support_chat_viewed.up_to_seq > chat.message_count then chat.message_count
    else mark_support_chat_viewed.up_to_seq
  end
  into v_up_to_seq
  from public.support_chats as chat
  where chat.id = mark_support_chat_viewed.chat_id
  for no key update;
  if not found then
    raise sqlstate 'PT404' using
      message = 'There is no such chat.',
      detail = '{"reason": "no_chat"}';
  end if;

  update public.support_messages as message
  set read_at = v_read_at
  where message.chat_id = mark_support_chat_viewed.chat_id
    and message.sender_type = 'user'
    and message.read_at is null
    and message.seq <= v_up_to_seq;
  get diagnostics v_marked = row_count;

  select message.created_at into v_viewed_at
  from public.support_messages as message
  where message.chat_id = mark_support_chat_viewed.chat_id
    and message.seq <= v_up_to_seq
  order by message.seq desc
  limit 1;
  update public.support_chats as chat
  set admin_viewed_at = v_viewed_at
  where chat.id = mark_support_chat_viewed.chat_id
    and v_viewed_at > coalesce(chat.admin_viewed_at, '-infinity');
  if v_marked > 0 then
    perform support_private.broadcast_support_messages_read(
      mark_support_chat_viewed.chat_id, 'admin', v_up_to_seq, v_read_at
    );
  end if;
  return v_marked;
end;
$$;

revoke execute on function public.mark_support_chat_read(uuid, bigint) from public, anon, service_role;
revoke execute on function public.mark_support_chat_viewed(uuid, bigint) from public, anon, service_role;
grant execute on function public.mark_support_chat_read(uuid, bigint) to authenticated;
grant execute on function public.mark_support_chat_viewed(uuid, bigint) to authenticated;
revoke execute on all functions in schema support_private from public;

-- What reaches Realtime and who may listen. The topics:
--   support_chat:<chat id>           new_message, messages_read         sent by the database only
--   admin_support_notifications      new_user_message, chat_updated     sent by the database only
--   support_chat_activity:<chat id>  typing, presence in a chat         sent by its owner and admins
--   support_presence                 presence of admins on duty         sent by admins
--   support_desk                     admins, in which chat, writing     sent by admins, who alone join
-- Policies see the topic and whether it is about broadcast or presence, never an event's name: whoever
-- may send to a topic may forge every event on it. That is why the first two take none from clients.
--
-- An event is a hint and the table is the truth: Realtime may lose events, and clients read the gap.

/**
 * Sends an event to everybody who has joined the topic, unless live events are paused
 * (support_settings.live_events_paused_until).
 */
create function support_private.send_support_event(payload jsonb, event text, topic text)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform realtime.send(payload, event, topic, true)
  from public.support_settings as settings
  where settings.live_events_paused_until > now() is not true;
end;
$$;

/**
 * The message as clients read it, in events.
 */
create function support_private.support_message_json(message public.support_messages)
returns jsonb
language plpgsql
immutable
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'id', message.id,
    'chat_id', message.chat_id,
    'seq', message.seq,
    'content', message.content,
    'sender_type', message.sender_type,
    'admin_id', message.admin_id,
    'sender_name', message.sender_name,
    'read_at', message.read_at,
    'created_at', message.created_at
  );
end;
$$;

/**
 * Tells both sides of a chat that `reader` ('user' or 'admin') has read up to `up_to_seq`.
 */
create function support_private.broadcast_support_messages_read(
  chat_id uuid,
  reader public.support_sender_type,
  up_to_seq bigint,
  read_at timestamptz
)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform support_private.send_support_event(
    jsonb_build_object(
      'type', 'messages_read',
      'reader', reader,
      'up_to_seq', up_to_seq,
      'read_at', read_at
    ),
    'messages_read',
    'support_chat:' || chat_id
  );
end;
$$;

/**
 * The chat's row of support_chat_list, in events.
 */
create function support_private.support_chat_json(chat public.support_chats)
returns jsonb
language plpgsql
immutable
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
    'unread', coalesce(chat.last_user_message_at > coalesce(chat.admin_viewed_at, '-infinity'), false),
    'archived', chat.archived_at is not null
  );
end;
$$;

/**
 * After a change that the inbox shows: sends the chat's row of support_chat_list to the admins; not when
 * a user's message has changed it, whose own event carries the row (message_side_effects.sql).
 */
create function support_private.tg_support_chats__broadcast()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if coalesce(current_setting('support_chat.told', true), '') <> new.id::text then
    perform support_private.send_support_event(
      jsonb_build_object('type', 'chat_updated', 'chat', support_private.support_chat_json(new)),
      'chat_updated',
      'admin_support_notifications'
    );
  end if;
  return null;
end;
$$;

create trigger support_chats__broadcast
after update on public.support_chats
for each row
when (
  (old.user_email, old.last_message_at, old.message_count, old.admin_viewed_at, old.archived_at)
  is distinct from
  (new.user_email, new.last_message_at, new.message_count, new.admin_viewed_at, new.archived_at)
)
execute function support_private.tg_support_chats__broadcast();

/**
 * Whether the caller owns the chat that a topic `<kind>:<chat id>` names, or is an admin. False, not
 * an error, for a topic whose id is no uuid: an error inside a policy would refuse every private
 * channel of the project.
 */
create function support_private.can_join_support_chat_topic(topic text)
returns boolean
language plpgsql
stable
set search_path = ''
as $$
begin
  return topic ~ '^[a-z_]+:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
    and (
      split_part(topic, ':', 2) = support_private.own_support_chat_id()::text
      or support_private.is_support_admin()
    );
end;
$$;

/**
 * Whether a topic is one of ours: only about these do the policies below have a say.
 */
create function support_private.is_support_topic(topic text)
returns boolean
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
begin
  return coalesce(
    topic in ('admin_support_notifications', 'support_presence', 'support_desk')
      or topic like 'support\_chat:%'
      or topic like 'support\_chat\_activity:%',
    false
  );
end;
$$;

/**
 * Whether the caller may receive on a topic. `extension` is 'broadcast' or 'presence'. A definer, so that
 * every role can be asked about: see the restrictive policies.
 */
create function support_private.can_receive_support_topic(topic text, extension text)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return case split_part(topic, ':', 1)
    when 'support_chat' then extension = 'broadcast' and support_private.can_join_support_chat_topic(topic)
    when 'support_chat_activity'
      then extension in ('broadcast', 'presence') and support_private.can_join_support_chat_topic(topic)
    when 'admin_support_notifications'
      then topic = 'admin_support_notifications'
        and extension = 'broadcast'
        and support_private.is_support_admin()
    when 'support_presence'
      then topic = 'support_presence' and extension = 'presence' and auth.uid() is not null
    when 'support_desk'
      then topic = 'support_desk' and extension = 'presence' and support_private.is_support_admin()
    else false
  end;
exception
  -- Tokens of another sign-in service may name their users by something else than a uuid.
  when invalid_text_representation then
    return false;
end;
$$;

/**
 * Whether the caller may send on a topic. `extension` is 'broadcast' or 'presence'. A definer like the one
 * above.
 */
create function support_private.can_send_support_topic(topic text, extension text)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return case split_part(topic, ':', 1)
    when 'support_chat_activity'
      then extension in ('broadcast', 'presence') and support_private.can_join_support_chat_topic(topic)
    when 'support_presence'
      then topic = 'support_presence'
        and extension = 'presence'
        and support_private.is_support_admin()
    when 'support_desk'
      then topic = 'support_desk' and extension = 'presence' and support_private.is_support_admin()
    else false
  end;
exception
  -- Tokens of another sign-in service may name their users by something else than a uuid.
  when invalid_text_representation then
    return false;
end;
$$;

/**
 * Makes the policies of realtime.messages, anew if they are there: a dump of the schema leaves them out; see
 * support_private.repair_support_chat. For topics of ours, the functions above decide.
 *
 * Policies are OR-ed with the host's own, and "everybody signed in may use channels" is a common one: it
 * would open every topic here. What is restrictive no other policy can widen. It holds for every role, and
 * leaves topics that are not ours alone: for these nothing is asked of the database that could fail.
 */
create function support_private.create_support_topic_policies()
returns void
language plpgsql
set search_path = ''
-- That there was none to drop is no news.
set client_min_messages = warning
as $$
begin
  drop policy if exists "Support chat: owners and admins receive on their topics" on realtime.messages;
  create policy "Support chat: owners and admins receive on their topics"
  on realtime.messages
  for select
  to authenticated
  using (support_private.can_receive_support_topic((select realtime.topic()), extension));

  drop policy if exists "Support chat: owners and admins send activity and presence" on realtime.messages;
  create policy "Support chat: owners and admins send activity and presence"
  on realtime.messages
  for insert
  to authenticated
  with check (support_private.can_send_support_topic((select realtime.topic()), extension));

  drop policy if exists "Support chat: nobody else receives, whatever else is allowed" on realtime.messages;
  create policy "Support chat: nobody else receives, whatever else is allowed"
  on realtime.messages
  as restrictive
  for select
  to public
  using (
    not support_private.is_support_topic(topic)
    or support_private.can_receive_support_topic(topic, extension)
  );

  drop policy if exists "Support chat: nobody else sends, whatever else is allowed" on realtime.messages;
  create policy "Support chat: nobody else sends, whatever else is allowed"
  on realtime.messages
  as restrictive
  for insert
  to public
  with check (
    not support_private.is_support_topic(topic)
    or support_private.can_send_support_topic(topic, extension)
  );
end;
$$;

select support_private.create_support_topic_policies();

revoke execute on all functions in schema support_private from public;

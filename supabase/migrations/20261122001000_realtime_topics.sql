-- Realtime's topics, and who may join which and send on which:
--   support_chat:<chat id>           new_message, messages_read         sent by the database only
--   admin_support_notifications      new_user_message, chat_updated     sent by the database only
--   support_chat_activity:<chat id>  typing, presence in a chat         sent by its owner and admins
--   support_presence                 presence of admins on duty         sent by admins
--   support_desk                     admins, in which chat, writing     sent by admins, who alone join
-- Policies see the topic and whether it is for broadcast or presence, but not an event's name: whoever may send on a
-- topic may forge every event of it. That is why clients may not send on the first two.

/**
 * Whether the caller owns the chat that a topic `<kind>:<chat id>` names, or is an admin. False for a topic whose
 * id is no uuid, and not an error: that would refuse every private channel of the project.
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
 * Whether a topic is one of ours. The policies below restrict no other topic.
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
 * Whether the caller may receive on a topic. `extension` is 'broadcast' or 'presence'. Security definer, so that it
 * runs for every role: the restrictive policies call it for all of them.
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
 * Whether the caller may send on a topic. `extension` is 'broadcast' or 'presence'. Security definer like
 * can_receive_support_topic.
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
 * Creates our policies of realtime.messages, in place of those that are there. A dump of the schema leaves them
 * out: see support_private.repair_support_chat.
 *
 * Permissive policies are OR-ed with the host's own, of which "everybody signed in may use channels" is a common
 * one: it would open every topic of ours. No other policy can widen a restrictive one. Ours apply to every role and
 * to our topics only; for other topics they query nothing that could fail.
 */
create function support_private.create_support_topic_policies()
returns void
language plpgsql
set search_path = ''
-- Without the notices that there was no policy to drop.
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

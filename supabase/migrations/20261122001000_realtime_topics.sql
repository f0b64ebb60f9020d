-- What reaches Realtime and who may listen. The topics:
--   support_chat:<chat id>           new_message, messages_read         sent by the database only
--   admin_support_notifications      new_user_message, chat_updated     sent by the database only
--   support_chat_activity:<chat id>  typing, presence in a chat         sent by its owner and admins
--   support_presence                 presence of admins on duty         sent by admins
--   support_desk                     admins, in which chat, writing     sent by admins, who alone join
-- Policies see the topic and whether it is about broadcast or presence, never an event's name: whoever
-- may send to a topic may forge every event on it. That is why the first two take none from clients.

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

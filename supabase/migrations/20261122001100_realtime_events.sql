-- What the database sends through Realtime, and when. Events are hints and the tables are the truth: Realtime may lose
-- events, and clients then read what they missed.

/**
 * Sends an event to everybody who has joined the topic, unless live events are paused
 * (support_settings.live_events_paused_until). `payload` is what clients receive, `event` its name.
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
 * The message as events carry it: the columns that clients may read.
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
 * Sends messages_read to both sides of a chat: `reader` ('user' or 'admin') has read up to `up_to_seq` at `read_at`.
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
 * The chat's row of support_chat_list, in events. The view's columns are taken from the chat by name; those that it
 * does not have are added here.
 */
create function support_private.support_chat_json(chat public.support_chats)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
begin
  return to_jsonb(
    jsonb_populate_record(
      null::public.support_chat_list,
      to_jsonb(chat) || jsonb_build_object('archived', chat.archived_at is not null)
    )
  );
end;
$$;

/**
 * After a change that the inbox shows: sends the chat's row of support_chat_list to the admins. Not after a user's
 * message, whose own event carries the row (message_side_effects.sql).
 */
create function support_private.tg_support_chats__broadcast()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if coalesce(current_setting('support_chat.announced', true), '') <> new.id::text then
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

revoke execute on all functions in schema support_private from public;

-- What follows from a new message. One trigger does all of it for all messages of a statement, because a
-- transaction may write a chat's row only once: at the second time Postgres checks the foreign key to the account
-- again, changed or not, and locks the account after the chat, while the deletion of an account locks them in the
-- other order.

/**
 * After an insert: updates the chats, sends the events to both sides and, for messages of users, to the admins,
 * writes the outbox for unread replies, and takes the writer's tokens.
 *
 * A message of the user un-archives the chat. A mail is due some time after the first unread reply, and later ones
 * join it; when all earlier ones were read, the time starts again. Tokens are taken last (rate_limits.sql), and only
 * for messages that were stored.
 *
 * Errors: PT429 (HTTP 429) with the reason too_fast when the writer has no tokens left.
 */
create function support_private.tg_support_messages__follow_up()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_settings public.support_settings;
  v_new record;
  v_chat public.support_chats;
  -- Of the current chat.
  v_messages jsonb[] := '{}';
  v_message jsonb;
  v_user_wrote_at timestamptz;
  v_from_user integer := 0;
  v_first_unread record;
  v_unread integer := 0;
  -- Of all chats.
  v_user_tokens integer := 0;
  v_admin_tokens integer := 0;
  v_set text;
begin
  select * into v_settings from public.support_settings;

  for v_new in
    select
      message.*,
      support_private.support_message_json(row(message.*)::public.support_messages) as json,
      lead(message.chat_id) over in_order is distinct from message.chat_id as is_last
    from new_messages as message
    window in_order as (order by message.chat_id, message.seq)
  loop
    v_messages := v_messages || v_new.json;
    if v_new.sender_type = 'user' then
      v_user_wrote_at := v_new.created_at;
      v_from_user := v_from_user + 1;
    else
      v_admin_tokens := v_admin_tokens + 1;
      if v_new.read_at is null then
        if v_unread = 0 then
          v_first_unread := v_new;
        end if;
        v_unread := v_unread + 1;
      end if;
    end if;
    continue when not v_new.is_last;

    -- The event of a user's message carries the row, so that each admin gets one event and not two.
    perform set_config(
      'support_chat.announced', case when v_from_user > 0 then v_new.chat_id::text else '' end, true
    );
    update public.support_chats as chat
    set
      last_message_at = v_new.created_at,
      last_message_preview = left(v_new.content, 100),
      last_message_sender = v_new.sender_type,
      last_message_admin_id = v_new.admin_id,
      last_message_sender_name = v_new.sender_name,
      last_user_message_at = coalesce(v_user_wrote_at, chat.last_user_message_at),
      archived_at = case when v_user_wrote_at is null then chat.archived_at end,
      message_count = v_new.seq,
      user_message_count = chat.user_message_count + v_from_user,
      unread_reply_count = chat.unread_reply_count + v_unread
    where chat.id = v_new.chat_id
    returning * into v_chat;
    perform set_config('support_chat.announced', '', true);

    if v_settings.live_events_paused_until > now() is not true then
      foreach v_message in array v_messages loop
        perform
          realtime.send(
            jsonb_build_object('type', 'new_message', 'message', v_message),
            'new_message',
            'support_chat:' || v_chat.id,
            true
          ),
          case when v_message ->> 'sender_type' = 'user' then realtime.send(
            jsonb_build_object(
              'type', 'new_user_message',
              'chat_id', v_chat.id,
              'user_email', v_chat.user_email,
              'message', v_message,
              'chat', support_private.support_chat_json(v_chat)
            ),
            'new_user_message',
            'admin_support_notifications',
            true
          ) end;
      end loop;
    end if;

    if v_unread > 0 then
      insert into public.support_reply_notifications (chat_id, due_at, from_seq)
      values (
        v_chat.id, v_first_unread.created_at + v_settings.reply_email_delay, v_first_unread.seq
      )
      on conflict (chat_id) where status = 'pending' and attempts = 0
      do update set due_at = excluded.due_at, from_seq = excluded.from_seq
      where v_chat.unread_reply_count = v_unread;
    end if;

    v_user_tokens := v_user_tokens + v_from_user;
    v_messages := '{}';
    v_user_wrote_at := null;
    v_from_user := 0;
    v_unread := 0;
  end loop;

  if not support_private.is_support_backend() then
    if v_user_tokens > 0 then
      perform support_private.take_support_token(
        auth.uid(), 'user_message',
        v_settings.user_message_burst, v_settings.user_message_interval, v_user_tokens
      );
    end if;
    if v_admin_tokens > 0 then
      perform support_private.take_support_token(
        auth.uid(), 'admin_message',
        v_settings.admin_message_burst, v_settings.admin_message_interval, v_admin_tokens
      );
    end if;
  end if;
  -- The next statement of this transaction counts from one.
  v_set := set_config('support_chat.rows', '', true);
  return null;
end;
$$;

create trigger support_messages__follow_up
after insert on public.support_messages
referencing new table as new_messages
for each statement
execute function support_private.tg_support_messages__follow_up();

revoke execute on all functions in schema support_private from public;

-- What the inbox shows of a message with files: its text, and the names of the files.

/**
 * The beginning of a message as lists show it, at most 100 characters: the text, then the names of its files, for which
 * there is room also after a long text.
 */
create function support_private.support_message_preview(content text, attachments jsonb)
returns text
language plpgsql
immutable
set search_path = ''
as $$
declare
  c_limit constant integer := 100;
  c_room_for_names constant integer := 40;
  v_names text := support_private.support_attachment_names(attachments);
  v_room integer;
begin
  if v_names in ('', content) then
    return left(content, c_limit);
  end if;
  v_names := ' · ' || v_names;
  v_room := c_limit - least(char_length(v_names), c_room_for_names);
  return left(
    case when char_length(content) > v_room then left(content, v_room - 1) || '…' else content end || v_names,
    c_limit
  );
end;
$$;

comment on column public.support_chats.last_message_preview is
  'First 100 characters of the last message, with the names of its files.';

/**
 * After an insert: updates the chats, sends the events to both sides and, for messages of users, to the admins,
 * writes the outbox for unread replies, and takes the writer's tokens.
 *
 * A message of the user un-archives the chat and, unless they wait already, begins their waiting; a reply ends it. A
 * mail is due some time after the first unread reply, and later ones join it; when all earlier ones were read, the time
 * starts again. Tokens are taken last (rate_limits.sql), and only for messages that were stored. Messages are added to the
 * counts of reports.
 *
 * Errors: PT429 (HTTP 429) with the reason too_fast when the writer has no tokens left.
 */
create or replace function support_private.tg_support_messages__follow_up()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_settings public.support_settings;
  v_assigns boolean;
  v_new record;
  v_chat public.support_chats;
  -- Of the current chat.
  v_messages jsonb[] := '{}';
  v_message jsonb;
  v_user_wrote_at timestamptz;
  v_from_user integer := 0;
  v_first_unread record;
  v_unread integer := 0;
  -- Since when the user waits, whether their next message begins a conversation, and whether there is one without a
  -- reply.
  v_waiting_since timestamptz;
  v_begins boolean;
  v_unanswered boolean;
  v_first_replier uuid;
  v_is_first boolean := true;
  -- Of all chats.
  v_counts support_private.support_report_counts[] := '{}';
  v_user_tokens integer := 0;
  v_admin_tokens integer := 0;
  v_set text;
begin
  select * into v_settings from public.support_settings;
  -- An import assigns nothing.
  v_assigns := v_settings.assign_on_reply and not support_private.is_support_backend();

  for v_new in
    select
      message.*,
      support_private.support_message_json(row(message.*)::public.support_messages) as json,
      lead(message.chat_id) over in_order is distinct from message.chat_id as is_last
    from new_messages as message
    window in_order as (order by message.chat_id, message.seq)
  loop
    if v_is_first then
      select chat.waiting_since, chat.unanswered, chat.user_message_count = 0 or chat.archived_at is not null
      into v_waiting_since, v_unanswered, v_begins
      from public.support_chats as chat
      where chat.id = v_new.chat_id;
    end if;
    v_is_first := v_new.is_last;
    v_messages := v_messages || v_new.json;
    if v_new.sender_type = 'user' then
      v_user_wrote_at := v_new.created_at;
      v_from_user := v_from_user + 1;
      v_waiting_since := coalesce(v_waiting_since, v_new.created_at);
      if v_begins then
        v_counts := v_counts || support_private.count_new_support_chat(v_new.created_at);
        v_begins := false;
        v_unanswered := true;
      end if;
    else
      v_counts := v_counts || support_private.count_support_reply(
        v_new.created_at, v_new.admin_id, v_new.sender_name, v_waiting_since, v_unanswered
      );
      v_waiting_since := null;
      v_unanswered := false;
      v_first_replier := coalesce(v_first_replier, v_new.admin_id);
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
      last_message_preview = case
        when v_new.attachments = '[]' then left(v_new.content, 100)
        else support_private.support_message_preview(v_new.content, v_new.attachments)
      end,
      last_message_sender = v_new.sender_type,
      last_message_admin_id = v_new.admin_id,
      last_message_sender_name = v_new.sender_name,
      last_user_message_at = coalesce(v_user_wrote_at, chat.last_user_message_at),
      archived_at = case when v_user_wrote_at is null then chat.archived_at end,
      message_count = v_new.seq,
      user_message_count = chat.user_message_count + v_from_user,
      unread_reply_count = chat.unread_reply_count + v_unread,
      waiting_since = v_waiting_since,
      unanswered = v_unanswered,
      assigned_admin_id = case
        when v_assigns and chat.assigned_admin_id is null and v_first_replier is not null
        -- Not waited for: the removal of an admin waits for this chat, if it is theirs.
        then (
          select admin.id
          from public.support_admins as admin
          where admin.id = v_first_replier
          for key share skip locked
        )
        else chat.assigned_admin_id
      end
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
      on conflict (chat_id) where status = 'pending' and claimed_at is null
      do update set due_at = excluded.due_at, from_seq = excluded.from_seq
      where v_chat.unread_reply_count = v_unread;
    end if;

    v_user_tokens := v_user_tokens + v_from_user;
    v_messages := '{}';
    v_user_wrote_at := null;
    v_from_user := 0;
    v_unread := 0;
    v_first_replier := null;
  end loop;
  perform support_private.add_support_report_counts(v_counts) where v_counts <> '{}';

  if not support_private.is_support_backend() then
    if v_user_tokens > 0 then
      perform support_private.take_support_token(
        auth.uid(), 'user_message', user_limit.burst, user_limit.every, v_user_tokens
      )
      from support_private.user_message_limit(auth.uid()) as user_limit;
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

select support_private.grant_support_rights();

-- Who waits, and whose a chat is.
alter table public.support_settings
  add column assign_on_reply boolean not null default true;

comment on column public.support_settings.assign_on_reply is
  'Whether the first reply in a chat that is nobody''s assigns it to the admin who writes it. True by default.';

/**
 * The caller's public id as an admin, or null. Security definer, so that policies of other tables do not run those of
 * support_admins.
 */
create function support_private.own_support_admin_id()
returns uuid
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return (select admin.id from public.support_admins as admin where admin.user_id = (select auth.uid()));
end;
$$;

-- At most one mail of a chat waits for its first try. A count of tries does not say so: one for which the mail service
-- was too busy does not count, and its row would collide with that of a later reply.
drop index public.support_reply_notifications_waiting_idx;

create unique index support_reply_notifications_waiting_idx
on public.support_reply_notifications (chat_id)
where status = 'pending' and claimed_at is null;

/**
 * After an insert: updates the chats, sends the events to both sides and, for messages of users, to the admins,
 * writes the outbox for unread replies, and takes the writer's tokens.
 *
 * A message of the user un-archives the chat and, unless they wait already, begins their waiting; a reply ends it. A
 * mail is due some time after the first unread reply, and later ones join it; when all earlier ones were read, the time
 * starts again. Tokens are taken last (rate_limits.sql), and only for messages that were stored.
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
  -- The first message of the user after the last reply of this statement, if there is one.
  v_waiting_since timestamptz;
  v_answered boolean := false;
  v_first_replier uuid;
  -- Of all chats.
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
    v_messages := v_messages || v_new.json;
    if v_new.sender_type = 'user' then
      v_user_wrote_at := v_new.created_at;
      v_from_user := v_from_user + 1;
      v_waiting_since := coalesce(v_waiting_since, v_new.created_at);
    else
      v_answered := true;
      v_waiting_since := null;
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
      last_message_preview = left(v_new.content, 100),
      last_message_sender = v_new.sender_type,
      last_message_admin_id = v_new.admin_id,
      last_message_sender_name = v_new.sender_name,
      last_user_message_at = coalesce(v_user_wrote_at, chat.last_user_message_at),
      archived_at = case when v_user_wrote_at is null then chat.archived_at end,
      message_count = v_new.seq,
      user_message_count = chat.user_message_count + v_from_user,
      unread_reply_count = chat.unread_reply_count + v_unread,
      waiting_since = case when v_answered then v_waiting_since else coalesce(chat.waiting_since, v_waiting_since) end,
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
    v_waiting_since := null;
    v_answered := false;
    v_first_replier := null;
  end loop;

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

/**
 * Assigns a chat to an admin, by the public id; null assigns it to nobody. The chat's row goes to all admins.
 *
 * Errors: 42501 with the reason not_admin; PT404 (HTTP 404) with no_chat, or no_admin when there is no admin of that
 * id.
 */
create function public.assign_support_chat(chat_id uuid, admin_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform support_private.require_support_admin();
  update public.support_chats as chat
  set assigned_admin_id = assign_support_chat.admin_id
  where chat.id = assign_support_chat.chat_id;
  if not found then
    raise sqlstate 'PT404' using
      message = 'There is no such chat.',
      detail = '{"reason": "no_chat"}';
  end if;
exception
  when foreign_key_violation then
    raise sqlstate 'PT404' using
      message = 'There is no such admin.',
      detail = '{"reason": "no_admin"}';
end;
$$;

/**
 * How many chats each filter of the inbox has, at most 100 each: the inbox shows "99+" for that. `archived`: in the
 * archive, instead of among the active chats. Mine are the caller's.
 *
 * Errors: 42501 for anybody but an admin.
 */
create function public.count_support_chats(
  archived boolean default false,
  out waiting integer,
  out mine integer,
  out unassigned integer
)
language plpgsql
stable
security definer
set search_path = ''
-- Each stops at the limit in its index. Reading the table would read all of it where few chats match, and a bitmap all
-- that match.
set enable_seqscan = off
set enable_bitmapscan = off
as $$
declare
  c_admin_id constant uuid := support_private.own_support_admin_id();
begin
  perform support_private.require_support_admin();
  -- Written out for each, so that each has the conditions of its index. The limit is no variable: its value would make
  -- a plan of each call cheaper than one for all, and planning takes longer than counting.
  if archived then
    select count(*) into waiting from (
      select from public.support_chats as chat
      where chat.archived_at is not null and chat.waiting_since is not null
      limit 100
    ) as capped;
    select count(*) into mine from (
      select from public.support_chats as chat
      where chat.archived_at is not null and chat.message_count > 0 and chat.assigned_admin_id = c_admin_id
      limit 100
    ) as capped;
    select count(*) into unassigned from (
      select from public.support_chats as chat
      where chat.archived_at is not null and chat.message_count > 0 and chat.assigned_admin_id is null
      limit 100
    ) as capped;
  else
    select count(*) into waiting from (
      select from public.support_chats as chat
      where chat.archived_at is null and chat.waiting_since is not null
      limit 100
    ) as capped;
    select count(*) into mine from (
      select from public.support_chats as chat
      where chat.archived_at is null and chat.message_count > 0 and chat.assigned_admin_id = c_admin_id
      limit 100
    ) as capped;
    select count(*) into unassigned from (
      select from public.support_chats as chat
      where chat.archived_at is null and chat.message_count > 0 and chat.assigned_admin_id is null
      limit 100
    ) as capped;
  end if;
end;
$$;

select support_private.grant_support_rights();

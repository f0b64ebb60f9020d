-- Export and erasure of what the support chat stores about a user, by that user or by an admin. Deleting the account
-- erases it too: everything that belongs to it refers to auth.users with `on delete cascade`.
/**
 * Whose data a call is about: `user_id`, or the caller when that is null.
 *
 * Errors: 42501 with the reason not_your_data when it is another user's, whether or not there is such a user. For
 * admins and the project itself: PT404 (HTTP 404) with no_user, and 22004 with user_id_missing when nobody is named.
 */
create function support_private.support_data_subject(user_id uuid)
returns uuid
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_subject constant uuid := coalesce(user_id, auth.uid());
  v_may_ask_for_others constant boolean := support_private.is_support_backend() or support_private.is_support_admin();
begin
  if v_subject is null and v_may_ask_for_others then
    raise null_value_not_allowed using
      message = 'Whose data? Give user_id.',
      detail = '{"reason": "user_id_missing"}';
  end if;
  if not v_may_ask_for_others and v_subject is distinct from auth.uid() then
    raise insufficient_privilege using
      message = 'This data is not yours.',
      detail = '{"reason": "not_your_data"}';
  end if;
  if not exists (select from auth.users as account where account.id = v_subject) then
    if v_may_ask_for_others then
      raise sqlstate 'PT404' using
        message = 'There is no such user.',
        detail = '{"reason": "no_user"}';
    end if;
    raise insufficient_privilege using
      message = 'This data is not yours.',
      detail = '{"reason": "not_your_data"}';
  end if;
  return v_subject;
end;
$$;

/**
 * Everything that the support chat stores about a user, by default the caller:
 *   {exported_at, user: {id, email}, chat: {…} | null, messages: […], email_preferences: {…} | null,
 *    notifications: […], admin: {…} | null}
 * Left out: which account of an admin wrote a reply, and the token of the unsubscribe link.
 *
 * Errors: see support_private.support_data_subject.
 */
create function public.export_support_data(user_id uuid default null)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  v_user_id constant uuid := support_private.support_data_subject(export_support_data.user_id);
  v_chat public.support_chats;
begin
  select * into v_chat from public.support_chats as chat where chat.user_id = v_user_id;
  return jsonb_build_object(
    'exported_at', now(),
    'user', (
      select jsonb_build_object('id', account.id, 'email', account.email)
      from auth.users as account
      where account.id = v_user_id
    ),
    'chat', case when v_chat.id is not null then jsonb_build_object(
      'id', v_chat.id,
      'user_email', v_chat.user_email,
      'created_at', v_chat.created_at,
      'last_message_at', v_chat.last_message_at,
      'message_count', v_chat.message_count,
      'admin_viewed_at', v_chat.admin_viewed_at,
      'archived_at', v_chat.archived_at,
      'language', v_chat.language
    ) end,
    'messages', (
      select coalesce(jsonb_agg(support_private.support_message_json(message) order by message.seq), '[]')
      from public.support_messages as message
      where message.chat_id = v_chat.id
    ),
    'email_preferences', (
      select jsonb_build_object(
        'reply_emails', preference.reply_emails,
        'updated_at', preference.updated_at
      )
      from support_private.support_email_preferences as preference
      where preference.user_id = v_user_id
    ),
    'notifications', (
      select coalesce(
        jsonb_agg(
          jsonb_build_object(
            'id', notification.id,
            'status', notification.status,
            'skip_reason', notification.skip_reason,
            'due_at', notification.due_at,
            'sent_at', notification.sent_at,
            'created_at', notification.created_at
          )
          order by notification.created_at
        ),
        '[]'
      )
      from public.support_reply_notifications as notification
      where notification.chat_id = v_chat.id
    ),
    'admin', (
      select jsonb_build_object('display_name', admin.display_name, 'created_at', admin.created_at)
      from public.support_admins as admin
      where admin.user_id = v_user_id
    )
  );
end;
$$;

/**
 * Erases what export_support_data returns of a user, by default the caller: the chat with its messages and
 * notifications, the e-mail preference, and the events of the last days that carry the messages. It cannot be
 * undone. The account stays, also as an admin, and so does the preference to get no e-mails, which would be sent
 * again without it.
 *
 * Returns {messages, notifications}: how many were erased. Errors: see support_private.support_data_subject.
 */
create function public.erase_support_data(user_id uuid default null)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_user_id constant uuid := support_private.support_data_subject(erase_support_data.user_id);
  v_chat record;
  v_erased jsonb;
begin
  -- Waits for whoever is writing in the chat; whoever comes later finds no chat.
  select chat.id, chat.created_at into v_chat
  from public.support_chats as chat
  where chat.user_id = v_user_id
  for update;
  v_erased := jsonb_build_object(
    'messages', (
      select count(*) from public.support_messages as message where message.chat_id = v_chat.id
    ),
    'notifications', (
      select count(*)
      from public.support_reply_notifications as notification
      where notification.chat_id = v_chat.id
    )
  );
  delete from public.support_chats as chat where chat.id = v_chat.id;
  delete from support_private.support_email_preferences as preference
  where preference.user_id = v_user_id and preference.reply_emails;
  -- It reads the events of all chats, so only when there was a chat: the rate limit of chats bounds that.
  if v_chat.id is not null then
    perform support_private.erase_support_events(v_chat.id, v_chat.created_at);
  end if;
  return v_erased;
end;
$$;

/**
 * Erases a chat's events in Realtime's table; `begun_at` is when the chat was created. Realtime drops events after
 * some three days itself, so a project that may not write to that table gets a warning and no error.
 *
 * An event has the time at which its transaction began: it is no older than the chat, unless its transaction took
 * longer than an hour. With the conditions of Realtime's index by time, the erasure of a young chat reads only the
 * events since then.
 */
create function support_private.erase_support_events(chat_id uuid, begun_at timestamptz)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  delete from realtime.messages as event
  where event.inserted_at >= timezone('utc', least(begun_at, now()) - interval '1 hour')
    and event.extension = 'broadcast'
    and event.private is true
    and (
      event.topic in ('support_chat:' || chat_id, 'support_chat_activity:' || chat_id)
      or (
        event.topic = 'admin_support_notifications'
        and coalesce(event.payload ->> 'chat_id', event.payload -> 'chat' ->> 'id') = chat_id::text
      )
    );
exception
  when insufficient_privilege then
    raise warning 'The events of the chat stay until Realtime drops them: %', sqlerrm;
end;
$$;

revoke execute on all functions in schema support_private from public;
revoke execute on function public.export_support_data(uuid) from public, anon;
revoke execute on function public.erase_support_data(uuid) from public, anon;
grant execute on function public.export_support_data(uuid) to authenticated, service_role;
grant execute on function public.erase_support_data(uuid) to authenticated, service_role;

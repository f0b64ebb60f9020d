-- The export also has what the migrations for teams, alerts and names have added.

/**
 * Everything that the support chat stores about a user, by default the caller:
 *   {exported_at, user: {id, email}, chat: {…} | null, messages: […], email_preferences: {…} | null,
 *    notifications: […], admin: {…} | null}
 * A blocked user's chat also has blocked_at (without a chat the answer itself has it), that of a user with a name user_name, a message page_url where it is known,
 * and a chat with notes `notes`: […] when an admin or the project itself asks. Left out: which account of an admin wrote
 * a reply, and the token of the unsubscribe link.
 *
 * Errors: see support_private.support_data_subject.
 */
create or replace function public.export_support_data(user_id uuid default null)
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
    ) || jsonb_strip_nulls(
      jsonb_build_object('blocked_at', v_chat.blocked_at, 'user_name', v_chat.user_name)
    ) end,
    'messages', (
      select coalesce(jsonb_agg(
        support_private.support_message_json(message)
          || jsonb_strip_nulls(jsonb_build_object('page_url', message.page_url))
        order by message.seq
      ), '[]')
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
      select jsonb_build_object(
        'display_name', admin.display_name,
        'email_alerts', admin.email_alerts,
        'created_at', admin.created_at
      )
      from public.support_admins as admin
      where admin.user_id = v_user_id
    )
  ) || case
    when (support_private.is_support_backend() or support_private.is_support_admin())
      and exists (select from public.support_notes as note where note.chat_id = v_chat.id)
    then jsonb_build_object(
      'notes', (
        select jsonb_agg(support_private.support_note_json(note) order by note.created_at)
        from public.support_notes as note
        where note.chat_id = v_chat.id
      )
    )
    else '{}'
  end || coalesce(
    (
      select jsonb_build_object('blocked_at', blocked.blocked_at)
      from support_private.support_blocked_users as blocked
      where blocked.user_id = v_user_id
    ),
    '{}'
  );
end;
$$;

select support_private.grant_support_rights();

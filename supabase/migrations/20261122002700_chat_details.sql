-- What the inbox shows beside a chat.

/**
 * A chat and its user, in one row. `user_name` is full_name or name of the account's metadata, at most 200
 * characters, which users may set to anything.
 *
 * Errors: 42501 with the reason not_admin; PT404 (HTTP 404) with no_chat.
 */
create function public.support_chat_details(chat_id uuid)
returns table (
  id uuid,
  user_id uuid,
  user_email text,
  user_name text,
  user_created_at timestamptz,
  last_sign_in_at timestamptz,
  created_at timestamptz,
  archived_at timestamptz,
  message_count bigint,
  user_message_count bigint,
  admin_message_count bigint,
  first_message_at timestamptz,
  last_message_at timestamptz,
  reply_emails boolean
)
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  perform support_private.require_support_admin();
  return query
  select
    chat.id, chat.user_id, chat.user_email,
    support_private.support_user_name(account.raw_user_meta_data),
    account.created_at, account.last_sign_in_at, chat.created_at, chat.archived_at,
    chat.message_count, chat.user_message_count, chat.message_count - chat.user_message_count,
    (
      select message.created_at
      from public.support_messages as message
      where message.chat_id = chat.id
      order by message.seq
      limit 1
    ),
    case when chat.message_count > 0 then chat.last_message_at end,
    coalesce(preference.reply_emails, true)
  from public.support_chats as chat
  join auth.users as account on account.id = chat.user_id
  left join support_private.support_email_preferences as preference on preference.user_id = chat.user_id
  where chat.id = support_chat_details.chat_id;
  if not found then
    raise sqlstate 'PT404' using
      message = 'There is no such chat.',
      detail = '{"reason": "no_chat"}';
  end if;
end;
$$;

/**
 * The name in an account's metadata, without control characters and surrounding space; null without one. Reads the
 * first 1,000 characters, however long it is.
 */
create function support_private.support_user_name(metadata jsonb)
returns text
language plpgsql
immutable
set search_path = ''
as $$
begin
  return (
    select name.text
    from (values (1, 'full_name'), (2, 'name')) as key (place, name)
    cross join lateral (
      select left(
        btrim(regexp_replace(left(metadata ->> key.name, 1000), '[\u0001-\u001f\u007f-\u009f]+', ' ', 'g')), 200
      ) as text
    ) as name
    where jsonb_typeof(metadata -> key.name) = 'string' and name.text <> ''
    order by key.place
    limit 1
  );
end;
$$;

revoke execute on all functions in schema support_private from public;
revoke execute on function public.support_chat_details(uuid) from public, anon, service_role;
grant execute on function public.support_chat_details(uuid) to authenticated;

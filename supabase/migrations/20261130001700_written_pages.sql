-- From which page of the app a message was written. The browser says it, so nothing may rely on it.
alter table public.support_messages add column page_url text;

comment on column public.support_messages.page_url is
  'Address of the page that the user wrote the message from, as their browser says: http or https, at most 2,000 characters; null when unknown. Not in events.';

/**
 * Before the insert of a message, after its sender was decided: keeps the page's address of a user's message when it is
 * one, and drops anything else. It never refuses the message.
 */
create function support_private.tg_support_messages__tidy_page_url()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
  if not (
    new.sender_type = 'user'
    and char_length(new.page_url) <= 2000
    and new.page_url ~ '^https?://[^[:space:][:cntrl:]]+$'
  ) then
    new.page_url := null;
  end if;
  return new;
end;
$$;

-- Triggers of one kind fire in the order of their names: after support_messages__place.
create trigger support_messages__tidy_page_url
before insert on public.support_messages
for each row
when (new.page_url is not null)
execute function support_private.tg_support_messages__tidy_page_url();

drop function public.support_chat_details(uuid);

/**
 * A chat and its user, in one row. `user_name` may be anything that users have set (support_chats.user_name).
 * `page_url` is the newest among the last 50 messages, and as untrusted; `language` the one in which the user reads the
 * chat.
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
  reply_emails boolean,
  guest_name text,
  page_url text,
  language text
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
    chat.user_name,
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
    coalesce(preference.reply_emails, true),
    chat.guest_name,
    (
      select recent.page_url
      from (
        select message.seq, message.page_url
        from public.support_messages as message
        where message.chat_id = chat.id
        order by message.seq desc
        limit 50
      ) as recent
      where recent.page_url is not null
      order by recent.seq desc
      limit 1
    ),
    chat.language
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

select support_private.grant_support_rights();

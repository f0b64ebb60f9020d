-- What happens to a message before it is stored: its text is checked, its sender is decided, and it gets its place
-- in the chat.

/**
 * The content as it is stored: with line breaks as \n and without the control characters C0 and C1 but tab and line
 * break, which, pasted from a terminal, would reach logs and e-mails. Refuses a content that is blank, Unicode
 * spaces and invisible characters aside, or longer than 4,000 characters.
 *
 * Otherwise the text stays as it was written. It is not normalized to NFC, which would change some names and quoted
 * code; the limit counts code points as they came in, so that combining marks end at 16 kB. Characters that change
 * the direction of writing are kept, because Hebrew and Arabic need them: showing them safely is up to the client.
 *
 * Errors: 23514 with the reason blank or too_long.
 */
create function support_private.normalize_support_message(content text)
returns text
language plpgsql
immutable
set search_path = ''
as $$
declare
  c_limit constant integer := 4000;
  -- Four bytes a character, and as much again for what is left out. A longer text is not searched at all.
  c_most_bytes constant integer := 8 * c_limit;
  c_is_legible constant boolean := coalesce(octet_length(content), 0) <= c_most_bytes;
  v_content text := '';
begin
  if c_is_legible then
    v_content := coalesce(
      regexp_replace(
        replace(replace(content, E'\r\n', E'\n'), E'\r', E'\n'),
        '[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]', '', 'g'
      ),
      ''
    );
    if v_content !~ '[^\s\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0]' then
      raise check_violation using
        message = 'The message is blank.',
        detail = '{"reason": "blank"}',
        hint = 'Write something before sending.',
        constraint = 'support_messages_content_not_blank';
    end if;
  end if;
  if not c_is_legible or char_length(v_content) > c_limit then
    raise check_violation using
      message = format(
        'The message is too long: %s of at most %s characters.',
        case when c_is_legible then char_length(v_content)::text else 'more than ' || c_most_bytes / 4 end,
        c_limit
      ),
      detail = '{"reason": "too_long"}',
      hint = 'Shorten it or send it in parts.',
      constraint = 'support_messages_content_length';
  end if;
  return v_content;
end;
$$;

/**
 * Before an insert: decides who is writing, locks the chat and gives the message its place. The lock on the chat's
 * row makes writers of one chat wait for each other, so that seq has no gaps and created_at strictly increases;
 * writers of other chats do not wait.
 *
 * The position is read from the messages, and the chat's row is updated only after the insert
 * (message_side_effects.sql), so that an insert that `on conflict do nothing` skips leaves no trace.
 *
 * The project itself (the secret key, or SQL) may set sender and times: for imports and demo data. API users cannot,
 * whatever grants they have.
 *
 * A statement waits for the first chat that it writes in, and only half a second for each further one: two that
 * write in the same chats in another order would block each other.
 *
 * Errors: 42501 with the reason not_your_chat, whether or not the chat exists, or other_user; 23514 for the content;
 * PT429 with the reason too_fast, or chat_in_use for a further chat of the statement.
 */
create function support_private.tg_support_messages__place()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  c_backend constant boolean := support_private.is_support_backend();
  c_writer constant uuid := case when c_backend then new.sender_id else auth.uid() end;
  -- Position of this message among those of the statement; 0 for the project's, which are not counted.
  v_place integer := 0;
  v_set text;
  v_chat record;
  v_last record;
begin
  if not c_backend then
    if new.sender_id is not null and new.sender_id is distinct from c_writer then
      perform support_private.require_support_user(new.sender_id);
    end if;
    v_place := support_private.admit_support_message(c_writer, new.id);
  end if;
  new.content := support_private.normalize_support_message(new.content);

  if v_place > 1 and current_setting('support_chat.first_chat', true) is distinct from new.chat_id::text
    and support_private.is_support_admin()
  then
    perform support_private.lock_further_support_chat(new.chat_id);
  end if;
  select chat.user_id, admin.id as admin_id, admin.display_name into v_chat
  from public.support_chats as chat
  left join public.support_admins as admin on admin.user_id = c_writer
  where chat.id = new.chat_id
    and (c_backend or chat.user_id = c_writer or admin.user_id is not null)
  for no key update of chat;
  if not found then
    raise insufficient_privilege using
      message = 'This chat is not yours to write in.',
      detail = '{"reason": "not_your_chat"}';
  end if;
  if v_place = 1 then
    v_set := set_config('support_chat.first_chat', new.chat_id::text, true);
  end if;

  if not c_backend then
    new.sender_type := case when c_writer = v_chat.user_id then 'user' else 'admin' end;
    new.read_at := null;
    new.created_at := clock_timestamp();
    new.updated_at := new.created_at;
  end if;
  if new.sender_type = 'user' then
    new.sender_id := coalesce(c_writer, v_chat.user_id);
    new.admin_id := null;
    new.sender_name := null;
  else
    new.sender_id := null;
    -- An import may name an admin who is gone.
    if c_writer is not null then
      new.admin_id := v_chat.admin_id;
      new.sender_name := v_chat.display_name;
    end if;
  end if;

  select message.seq, message.created_at into v_last
  from public.support_messages as message
  where message.chat_id = new.chat_id
  order by message.seq desc
  limit 1;
  new.seq := coalesce(v_last.seq, 0) + 1;
  new.created_at := greatest(new.created_at, v_last.created_at + interval '1 microsecond');
  return new;
end;
$$;

/**
 * Locks one more chat for an admin whose statement has locked others already. It polls instead of waiting for the
 * lock, because the holder may be waiting for one of those: a deadlock, in which Postgres might cancel a third
 * statement that only waits for the same chat.
 *
 * Errors: PT429 with the reason chat_in_use when the chat stays locked for half a second.
 */
create function support_private.lock_further_support_chat(chat_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
declare
  c_until constant timestamptz := clock_timestamp() + interval '500 milliseconds';
begin
  loop
    perform from public.support_chats as chat
    where chat.id = lock_further_support_chat.chat_id
    for no key update skip locked;
    -- The caller refuses a chat that does not exist like one that it may not write in.
    exit when found or not exists (
      select from public.support_chats as chat where chat.id = lock_further_support_chat.chat_id
    );
    if clock_timestamp() > c_until then
      raise sqlstate 'PT429' using
        message = 'Somebody else is writing in one of these chats.',
        detail = '{"reason": "chat_in_use", "retry_after": 1}',
        hint = 'Try again in 1 s.';
    end if;
    perform pg_sleep(0.01);
  end loop;
end;
$$;

create trigger support_messages__place
before insert on public.support_messages
for each row
execute function support_private.tg_support_messages__place();

revoke execute on all functions in schema support_private from public;

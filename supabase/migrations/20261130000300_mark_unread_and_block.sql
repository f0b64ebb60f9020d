-- Marking a chat as unread, and blocking a user.

/**
 * Marks a chat as unread until an admin views it again. Marking twice changes nothing, and neither does marking a chat
 * without a message, which no inbox lists.
 *
 * Errors: 42501 with the reason not_admin; PT404 (HTTP 404) with no_chat.
 */
create function public.mark_support_chat_unread(chat_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform support_private.require_support_admin();
  update public.support_chats as chat
  set marked_unread = chat.message_count > 0
  where chat.id = mark_support_chat_unread.chat_id;
  if not found then
    raise sqlstate 'PT404' using
      message = 'There is no such chat.',
      detail = '{"reason": "no_chat"}';
  end if;
end;
$$;

/**
 * Marks a chat as seen by the admins, up to and including `up_to_seq`: moves admin_viewed_at forward
 * to that message's time, never back and never past what was shown, and sets read_at on the user's
 * messages. `up_to_seq` ends at the last message. Null marks nothing. A chat that was marked as unread is so no longer.
 *
 * Returns how many messages were newly marked. Errors: 42501 with the reason not_admin; PT404 (HTTP 404) with
 * no_chat.
 */
create or replace function public.mark_support_chat_viewed(chat_id uuid, up_to_seq bigint)
returns integer
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_up_to_seq bigint;
  v_viewed_at timestamptz;
  v_read_at constant timestamptz := clock_timestamp();
  v_marked integer;
begin
  perform support_private.require_support_admin();
  -- Not least(), for which null would be the end.
  select case
    when mark_support_chat_viewed.up_to_seq > chat.message_count then chat.message_count
    else mark_support_chat_viewed.up_to_seq
  end
  into v_up_to_seq
  from public.support_chats as chat
  where chat.id = mark_support_chat_viewed.chat_id
  for no key update;
  if not found then
    raise sqlstate 'PT404' using
      message = 'There is no such chat.',
      detail = '{"reason": "no_chat"}';
  end if;

  update public.support_messages as message
  set read_at = v_read_at
  where message.chat_id = mark_support_chat_viewed.chat_id
    and message.sender_type = 'user'
    and message.read_at is null
    and message.seq <= v_up_to_seq;
  get diagnostics v_marked = row_count;

  select message.created_at into v_viewed_at
  from public.support_messages as message
  where message.chat_id = mark_support_chat_viewed.chat_id
    and message.seq <= v_up_to_seq
  order by message.seq desc
  limit 1;
  update public.support_chats as chat
  set
    admin_viewed_at = greatest(chat.admin_viewed_at, v_viewed_at),
    marked_unread = false
  where chat.id = mark_support_chat_viewed.chat_id
    and v_viewed_at is not null
    and (v_viewed_at > coalesce(chat.admin_viewed_at, '-infinity') or chat.marked_unread);
  if v_marked > 0 then
    perform support_private.broadcast_support_messages_read(
      mark_support_chat_viewed.chat_id, 'admin', v_up_to_seq, v_read_at
    );
  end if;
  return v_marked;
end;
$$;

/**
 * Blocks the user of a chat: what they write is refused from the next message on. Blocking twice changes nothing.
 *
 * Errors: 42501 with the reason not_admin; PT404 (HTTP 404) with no_chat.
 */
create function public.block_support_chat(chat_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform support_private.require_support_admin();
  update public.support_chats as chat
  set blocked_at = coalesce(chat.blocked_at, clock_timestamp())
  where chat.id = block_support_chat.chat_id;
  if not found then
    raise sqlstate 'PT404' using
      message = 'There is no such chat.',
      detail = '{"reason": "no_chat"}';
  end if;
end;
$$;

/**
 * Lets the user of a chat write again.
 *
 * Errors: 42501 with the reason not_admin; PT404 (HTTP 404) with no_chat.
 */
create function public.unblock_support_chat(chat_id uuid)
returns void
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform support_private.require_support_admin();
  update public.support_chats as chat
  set blocked_at = null
  where chat.id = unblock_support_chat.chat_id;
  if not found then
    raise sqlstate 'PT404' using
      message = 'There is no such chat.',
      detail = '{"reason": "no_chat"}';
  end if;
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
 * A blocked user is refused; the project itself may still import.
 *
 * Errors: 42501 with the reason not_your_chat, whether or not the chat exists, other_user or blocked; 23514 for the
 * content; PT429 with the reason too_fast, or chat_in_use for a further chat of the statement.
 */
create or replace function support_private.tg_support_messages__place()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  c_user constant uuid := auth.uid();
  c_backend constant boolean := c_user is null and support_private.is_support_backend();
  c_writer constant uuid := case when c_backend then new.sender_id else c_user end;
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
  select chat.user_id, chat.blocked_at, admin.id as admin_id, admin.display_name into v_chat
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
    if v_chat.blocked_at is not null and new.sender_type = 'user' then
      raise insufficient_privilege using
        message = 'Support does not take messages from you any more.',
        detail = '{"reason": "blocked"}';
    end if;
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

-- A block is about the person: erasing one's data, or the end of an archived chat's retention, does not lift it.
create table support_private.support_blocked_users (
  user_id uuid primary key references auth.users (id) on delete cascade,
  blocked_at timestamptz not null
);

comment on table support_private.support_blocked_users is
  'Blocked users whose chat was deleted. Their next chat takes the block over.';
comment on column support_private.support_blocked_users.blocked_at is 'When an admin blocked them.';

alter table support_private.support_blocked_users enable row level security;

create policy "Nobody reads blocks but the functions"
on support_private.support_blocked_users
as restrictive
for all
to public
using (false)
with check (false);

revoke all on table support_private.support_blocked_users from anon, authenticated, service_role;

/**
 * After the deletion of a blocked user's chat: keeps the block, unless the account is deleted too.
 */
create function support_private.tg_support_chats__keep_block()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  insert into support_private.support_blocked_users (user_id, blocked_at)
  select account.id, old.blocked_at from auth.users as account where account.id = old.user_id
  on conflict (user_id) do nothing;
  return null;
end;
$$;

create trigger support_chats__keep_block
after delete on public.support_chats
for each row
when (old.blocked_at is not null)
execute function support_private.tg_support_chats__keep_block();

/**
 * Before the insert of a chat: takes over a block from its user's earlier chat.
 */
create function support_private.tg_support_chats__take_block()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  delete from support_private.support_blocked_users as blocked
  where blocked.user_id = new.user_id
  returning blocked.blocked_at into new.blocked_at;
  return new;
end;
$$;

create trigger support_chats__take_block
before insert on public.support_chats
for each row
execute function support_private.tg_support_chats__take_block();

select support_private.grant_support_rights();

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
 * Before the insert of a message, after it was placed, which has locked the chat: refuses a blocked user. The project
 * itself may still import.
 *
 * Errors: 42501 with the reason blocked.
 */
create function support_private.tg_support_messages__refuse_blocked()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if new.sender_type = 'user' and not support_private.is_support_backend() and exists (
    select from public.support_chats as chat where chat.id = new.chat_id and chat.blocked_at is not null
  ) then
    raise insufficient_privilege using
      message = 'Support does not take messages from you any more.',
      detail = '{"reason": "blocked"}';
  end if;
  return new;
end;
$$;

-- Triggers of one kind fire in the order of their names.
create trigger support_messages__refuse_blocked
before insert on public.support_messages
for each row
execute function support_private.tg_support_messages__refuse_blocked();

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

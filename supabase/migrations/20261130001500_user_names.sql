-- What a user is called: as the app says (user_facts.sql), else as the account says. Kept on the chat, so that the list,
-- the events and the search need not ask the app.
alter table public.support_chats add column user_name text;

comment on column public.support_chats.user_name is
  'The user''s name, at most 200 characters: `name` of public.support_user_facts, else full_name or name of the account''s metadata, which users may set to anything, else the phone number of an account without an address. Null without any.';

/**
 * The facts about a user as public.support_user_facts has them: `{}` when it returns no object, null when it fails,
 * with a warning in the log.
 */
create function support_private.read_support_user_facts(user_id uuid)
returns jsonb
language plpgsql
volatile
set search_path = ''
as $$
declare
  v_facts jsonb;
begin
  v_facts := public.support_user_facts(user_id);
  return case when jsonb_typeof(v_facts) = 'object' then v_facts else '{}' end;
exception when others then
  raise warning 'support_user_facts failed: %', sqlerrm;
  return null;
end;
$$;

/**
 * The name that an account says: full_name or name of its metadata, or the phone number when it has no address. Null
 * without any.
 */
create function support_private.support_account_name(metadata jsonb, email text, phone text)
returns text
language sql
immutable
set search_path = ''
as $$
  select coalesce(
    support_private.support_user_name(metadata),
    -- Auth stores it without the plus.
    case when coalesce(email, '') = '' then '+' || nullif(ltrim(phone, '+'), '') end
  );
$$;

/**
 * A user's name, from `facts` about them or else from their account; null without one.
 */
create function support_private.choose_support_user_name(user_id uuid, facts jsonb)
returns text
language plpgsql
stable
set search_path = ''
as $$
begin
  return coalesce(
    support_private.support_user_name(jsonb_build_object('name', facts -> 'name')),
    (
      select support_private.support_account_name(account.raw_user_meta_data, account.email, account.phone)
      from auth.users as account
      where account.id = choose_support_user_name.user_id
    )
  );
end;
$$;

/**
 * Before the insert of a chat: gives it its user's name. Security definer, because the project's own roles insert chats
 * too and may not read the accounts.
 */
create function support_private.tg_support_chats__user_name()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  new.user_name := support_private.choose_support_user_name(
    new.user_id, support_private.read_support_user_facts(new.user_id)
  );
  return new;
end;
$$;

create trigger support_chats__user_name
before insert on public.support_chats
for each row
execute function support_private.tg_support_chats__user_name();

update public.support_chats as chat
set user_name = support_private.support_account_name(account.raw_user_meta_data, account.email, account.phone)
from auth.users as account
where account.id = chat.user_id
  and account.deleted_at is null
  and support_private.support_account_name(account.raw_user_meta_data, account.email, account.phone) is not null;

/**
 * Copies a changed e-mail address, phone number or name into the user's chat. A deleted account, of which Auth keeps the row and
 * replaces the address by a hash, leaves neither an address nor a name. Security definer, because the auth service,
 * which changes the account, has no rights here.
 */
create or replace function support_private.tg_users__support_chat_email()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_chat public.support_chats;
  v_facts jsonb;
  v_name text;
begin
  select * into v_chat from public.support_chats as chat where chat.user_id = new.id;
  if not found then
    return null;
  end if;
  if new.deleted_at is null then
    v_facts := support_private.read_support_user_facts(new.id);
    v_name := support_private.choose_support_user_name(new.id, v_facts);
  end if;
  update public.support_chats as chat
  set
    user_email = case when new.deleted_at is null then new.email end,
    guest_name = case when new.deleted_at is null then chat.guest_name end,
    user_name = v_name
  where chat.id = v_chat.id
    and (
      new.deleted_at is not null
      or (chat.user_email, chat.user_name) is distinct from (new.email::text, v_name)
    );
  return null;
end;
$$;

/**
 * Creates or replaces the trigger on auth.users that calls the function above. A dump of the schema leaves it out:
 * see support_private.repair_support_chat.
 */
create or replace function support_private.attach_support_chat_email()
returns void
language plpgsql
set search_path = ''
as $$
begin
  create or replace trigger support_chat_email
  after update of email, phone, raw_user_meta_data on auth.users
  for each row
  when (
    old.email is distinct from new.email
    or old.phone is distinct from new.phone
    or old.raw_user_meta_data is distinct from new.raw_user_meta_data
  )
  execute function support_private.tg_users__support_chat_email();
end;
$$;

select support_private.attach_support_chat_email();

/**
 * The facts about the user of a chat, as public.support_user_facts has them; `{}` when it fails, with a warning in the
 * log, or returns no object. A name that has changed since is stored with the chat.
 *
 * Errors: 42501 with the reason not_admin; PT404 (HTTP 404) with no_chat.
 */
create or replace function public.support_chat_facts(chat_id uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_user_id uuid;
  v_facts jsonb;
  v_name text;
begin
  perform support_private.require_support_admin();
  select chat.user_id into v_user_id from public.support_chats as chat where chat.id = support_chat_facts.chat_id;
  if not found then
    raise sqlstate 'PT404' using
      message = 'There is no such chat.',
      detail = '{"reason": "no_chat"}';
  end if;
  v_facts := support_private.read_support_user_facts(v_user_id);
  -- Without an answer the name stays that was known.
  if v_facts is not null then
    v_name := support_private.choose_support_user_name(v_user_id, v_facts);
    update public.support_chats as chat
    set user_name = v_name
    where chat.id = support_chat_facts.chat_id and chat.user_name is distinct from v_name;
  end if;
  return coalesce(v_facts, '{}');
end;
$$;

create or replace view public.support_chat_list
with (security_invoker = true)
as
select
  chat.id,
  chat.user_id,
  chat.user_email,
  chat.last_message_at,
  chat.last_message_preview,
  chat.last_message_sender,
  chat.last_message_admin_id,
  chat.last_message_sender_name,
  chat.message_count,
  chat.unread,
  chat.archived_at is not null as archived,
  chat.guest_name,
  chat.waiting_since,
  chat.assigned_admin_id,
  chat.blocked_at is not null as blocked,
  chat.user_name
from public.support_chats as chat
-- A user may read their own row of support_chats, but the inbox is the admins'.
where (select support_private.is_support_admin());

/**
 * The chat's row of support_chat_list, in events: each column of the view, by name
 * (tests/database/realtime-policies.test.ts compares them).
 */
create or replace function support_private.support_chat_json(chat public.support_chats)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'id', chat.id,
    'user_id', chat.user_id,
    'user_email', chat.user_email,
    'last_message_at', chat.last_message_at,
    'last_message_preview', chat.last_message_preview,
    'last_message_sender', chat.last_message_sender,
    'last_message_admin_id', chat.last_message_admin_id,
    'last_message_sender_name', chat.last_message_sender_name,
    'message_count', chat.message_count,
    'unread', chat.unread,
    'archived', chat.archived_at is not null,
    'guest_name', chat.guest_name,
    'waiting_since', chat.waiting_since,
    'assigned_admin_id', chat.assigned_admin_id,
    'blocked', chat.blocked_at is not null,
    'user_name', chat.user_name
  );
end;
$$;

/**
 * After a change that the inbox shows: sends the chat's row of support_chat_list to the admins. Not after a message,
 * which sends it itself (support_private.tg_support_messages__follow_up).
 */
create or replace function support_private.tg_support_chats__broadcast()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if (
    old.user_email, old.last_message_at, old.message_count, old.admin_viewed_at, old.archived_at,
    old.assigned_admin_id, old.marked_unread, old.blocked_at, old.user_name
  )
  is distinct from
  (
    new.user_email, new.last_message_at, new.message_count, new.admin_viewed_at, new.archived_at,
    new.assigned_admin_id, new.marked_unread, new.blocked_at, new.user_name
  ) then
    perform support_private.send_support_event(
      jsonb_build_object('type', 'chat_updated', 'chat', support_private.support_chat_json(new)),
      'chat_updated',
      'admin_support_notifications'
    );
  end if;
  return null;
end;
$$;

drop trigger support_chats__broadcast on public.support_chats;

-- The condition is parsed at each message: comparing the columns in it costs as much as ten calls of the function.
create trigger support_chats__broadcast
after update on public.support_chats
for each row
when (coalesce(current_setting('support_chat.announced', true), '') <> new.id::text)
execute function support_private.tg_support_chats__broadcast();

select support_private.grant_support_rights();

-- One conversation per user, kept until it is erased (privacy.sql, retention.sql). Triggers keep what the inbox
-- and the badge show on this row, so that neither counts messages.
create type public.support_sender_type as enum ('user', 'admin');

comment on type public.support_sender_type is 'Which side wrote a message: the chat''s user or an admin.';

create table public.support_chats (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null unique references auth.users (id) on delete cascade,
  user_email text,
  last_message_at timestamptz not null default now(),
  last_message_preview text,
  last_message_sender public.support_sender_type,
  last_message_admin_id uuid,
  last_message_sender_name text,
  last_user_message_at timestamptz,
  admin_viewed_at timestamptz,
  unread boolean not null generated always as (
    coalesce(last_user_message_at > coalesce(admin_viewed_at, '-infinity'::timestamptz), false)
  ) stored,
  archived_at timestamptz,
  language text check (length(language) <= 35 and language ~ '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$'),
  message_count bigint not null default 0,
  user_message_count bigint not null default 0,
  unread_reply_count bigint not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

comment on table public.support_chats is 'One support conversation per user.';
comment on column public.support_chats.user_email is 'Copy of auth.users.email, kept by a trigger.';
comment on column public.support_chats.last_message_at is
  'Time of the last message; of the chat''s creation while there is none. Orders the inbox.';
comment on column public.support_chats.last_message_preview is
  'First 100 characters of the last message.';
comment on column public.support_chats.last_message_admin_id is
  'Public id of the admin who wrote the last message; null when the user did.';
comment on column public.support_chats.last_message_sender_name is
  'Display name of that admin when they wrote it.';
comment on column public.support_chats.last_user_message_at is
  'Time of the user''s last message; null while there is none.';
comment on column public.support_chats.admin_viewed_at is
  'Time of the latest message that an admin has seen. Never moves back.';
comment on column public.support_chats.unread is
  'Whether the user has written since an admin last viewed the chat.';
comment on column public.support_chats.archived_at is
  'When an admin archived the chat; null while it is active. A message of the user clears it.';
comment on column public.support_chats.language is
  'BCP 47 tag of the language in which the user reads the chat, and gets e-mails about it; null when unknown.';
comment on column public.support_chats.message_count is
  'Number of messages, which is the seq of the last one.';
comment on column public.support_chats.user_message_count is
  'Number of messages that the user wrote; the others are the admins''.';
comment on column public.support_chats.unread_reply_count is
  'Number of admin messages that the user has not read: the widget''s badge.';

alter table public.support_chats enable row level security;

-- The inbox's two queries, newest first, paged by (last_message_at, id); chats without a message are
-- not listed.
create index support_chats_active_idx
on public.support_chats (last_message_at desc, id desc)
where archived_at is null and message_count > 0;

create index support_chats_archived_idx
on public.support_chats (last_message_at desc, id desc)
where archived_at is not null and message_count > 0;

create trigger support_chats__updated_at
before update on public.support_chats
for each row
execute function support_private.tg__updated_at();

/**
 * Copies a changed e-mail address into the user's chat. Security definer, because the auth service, which changes
 * the address, has no rights here.
 */
create function support_private.tg_users__support_chat_email()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  update public.support_chats
  set user_email = new.email
  where user_id = new.id;
  return null;
end;
$$;

/**
 * Creates or replaces the trigger on auth.users that calls the function above. A dump of the schema leaves it out:
 * see support_private.repair_support_chat.
 */
create function support_private.attach_support_chat_email()
returns void
language plpgsql
set search_path = ''
as $$
begin
  create or replace trigger support_chat_email
  after update of email on auth.users
  for each row
  when (old.email is distinct from new.email)
  execute function support_private.tg_users__support_chat_email();
end;
$$;

select support_private.attach_support_chat_email();

/**
 * The id of the caller's own chat, or null. Security definer, so that the policies of other tables do not run
 * those of this one.
 */
create function support_private.own_support_chat_id()
returns uuid
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return (
    select chat.id from public.support_chats as chat where chat.user_id = (select auth.uid())
  );
end;
$$;

/**
 * Refuses a caller who is not `claimed`, the user that the request was made for: the browser's session may have
 * become another user's since the page was opened. Null claims nothing.
 *
 * Errors: 42501 with the reason other_user.
 */
create function support_private.require_support_user(claimed uuid)
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
  if claimed is not null and claimed is distinct from auth.uid() then
    raise insufficient_privilege using
      message = 'Somebody else is signed in.',
      detail = '{"reason": "other_user"}',
      hint = 'Reload the page.';
  end if;
end;
$$;

/**
 * The caller's chat, created by the first call; two calls at once get the same one. `user_id` is the user whom the
 * client believes to be signed in. `language` is stored with the chat when it is a BCP 47 tag, and ignored when it
 * is none.
 *
 * Errors: 42501 with the reason no_account without a signed-in user or when the account was deleted, other_user
 * when `user_id` is another user; PT429 with the reason too_fast when the user creates chats too fast.
 */
create function public.get_or_create_support_chat(
  user_id uuid default null,
  language text default null
)
returns public.support_chats
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_chat public.support_chats;
  -- As the column's check has it.
  v_language constant text := case
    when length(get_or_create_support_chat.language) <= 35
      and get_or_create_support_chat.language ~ '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$'
    then get_or_create_support_chat.language
  end;
begin
  perform support_private.require_support_user(get_or_create_support_chat.user_id);
  select * into v_chat from public.support_chats as chat where chat.user_id = (select auth.uid());
  if found then
    if v_language <> v_chat.language or (v_language is not null and v_chat.language is null) then
      update public.support_chats as chat set language = v_language
      where chat.id = v_chat.id
      returning * into v_chat;
    end if;
    return v_chat;
  end if;

  insert into public.support_chats (user_id, user_email, language)
  select account.id, account.email, v_language
  from auth.users as account
  where account.id = (select auth.uid())
  on conflict on constraint support_chats_user_id_key do nothing
  returning * into v_chat;
  if found then
    return v_chat;
  end if;

  -- Another call has created it since, or there is no such account.
  select * into v_chat from public.support_chats as chat where chat.user_id = (select auth.uid());
  if not found then
    raise foreign_key_violation;
  end if;
  return v_chat;
exception
  -- Also when the account was being deleted: the insert has waited for that.
  when foreign_key_violation then
    raise insufficient_privilege using
      message = 'Sign in to chat with support.',
      detail = '{"reason": "no_account"}',
      hint = 'The request carries no signed-in user, or the account no longer exists.';
end;
$$;

create policy "Users can read their own chat, admins every chat"
on public.support_chats
for select
to authenticated
using (user_id = (select auth.uid()) or (select support_private.is_support_admin()));

create policy "Nobody else reads chats, whatever else is allowed"
on public.support_chats
as restrictive
for all
to public
using (user_id = (select auth.uid()) or (select support_private.is_support_admin()))
with check (false);

create policy "Nobody deletes chats but the functions"
on public.support_chats
as restrictive
for delete
to public
using (false);

-- No insert, update or delete for API users: get_or_create_support_chat() creates chats, triggers and functions
-- change them.
revoke all on table public.support_chats from anon, authenticated;
grant select on table public.support_chats to authenticated;
grant select, insert, update, delete on table public.support_chats to service_role;
revoke execute on all functions in schema support_private from public;
grant execute on function support_private.own_support_chat_id() to authenticated, service_role;
revoke execute on function public.get_or_create_support_chat(uuid, text) from public, anon, service_role;
grant execute on function public.get_or_create_support_chat(uuid, text) to authenticated;

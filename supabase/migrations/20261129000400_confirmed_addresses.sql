-- No e-mail goes to an address that waits for its confirmation: whoever signs up, or adds an address, could have typed
-- a stranger's. One that is added later is not in auth.users.email before it is confirmed, and the chat of a guest has
-- none until then (skip reason no_address). One that somebody signed up with is, and waits while Auth has sent a
-- confirmation that was not used. Accounts that the project itself has made have none to wait for. The check is made
-- when the mail is due and again when it is sent, so that a guest who confirms an address in time gets the reply.
comment on column public.support_reply_notifications.skip_reason is
  'Why no mail was sent: read, archived, unsubscribed, message_deleted, account_deleted, no_address or unconfirmed_address.';

/**
 * Why the user of a chat gets no mail about its replies from `from_seq` up to `up_to_seq` (null: the last one), as in
 * support_reply_notifications.skip_reason; null when they get one.
 */
create or replace function support_private.support_reply_skip_reason(
  chat public.support_chats,
  from_seq bigint,
  up_to_seq bigint
)
returns text
language plpgsql
stable
set search_path = ''
as $$
begin
  return (
    select case
      when account.id is null or account.deleted_at is not null then 'account_deleted'
      when coalesce(chat.user_email, '') = '' then 'no_address'
      when account.email_confirmed_at is null and account.confirmation_sent_at is not null then 'unconfirmed_address'
      when chat.archived_at is not null and not settings.email_archived_replies then 'archived'
      when preference.reply_emails is false then 'unsubscribed'
      when replies.count = 0 then 'message_deleted'
      when chat.unread_reply_count = 0 or replies.unread = 0 then 'read'
    end
    from (
      select count(*) as count, count(*) filter (where message.read_at is null) as unread
      from public.support_messages as message
      where message.chat_id = chat.id
        and message.sender_type = 'admin'
        and message.seq >= coalesce(support_reply_skip_reason.from_seq, 0)
        and message.seq <= coalesce(support_reply_skip_reason.up_to_seq, chat.message_count)
    ) as replies
    cross join public.support_settings as settings
    left join auth.users as account on account.id = chat.user_id
    left join support_private.support_email_preferences as preference on preference.user_id = chat.user_id
  );
end;
$$;

select support_private.grant_support_rights();

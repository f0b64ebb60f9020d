-- Deletes what is no longer wanted: chats some time after they were archived, when the settings say so.

-- The retention's question, and the only one about the time of archiving.
create index support_chats_retention_idx
on public.support_chats (archived_at)
where archived_at is not null;

/**
 * Deletes chats that were archived longer ago than support_settings.archived_chat_retention, the oldest
 * first. A chat that somebody is writing in is left to the next run. Returns how many it deleted.
 */
create function support_private.delete_expired_support_chats(batch_size integer default 1000)
returns integer
language plpgsql
security definer
set search_path = ''
as $$
declare
  c_expired_before constant timestamptz := now() - (
    select settings.archived_chat_retention from public.support_settings as settings
  );
  v_deleted integer;
begin
  -- An array and not a join: however large the batch, chats are looked up one by one.
  delete from public.support_chats as chat
  where chat.id = any (
    array(
      select expired.id
      from public.support_chats as expired
      where expired.archived_at < c_expired_before
      order by expired.archived_at
      limit batch_size
      for update skip locked
    )
  );
  get diagnostics v_deleted = row_count;
  return v_deleted;
end;
$$;

revoke execute on all functions in schema support_private from public;

-- Deletes chats some time after they were archived, when support_settings.archived_chat_retention is set.

-- For the query below only.
create index support_chats_retention_idx
on public.support_chats (archived_at)
where archived_at is not null;

/**
 * Deletes up to `batch_size` chats that were archived longer ago than support_settings.archived_chat_retention, the
 * oldest first. A chat that is locked is left to the next run. Returns how many it deleted.
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
  -- An array and not a join, so that chats are looked up by key however large the batch.
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

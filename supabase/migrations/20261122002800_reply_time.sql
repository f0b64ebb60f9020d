-- How soon a user may expect an answer: what the widget says while nobody is on duty.

/**
 * How many seconds users usually wait for a reply: the median of the last 50 waits that an admin's reply
 * ended, within 30 days; null when there were fewer than 5. A wait begins with the first message of the
 * user that is not answered yet.
 *
 * Computed at each call, from the last 20 messages of the 100 chats with the newest messages, so that it costs the
 * same in every database.
 */
create function public.support_reply_time()
returns integer
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  c_oldest constant timestamptz := now() - interval '30 days';
begin
  return (
    with chat as (
      select newest.id
      from support_private.newest_support_chats(100) as newest
      where newest.last_message_at > c_oldest
    ),
    turn as (
      select
        chat.id as chat_id, message.seq, message.sender_type, message.created_at,
        lag(message.sender_type) over (partition by chat.id order by message.seq) as sender_before
      from chat
      cross join lateral (
        select message.seq, message.sender_type, message.created_at
        from public.support_messages as message
        where message.chat_id = chat.id
        order by message.seq desc
        limit 20
      ) as message
    ),
    -- The first message of each turn: a reply comes right after the message that began the wait.
    change as (
      select
        turn.sender_type, turn.created_at,
        lag(turn.created_at) over (partition by turn.chat_id order by turn.seq) as began_at
      from turn
      where turn.seq = 1 or turn.sender_type <> turn.sender_before
    ),
    wait as (
      select change.created_at - change.began_at as length
      from change
      where change.sender_type = 'admin' and change.began_at is not null and change.created_at > c_oldest
      order by change.created_at desc
      limit 50
    )
    select case
      when count(*) >= 5 then extract(epoch from percentile_cont(0.5) within group (order by wait.length))
    end
    from wait
  );
end;
$$;

revoke execute on function public.support_reply_time() from public, anon, service_role;
grant execute on function public.support_reply_time() to authenticated;

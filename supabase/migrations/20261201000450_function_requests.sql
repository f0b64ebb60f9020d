-- What has become of a request to an edge function, whatever it is for (reply_dispatch.sql, file_removal_dispatch.sql).

/**
 * What went wrong with a request of pg_net that was queued at `asked_at`; null when there is no answer, and also when
 * there was one: a crash restarts the numbers of requests. Never raises an error, whatever bytes came from the network.
 */
create function support_private.support_request_error(request_id bigint, asked_at timestamptz)
returns text
language plpgsql
stable
set search_path = ''
as $$
declare
  v_answer record;
begin
  select answer.status_code, answer.content, answer.error_msg into v_answer
  from net._http_response as answer
  where answer.id = request_id
    and answer.created >= asked_at
    and not support_private.has_crashed_since(asked_at);
  return case
    when not found then null
    when v_answer.status_code is null
      then format('The function was not reached: %s', support_private.legible(v_answer.error_msg))
    else format('The function answered %s: %s', v_answer.status_code, support_private.legible(v_answer.content))
  end;
end;
$$;

/**
 * Whether a request is still queued by pg_net. A crash empties the queue and restarts its numbers, so the request must
 * also contain `subject`, the id of what it is about.
 */
create function support_private.is_support_request_queued(request_id bigint, subject uuid)
returns boolean
language plpgsql
stable
set search_path = ''
as $$
begin
  return exists (
    select from net.http_request_queue as request
    where request.id = request_id
      and position(convert_to(subject::text, 'UTF8') in request.body) > 0
  );
end;
$$;

/**
 * Whether the request of a notification's last claim is still queued.
 */
create or replace function support_private.is_support_reply_queued(notification public.support_reply_notifications)
returns boolean
language plpgsql
stable
set search_path = ''
as $$
begin
  return notification.status = 'sending'
    and support_private.is_support_request_queued(notification.request_id, notification.id);
end;
$$;

/**
 * What went wrong last with a notification: the error that the function reported or, while it has not reported, the
 * result of the request to it.
 */
create or replace function support_private.support_reply_last_error(notification public.support_reply_notifications)
returns text
language plpgsql
stable
set search_path = ''
as $$
begin
  if notification.status <> 'sending' then
    return notification.last_error;
  end if;
  return coalesce(
    support_private.support_request_error(notification.request_id, notification.claimed_at),
    'The function did not report back.'
  );
end;
$$;

select support_private.grant_support_rights();

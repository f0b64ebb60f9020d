-- Who the customer is: the host says it.

/**
 * What the app knows about a user and admins should see, as a JSON object: text, numbers and booleans by a label, for
 * example {"name": "Ada Lovelace", "plan": "Pro", "orders": 12, "account": "https://app.example/users/1"}. An https
 * address is shown as a link; `name` is shown and searched as the user's name. This one knows nothing. To replace it:
 *   create or replace function public.support_user_facts(user_id uuid) returns jsonb …
 * Only functions of the chat call it, with the rights of their owner.
 */
create function public.support_user_facts(user_id uuid)
returns jsonb
language sql
stable
set search_path = ''
as $$
  select '{}'::jsonb;
$$;

/**
 * The facts about the user of a chat, as public.support_user_facts has them; `{}` when it fails, with a warning in the
 * log, or returns no object.
 *
 * Errors: 42501 with the reason not_admin; PT404 (HTTP 404) with no_chat.
 */
create function public.support_chat_facts(chat_id uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
  v_user_id uuid;
  v_facts jsonb;
begin
  perform support_private.require_support_admin();
  select chat.user_id into v_user_id from public.support_chats as chat where chat.id = support_chat_facts.chat_id;
  if not found then
    raise sqlstate 'PT404' using
      message = 'There is no such chat.',
      detail = '{"reason": "no_chat"}';
  end if;
  begin
    v_facts := public.support_user_facts(v_user_id);
  exception when others then
    raise warning 'support_user_facts failed: %', sqlerrm;
  end;
  return case when jsonb_typeof(v_facts) = 'object' then v_facts else '{}' end;
end;
$$;

select support_private.grant_support_rights();

-- What the inbox shows of a message with files: its text, and the names of the files.

/**
 * The beginning of a message as lists show it, at most 100 characters: the text, then the names of its files, for which
 * there is room also after a long text. `message` is what support_message_json returns.
 */
create or replace function support_private.support_message_preview(message jsonb)
returns text
language plpgsql
immutable
set search_path = ''
as $$
declare
  c_limit constant integer := 100;
  c_room_for_names constant integer := 40;
  c_content constant text := message ->> 'content';
  v_names text;
  v_room integer;
begin
  if message -> 'attachments' = '[]' then
    return left(c_content, c_limit);
  end if;
  v_names := support_private.support_attachment_names(message -> 'attachments');
  if v_names = c_content then
    return left(c_content, c_limit);
  end if;
  v_names := ' · ' || v_names;
  v_room := c_limit - least(char_length(v_names), c_room_for_names);
  return left(
    case when char_length(c_content) > v_room then left(c_content, v_room - 1) || '…' else c_content end || v_names,
    c_limit
  );
end;
$$;

comment on column public.support_chats.last_message_preview is
  'First 100 characters of the last message, with the names of its files.';

select support_private.grant_support_rights();

-- What every role may execute, last because the files before take it from everybody: a restrictive policy
-- is asked of every role that reads or writes realtime.messages, the host's own included, and would be an
-- error to one that may not execute its functions. These tell the caller about the caller; by name only
-- those reach them who may use the schema.
grant execute on function support_private.is_support_topic(text) to public;
grant execute on function support_private.can_receive_support_topic(text, text) to public;
grant execute on function support_private.can_send_support_topic(text, text) to public;

-- Who may use what, with the page's address of a message.

/**
 * Who may do what with which table or view of the API; policies decide about rows. Nobody has rights to the tables of
 * support_private.
 */
create or replace function support_private.support_table_rights()
returns table (relation regclass, role text, privileges text)
language sql
stable
set search_path = ''
as $$
  values
    ('public.support_admins'::regclass, 'authenticated', 'select'),
    ('public.support_admins', 'service_role', 'select, insert, update, delete'),
    ('public.support_chats', 'authenticated', 'select'),
    ('public.support_chats', 'service_role', 'select, insert, update, delete'),
    ('public.support_messages', 'authenticated', 'select, insert (id, chat_id, content, sender_id, page_url)'),
    ('public.support_messages', 'service_role', 'select, insert, update, delete'),
    ('public.support_chat_list', 'authenticated', 'select'),
    ('public.support_chat_list', 'service_role', 'select'),
    ('public.support_notes', 'authenticated', 'select, insert (id, chat_id, content, admin_id), delete'),
    ('public.support_notes', 'service_role', 'select, insert, update, delete'),
    ('public.support_mentions', 'authenticated', 'select'),
    ('public.support_mentions', 'service_role', 'select, insert, update, delete'),
    ('public.support_saved_replies', 'authenticated', 'select, insert (id, title, content), update (title, content), delete'),
    ('public.support_saved_replies', 'service_role', 'select, insert, update, delete'),
    -- No insert and no delete: without the row there are no limits and no e-mails.
    ('public.support_settings', 'authenticated', 'select'),
    ('public.support_settings', 'service_role', 'select, update'),
    ('public.support_reply_notifications', 'authenticated', 'select'),
    ('public.support_reply_notifications', 'service_role', 'select, insert, update, delete');
$$;

select support_private.grant_support_rights();

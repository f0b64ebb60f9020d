/**
 * What the widget asks for when the chat is opened, without what is not set: `reply_seconds` (see support_reply_time),
 * `opens_at`, when support is open again, while it is closed, `closes_at`, until when it is open, while it is, the
 * settings `color`, `logo_url` and `welcome_text`, and `files`, false, when messages have none.
 */
create or replace function public.support_widget_settings()
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
  return (
    select jsonb_strip_nulls(
      jsonb_build_object(
        'reply_seconds', public.support_reply_time(),
        'opens_at', support_private.support_office_opens_at(now()),
        'closes_at', support_private.support_office_closes_at(now()),
        'color', settings.widget_color,
        'logo_url', settings.logo_url,
        'welcome_text', settings.welcome_text,
        'files', case when settings.attachments_per_message = 0 then false end
      )
    )
    from public.support_settings as settings
  );
end;
$$;

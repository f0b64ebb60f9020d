-- What the widget looks like and says: the owner's settings, under what the app's own code and styles say.
alter table public.support_settings
  add column widget_color text
    constraint support_settings_widget_color_form check (widget_color ~ '^#[0-9a-fA-F]{6}$'),
  add column logo_url text
    constraint support_settings_logo_url_form
    check (logo_url ~ '^https://[^/\s"''<>\\]+(/[^\s"''<>\\]*)?$' and char_length(logo_url) <= 2000),
  add column welcome_text text
    constraint support_settings_welcome_text_form check (char_length(welcome_text) <= 500 and welcome_text ~ '\S');

comment on column public.support_settings.widget_color is
  'Colour of the chat''s button and of the user''s messages, as #rrggbb; the widget adjusts it where it would be illegible. Null: the default.';
comment on column public.support_settings.logo_url is
  'Address of a picture for the head of the chat, https only: its host must be allowed by img-src of the app''s content security policy. Null: none.';
comment on column public.support_settings.welcome_text is
  'Plain text at the start of a chat, at most 500 characters, the same in every language. Null: the texts that come with the chat.';

/**
 * What the widget asks for when the chat is opened, without what is not set: `reply_seconds` (see support_reply_time),
 * `opens_at`, when support is open again, while it is closed, `closes_at`, until when it is open, while it is, and the
 * settings `color`, `logo_url` and `welcome_text`.
 */
create function public.support_widget_settings()
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
        'welcome_text', settings.welcome_text
      )
    )
    from public.support_settings as settings
  );
end;
$$;

select support_private.grant_support_rights();

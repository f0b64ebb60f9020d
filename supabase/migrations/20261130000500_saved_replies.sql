-- Replies that admins save for each other.
create table public.support_saved_replies (
  id uuid primary key default gen_random_uuid(),
  title text not null
    constraint support_saved_replies_title_length check (char_length(title) <= 80)
    -- One line, with a visible character.
    constraint support_saved_replies_title_line check (
      title !~ '[\u0001-\u001f\u007f-\u009f]'
      and title ~ '[^\s\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0]'
    ),
  content text not null
    constraint support_saved_replies_content_length check (char_length(content) <= 4000)
    constraint support_saved_replies_content_not_blank check (
      content ~ '[^\s\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0]'
    ),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

comment on table public.support_saved_replies is 'Replies that admins have saved for each other.';
comment on column public.support_saved_replies.title is 'What an admin finds it by: one line of at most 80 characters.';
comment on column public.support_saved_replies.content is
  'The text, at most 4,000 characters. {{customer_name}}, {{customer_email}} and {{my_name}} are replaced when it is put into the text field.';
comment on column public.support_saved_replies.updated_at is
  'Time of the last change. An update with the time that was read as a condition does not overwrite another admin''s.';

alter table public.support_saved_replies enable row level security;

create trigger support_saved_replies__updated_at
before update on public.support_saved_replies
for each row
execute function support_private.tg__updated_at();

create policy "Admins read and change saved replies"
on public.support_saved_replies
for all
to authenticated
using ((select support_private.is_support_admin()))
with check ((select support_private.is_support_admin()));

create policy "Nobody else sees or changes saved replies, whatever else is allowed"
on public.support_saved_replies
as restrictive
for all
to public
using ((select support_private.is_support_admin()))
with check ((select support_private.is_support_admin()));

select support_private.grant_support_rights();

-- Replies that admins save for each other.
create table public.support_saved_replies (
  id uuid primary key default gen_random_uuid(),
  title text not null
    constraint support_saved_replies_title_length check (char_length(btrim(title)) between 1 and 80),
  content text not null
    constraint support_saved_replies_content_length
    check (char_length(content) <= 4000 and content ~ '\S'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

comment on table public.support_saved_replies is 'Replies that admins have saved for each other.';
comment on column public.support_saved_replies.title is 'What an admin finds it by; 1 to 80 characters.';
comment on column public.support_saved_replies.content is
  'The text, at most 4,000 characters. {{customer_name}}, {{customer_email}} and {{my_name}} are replaced when it is put into the text field.';

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

-- Demo data for local development. Never run it in production: the passwords are public.
--   user@example.com   a user of the app, who has not written yet
--   admin@example.com  a support admin
--   customer…          other users, so that the inbox is not empty
-- Users are inserted with SQL because a seed cannot call the API; the empty strings in auth.users are
-- columns that supabase/auth reads as non-null strings (internal/models/user.go).

create function pg_temp.demo_user(email text)
returns uuid
language plpgsql
as $$
declare
  v_id uuid := gen_random_uuid();
begin
  insert into auth.users (
    instance_id, id, aud, role, email, encrypted_password, email_confirmed_at,
    raw_app_meta_data, raw_user_meta_data, created_at, updated_at,
    confirmation_token, recovery_token, email_change, email_change_token_new
  )
  values (
    '00000000-0000-0000-0000-000000000000', v_id, 'authenticated', 'authenticated', demo_user.email,
    extensions.crypt('password123', extensions.gen_salt('bf')), now(),
    '{"provider": "email", "providers": ["email"]}', '{}', now(), now(),
    '', '', '', ''
  );
  insert into auth.identities (
    id, user_id, provider_id, provider, identity_data, last_sign_in_at, created_at, updated_at
  )
  values (
    gen_random_uuid(), v_id, v_id::text, 'email',
    jsonb_build_object('sub', v_id, 'email', demo_user.email, 'email_verified', true),
    now(), now(), now()
  );
  return v_id;
end;
$$;

-- Creates a chat from messages given as [minutes ago, sender type, content]. The triggers do the rest.
create function pg_temp.demo_chat(email text, admin_id uuid, messages jsonb)
returns uuid
language plpgsql
as $$
declare
  v_chat_id uuid;
  v_line jsonb;
begin
  insert into public.support_chats (user_id, user_email)
  values (pg_temp.demo_user(demo_chat.email), demo_chat.email)
  returning id into v_chat_id;
  for v_line in select value from jsonb_array_elements(messages) loop
    insert into public.support_messages (chat_id, sender_type, sender_id, content, created_at)
    values (
      v_chat_id,
      (v_line ->> 1)::public.support_sender_type,
      case when v_line ->> 1 = 'admin' then admin_id end,
      v_line ->> 2,
      now() - make_interval(mins => (v_line ->> 0)::integer)
    );
  end loop;
  return v_chat_id;
end;
$$;

do $$
declare
  v_admin_id uuid;
  v_chat_id uuid;
begin
  if exists (select 1 from auth.users where email = 'user@example.com') then
    return;
  end if;
  update public.support_settings
  set
    app_name = 'Parcelbird',
    -- The gateway, by its name in the network of `npx supabase start`.
    functions_url = coalesce(functions_url, 'http://kong:8000/functions/v1');
  perform pg_temp.demo_user('user@example.com');
  v_admin_id := pg_temp.demo_user('admin@example.com');
  insert into public.support_admins (user_id, display_name) values (v_admin_id, 'Support');

  v_chat_id := pg_temp.demo_chat('customer1@example.com', v_admin_id, '[
    [4400, "user", "Can I change the e-mail address of my account?"],
    [4390, "admin", "Yes: under Settings, Account. You will get a mail to confirm the new address."],
    [4385, "user", "Found it, thank you."]
  ]');
  update public.support_messages set read_at = created_at where chat_id = v_chat_id;
  update public.support_chats
  set admin_viewed_at = last_message_at, unread_reply_count = 0, archived_at = now()
  where id = v_chat_id;

  v_chat_id := pg_temp.demo_chat('customer2@example.com', v_admin_id, '[
    [1500, "user", "The export stops at 500 rows. Is that a limit of my plan?"],
    [1490, "admin", "It is not, you have found a bug. We are on it and will write here when it is fixed."]
  ]');
  update public.support_messages set read_at = created_at where chat_id = v_chat_id and sender_type = 'user';
  update public.support_chats set admin_viewed_at = last_message_at where id = v_chat_id;

  perform pg_temp.demo_chat('customer3@example.com', v_admin_id, '[
    [26, "user", "Hello! Does the yearly plan include the API?"],
    [25, "user", "And can I switch to it in the middle of a month?"]
  ]');

  -- These old replies must not be e-mailed.
  delete from public.support_reply_notifications;
end;
$$;

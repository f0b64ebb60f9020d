create table public.orders (
  id bigint primary key generated always as identity,
  user_id uuid not null references auth.users (id) on delete cascade
);

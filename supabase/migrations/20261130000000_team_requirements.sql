-- Checks that no name is taken which the migrations for teams use, before the first of them.
do $$
declare
  v_problem text;
begin
  select problem.words into v_problem
  from (
    select 1 as place, format('There is a table, view, index or type public.%I already, whose name the chat uses.', name) as words
    from unnest(
      '{support_notes,support_notes_pkey,support_notes_chat_idx,support_mentions,support_mentions_pkey,
      support_mentions_admin_idx,support_saved_replies,support_saved_replies_pkey,support_chats_waiting_idx,
      support_chats_archived_waiting_idx,support_chats_assigned_idx,support_chats_archived_assigned_idx,
      support_chats_unassigned_idx,support_chats_archived_unassigned_idx}'::name[]
    ) as name
    where to_regclass(format('public.%I', name)) is not null or to_regtype(format('public.%I', name)) is not null
    union all
    select 2, format('There is a function public.%I already, whose name the chat uses.', taken.proname)
    from pg_catalog.pg_proc as taken
    where taken.pronamespace = 'public'::regnamespace
      and taken.proname in (
        'assign_support_chat', 'block_support_chat', 'count_support_chats', 'mark_support_chat_unread',
        'mark_support_mentions_seen', 'support_chat_facts', 'support_user_facts', 'unblock_support_chat'
      )
  ) as problem
  order by problem.place
  limit 1;

  if v_problem is not null then
    raise exception using
      errcode = 'object_not_in_prerequisite_state',
      message = 'The support chat is not upgraded. ' || v_problem,
      hint = 'Nothing was changed. Mend this and push again.';
  end if;
end;
$$;

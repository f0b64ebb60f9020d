-- The emergency brake. Realtime asks the policies when a channel is joined and when its token is
-- renewed, not at each event: an admin who is removed can no longer read, write or join anything, but
-- hears what goes over the channels joined before until their token is due (jwt_expiry in config.toml,
-- at most an hour). To let nothing more reach them from this moment on, wherever Realtime runs:
--   update public.support_settings set live_events_paused_until = now() + interval '1 hour';
-- Meanwhile every client reads the table as it does when events are lost, so all messages arrive, only
-- later. What cuts the sockets instead is the platform's; see SECURITY.md.
alter table public.support_settings
  add column live_events_paused_until timestamptz;

comment on column public.support_settings.live_events_paused_until is
  'No live event is sent until then, to anybody; clients read instead. Null, the default: no pause.';

import { startAlerts } from '../../conversation/browser/browser-alerts.ts';
import { browserClock, browserEnvironment } from '../../conversation/browser/browser-ports.ts';
import { announceAvailability } from '../../core/presence/agent-availability.ts';
import type { ChatClient } from '../../supabase/chat-client.ts';
import { SupabaseAvailabilityTransport } from '../../supabase/transports/availability-transport.ts';
import { FIRST_ADDRESS, inboxHref } from '../inbox-address.ts';
import type { InboxContext } from '../inbox-context.ts';
import { showInTitle } from '../live/show-in-title.svelte.ts';
import { startMessageAlerts } from '../live/message-alerts.ts';

/** Takes part in what goes on, while the inbox is shown; returns how to leave. */
export function runInbox(inbox: InboxContext, connect: () => ChatClient): () => void {
	const { colleagues, health, live, undo, unread } = inbox;
	const stops = [
		live.start(),
		colleagues.value.start(),
		live.attach(undo),
		live.attach(unread),
		health.start(),
		showInTitle(unread),
		announceAvailability(inbox.admin.name, {
			transport: new SupabaseAvailabilityTransport(connect()),
			clock: browserClock,
			environment: browserEnvironment
		}),
		startTelling(inbox)
	];
	return () => stops.forEach((stop) => stop());
}

/** Makes the inbox heard when a user writes; returns how to end that. */
function startTelling({ live, navigate, texts, userId }: InboxContext): () => void {
	const alerts = startAlerts({
		scope: `inbox:${userId}`,
		onopen: ({ chatId }) => navigate(inboxHref(FIRST_ADDRESS, chatId), false)
	});
	const stopTelling = startMessageAlerts(live, alerts, texts.inbox);
	return () => {
		stopTelling();
		alerts.stop();
	};
}

import { startAlerts } from '../../conversation/browser/browser-alerts.ts';
import { browserClock, browserEnvironment } from '../../conversation/browser/browser-ports.ts';
import { announceAvailability } from '../../core/presence/agent-availability.ts';
import type { ChatClient } from '../../supabase/chat-client.ts';
import { SupabaseAvailabilityTransport } from '../../supabase/transports/availability-transport.ts';
import { FIRST_ADDRESS } from '../inbox-address.ts';
import type { InboxContext } from '../inbox-context.ts';
import { showInTitle } from '../live/show-in-title.svelte.ts';
import { startMessageAlerts } from '../live/message-alerts.ts';
import { nameOf } from '../user/name-of.ts';

/** Starts the live parts of the inbox; returns a function that stops them. */
export function runInbox(inbox: InboxContext, connect: () => ChatClient): () => void {
	const { colleagues, health, live, mentions, team, undo, unread } = inbox;
	const stops = [
		live.start(),
		colleagues.value.start(),
		live.attach(undo),
		live.attach(unread),
		live.attach(team),
		live.attach(mentions),
		health.start(),
		showInTitle(unread),
		announceAvailability(inbox.admin.name, {
			transport: new SupabaseAvailabilityTransport(connect()),
			clock: browserClock,
			environment: browserEnvironment
		}),
		startInboxAlerts(inbox),
		startMentionAlerts(inbox)
	];
	return () => stops.forEach((stop) => stop());
}

/** Starts alerts for users' messages; returns a function that stops them. */
function startInboxAlerts({ hrefOf, live, navigate, texts, userId }: InboxContext): () => void {
	const alerts = startAlerts({
		scope: `inbox:${userId}`,
		onopen: ({ chatId }) => navigate(hrefOf(FIRST_ADDRESS, chatId), false)
	});
	const stopMessageAlerts = startMessageAlerts(
		live,
		alerts,
		(user) => nameOf(user, texts) || texts.inbox
	);
	return () => {
		stopMessageAlerts();
		alerts.stop();
	};
}

/** Starts alerts for notes that mention the admin; returns a function that stops them. */
function startMentionAlerts({
	hrefOf,
	mentions,
	navigate,
	texts,
	userId
}: InboxContext): () => void {
	// Apart from those for messages, whose numbers say nothing about notes.
	const alerts = startAlerts({
		scope: `inbox-mentions:${userId}`,
		onopen: ({ chatId }) => navigate(hrefOf(FIRST_ADDRESS, chatId), false)
	});
	const stopListening = mentions.onArrival(({ chatId, adminName, content, createdAt }) =>
		alerts.raise({
			chatId,
			seq: createdAt.getTime(),
			text: content,
			from: texts.notes.by(adminName ?? texts.support)
		})
	);
	return () => {
		stopListening();
		alerts.stop();
	};
}

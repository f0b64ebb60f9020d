import { startAlerts } from '../../conversation/browser/browser-alerts.ts';
import { browserClock, browserEnvironment } from '../../conversation/browser/browser-ports.ts';
import { announceAvailability } from '../../core/presence/agent-availability.ts';
import { FIRST_ADDRESS } from '../inbox-address.ts';
import type { InboxContext } from '../inbox-context.ts';
import { showInTitle } from '../live/show-in-title.svelte.ts';
import { startMessageAlerts } from '../live/message-alerts.ts';
import { startMentionAlerts } from '../notes/mention-alerts.ts';
import { nameOf } from '../user/name-of.ts';
import type { InboxNetwork } from './inbox-network.ts';

/** Starts the live parts of the inbox; returns a function that stops them. */
export function runInbox(inbox: InboxContext, network: InboxNetwork): () => void {
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
		announceAvailability(network.reportDuty(inbox.admin.name), {
			clock: browserClock,
			environment: browserEnvironment
		}),
		startInboxAlerts(inbox),
		startNoteAlerts(inbox)
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
function startNoteAlerts({ hrefOf, mentions, navigate, texts, userId }: InboxContext): () => void {
	const alerts = startAlerts({
		scope: `inbox-mentions:${userId}`,
		onopen: ({ chatId }) => navigate(hrefOf(FIRST_ADDRESS, chatId), false)
	});
	const stopMentionAlerts = startMentionAlerts(mentions, alerts, (author) =>
		texts.notes.by(author ?? texts.support)
	);
	return () => {
		stopMentionAlerts();
		alerts.stop();
	};
}

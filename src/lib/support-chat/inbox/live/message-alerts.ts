import type { BrowserAlerts } from '../../conversation/browser/browser-alerts.ts';
import type { ChatUser } from '../../core/chat-summary.ts';
import type { LiveInbox } from './live-inbox.svelte.ts';
import { MissedMessagePoll } from './missed-message-poll.ts';

/** Alerts the admin to users' messages; returns a function that stops it. */
export function startMessageAlerts(
	live: Pick<LiveInbox, 'attach' | 'port'>,
	alerts: Pick<BrowserAlerts, 'raise'>,
	/** What the admin calls a user. */
	shownName: (user: ChatUser) => string
): () => void {
	// `raise` alerts once per message, however often and in however many tabs it is called.
	const missed = new MissedMessagePoll(
		() => live.port,
		({ id, messageCount, lastMessagePreview, ...user }) =>
			alerts.raise({
				chatId: id,
				seq: messageCount,
				text: lastMessagePreview ?? '',
				from: shownName(user)
			})
	);
	return live.attach({
		onUserMessage(message, user) {
			const { chatId, seq, content, readAt } = message;
			missed.onUserMessage(message);
			// Another admin has read it already.
			if (readAt !== null) return;
			alerts.raise({ chatId, seq, text: content, from: shownName(user) });
		},
		onChat() {},
		refresh: () => missed.refresh()
	});
}

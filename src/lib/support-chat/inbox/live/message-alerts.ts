import type { BrowserAlerts } from '../../conversation/browser/browser-alerts.ts';
import type { LiveInbox } from './live-inbox.svelte.ts';
import { MissedMessagePoll } from './missed-message-poll.ts';

/** Makes the inbox heard when a user writes; the returned function ends it. */
export function startMessageAlerts(
	live: Pick<LiveInbox, 'attach' | 'port'>,
	alerts: Pick<BrowserAlerts, 'raise'>,
	/** For a user without an address. */
	fallbackName: string
): () => void {
	// The alerts tell of a message once, however often, and in however many tabs, they hear of it.
	const missed = new MissedMessagePoll(
		() => live.port,
		({ id, messageCount, lastMessagePreview, userEmail }) =>
			alerts.raise({
				chatId: id,
				seq: messageCount,
				text: lastMessagePreview ?? '',
				from: userEmail || fallbackName
			})
	);
	return live.attach({
		onUserMessage(message, userEmail) {
			const { chatId, seq, content, readAt } = message;
			missed.onUserMessage(message);
			// Another admin was quicker.
			if (readAt !== null) return;
			alerts.raise({ chatId, seq, text: content, from: userEmail || fallbackName });
		},
		onChat() {},
		refresh: () => missed.refresh()
	});
}

import type { BrowserAlerts } from '../../conversation/browser/browser-alerts.ts';
import type { LiveInbox } from './live-inbox.svelte.ts';
import { MissedMessagePoll } from './missed-message-poll.ts';

/** Alerts the admin to users' messages; returns a function that stops it. */
export function startMessageAlerts(
	live: Pick<LiveInbox, 'attach' | 'port'>,
	alerts: Pick<BrowserAlerts, 'raise'>,
	/** For a user without an address. */
	fallbackName: string
): () => void {
	// `raise` alerts once per message, however often and in however many tabs it is called.
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
			// Another admin has read it already.
			if (readAt !== null) return;
			alerts.raise({ chatId, seq, text: content, from: userEmail || fallbackName });
		},
		onChat() {},
		refresh: () => missed.refresh()
	});
}

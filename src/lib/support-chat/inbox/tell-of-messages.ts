import type { BrowserAlerts } from '../conversation/browser-alerts.ts';
import type { LiveInbox } from './live-inbox.svelte.ts';

/** Makes the inbox heard when a user writes; the returned function ends it. */
export function tellOfMessages(
	live: Pick<LiveInbox, 'attach'>,
	alerts: Pick<BrowserAlerts, 'raise'>,
	/** For a user without an address. */
	fallbackName: string
): () => void {
	return live.attach({
		onUserMessage({ chatId, seq, content, readAt }, userEmail) {
			// Another admin was quicker.
			if (readAt !== null) return;
			alerts.raise({ chatId, seq, text: content, from: userEmail || fallbackName });
		},
		// What comes late is shown as unread in the list: for a sound it is too late.
		onChat() {},
		refresh: async () => {}
	});
}

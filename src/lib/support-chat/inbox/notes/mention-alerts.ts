import type { BrowserAlerts } from '../../conversation/browser/browser-alerts.ts';
import type { Mentions } from './mentions.svelte.ts';

/**
 * Alerts the admin to notes that mention them; returns a function that stops it.
 *
 * @param alerts apart from those for messages: both count what a chat's last alert was about
 * @param titleOf the alert's title for the author's name
 */
export function startMentionAlerts(
	mentions: Pick<Mentions, 'onArrival'>,
	alerts: Pick<BrowserAlerts, 'raise'>,
	titleOf: (author: string | null) => string
): () => void {
	// Notes have no numbers, but times in the order of writing.
	return mentions.onArrival(({ chatId, adminName, content, createdAt }) =>
		alerts.raise({ chatId, seq: createdAt.getTime(), text: content, from: titleOf(adminName) })
	);
}

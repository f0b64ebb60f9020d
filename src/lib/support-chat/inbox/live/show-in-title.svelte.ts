import { TitleBadge } from '../../core/alerts/title-badge.ts';
import { browserTitle } from '../../conversation/browser/browser-title.ts';
import type { UnreadCount } from './unread-count.ts';

/** Shows the number of unread chats in the page's title; returns a function that stops it. */
export function showInTitle(unread: UnreadCount): () => void {
	const badge = new TitleBadge(browserTitle);
	const stopCounting = $effect.root(() => {
		$effect(() => badge.show(unread.count));
	});
	return () => {
		stopCounting();
		badge.show(0);
	};
}

import { TitleBadge } from '../core/title-badge.ts';
import { browserSurroundings } from '../conversation/browser-ports.ts';
import { browserTitle } from '../conversation/browser-title.ts';
import type { UnreadCount } from './unread-count.svelte.ts';

/**
 * Shows the number of unread chats in the page's title while nobody looks at the page; the returned
 * function ends it. Whoever looks sees it beside the tab.
 */
export function showInTitle(unread: UnreadCount): () => void {
	const badge = new TitleBadge(browserTitle);
	const show = () => {
		const { count } = unread;
		badge.show(browserSurroundings.visible ? 0 : count);
	};
	const stopWatching = browserSurroundings.subscribe(show);
	const stopCounting = $effect.root(() => {
		$effect(show);
	});
	return () => {
		stopWatching();
		stopCounting();
		badge.show(0);
	};
}

import type { PageTitle } from '../../core/alerts/title-badge.ts';

/** The document's title, exactly as it is in the markup. */
export const browserTitle: PageTitle = {
	get: () => element()?.textContent ?? '',
	set(title) {
		const found = element();
		if (found) found.textContent = title;
		else document.title = title;
	},
	subscribe(listener) {
		// The page may also put another element in its place.
		const observer = new MutationObserver(listener);
		observer.observe(document.head, { childList: true, subtree: true, characterData: true });
		return () => observer.disconnect();
	}
};

function element(): HTMLTitleElement | null {
	return document.head.querySelector('title');
}

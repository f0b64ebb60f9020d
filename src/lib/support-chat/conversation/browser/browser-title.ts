import type { PageTitle } from '../../core/alerts/title-badge.ts';

/** The document's title with its white space, which `document.title` collapses. */
export const browserTitle: PageTitle = {
	get: () => element()?.textContent ?? '',
	set(title) {
		const found = element();
		if (found) found.textContent = title;
		else document.title = title;
	},
	subscribe(listener) {
		// The page may also replace the element.
		const observer = new MutationObserver(listener);
		observer.observe(document.head, { childList: true, subtree: true, characterData: true });
		return () => observer.disconnect();
	}
};

function element(): HTMLTitleElement | null {
	return document.head.querySelector('title');
}

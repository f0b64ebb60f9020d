import type { InboxPlace } from './inbox-place.ts';

/**
 * Follows clicks on links to the inbox within `root` by the place, without loading a page. Clicks that
 * open a tab, save or select stay the browser's, as do links to elsewhere. Returns a cleanup function.
 */
export function followLinks(root: EventTarget, place: InboxPlace): () => void {
	const onClick = (event: Event) => {
		const link = linkOf(event as MouseEvent);
		const href = link?.getAttribute('href');
		if (!link || !href || !isInboxHref(href, place)) return;
		event.preventDefault();
		place.navigate(href, link.hasAttribute('data-sveltekit-replacestate'));
	};
	root.addEventListener('click', onClick);
	return () => root.removeEventListener('click', onClick);
}

/** The link that a plain click is on, if any. */
function linkOf(event: MouseEvent): HTMLAnchorElement | null {
	if (event.defaultPrevented || event.button !== 0) return null;
	if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return null;
	const target = event.composedPath().find((each) => (each as Element).localName === 'a');
	const link = (target ?? null) as HTMLAnchorElement | null;
	return link?.hasAttribute('download') || (link?.target && link.target !== '_self') ? null : link;
}

/** Whether an address is the list or a chat, by the form that the place gives those. */
function isInboxHref(href: string, place: InboxPlace): boolean {
	// Another site's, which a base of `/` would take for a path.
	if (href.startsWith('//')) return false;
	const base = place.href('/');
	const rest = href.startsWith(base) ? href.slice(base.length) : null;
	return rest !== null && (base.endsWith('/') || /^($|[/?])/.test(rest));
}

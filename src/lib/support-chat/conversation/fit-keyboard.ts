/**
 * Svelte attachment: tells an element how much of the window the on-screen keyboard leaves, as
 * `--chat-visible-height` and `--chat-visible-top`. Phones lay the keyboard over the page.
 */
export function fitKeyboard(node: HTMLElement): () => void {
	const viewport = window.visualViewport;
	if (!viewport) return () => {};
	const measure = () => {
		// Zoomed in by hand, the visible part is no measure for the panel.
		if (viewport.scale > 1.01) return;
		node.style.setProperty('--chat-visible-height', `${viewport.height}px`);
		node.style.setProperty('--chat-visible-top', `${viewport.offsetTop}px`);
	};
	measure();
	viewport.addEventListener('resize', measure);
	viewport.addEventListener('scroll', measure);
	return () => {
		viewport.removeEventListener('resize', measure);
		viewport.removeEventListener('scroll', measure);
	};
}

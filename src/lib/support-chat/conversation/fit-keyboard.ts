/**
 * Svelte attachment: tells an element how much of the window the on-screen keyboard leaves, as
 * `--chat-visible-height` and `--chat-visible-top`. Phones lay the keyboard over the page.
 */
export function fitKeyboard(node: HTMLElement): () => void {
	const viewport = window.visualViewport;
	if (!viewport) return () => {};
	let fitted = false;
	const measure = () => {
		const { scale, height, offsetTop } = viewport;
		// Zoomed in by hand, the visible part is no measure for the panel.
		if (scale > 1.01) return;
		// Without a keyboard the style sheet knows the height; told again, all in the panel is styled anew.
		fitted ||= height < document.documentElement.clientHeight || offsetTop > 0;
		if (!fitted) return;
		node.style.setProperty('--chat-visible-height', `${height}px`);
		node.style.setProperty('--chat-visible-top', `${offsetTop}px`);
	};
	measure();
	viewport.addEventListener('resize', measure);
	viewport.addEventListener('scroll', measure);
	return () => {
		viewport.removeEventListener('resize', measure);
		viewport.removeEventListener('scroll', measure);
	};
}

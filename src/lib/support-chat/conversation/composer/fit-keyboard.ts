/**
 * Svelte attachment: tells an element how much of the window the on-screen keyboard leaves, as
 * `--chat-visible-height` and `--chat-visible-top`, and how much is covered below that, as
 * `--chat-covered`. Phones and tablets lay the keyboard over the page.
 */
export function fitKeyboard(node: HTMLElement): () => void {
	const viewport = window.visualViewport;
	if (!viewport) return () => {};
	let fitted = false;
	const measure = () => {
		const { scale, height, offsetTop } = viewport;
		const { clientHeight } = document.documentElement;
		// Zoomed in by hand, the visible part is no measure for the panel.
		if (scale > 1.01) return;
		// Without a keyboard the style sheet knows the height; told again, all in the panel is styled anew.
		fitted ||= height < clientHeight || offsetTop > 0;
		if (!fitted) return;
		// Where the page is zoomed by a style, so is what is told here.
		const zoom = node.currentCSSZoom || 1;
		const tell = (name: string, length: number) =>
			node.style.setProperty(`--chat-${name}`, `${length / zoom}px`);
		tell('visible-height', height);
		tell('visible-top', offsetTop);
		tell('covered', Math.max(0, clientHeight - height - offsetTop));
	};
	measure();
	viewport.addEventListener('resize', measure);
	viewport.addEventListener('scroll', measure);
	return () => {
		viewport.removeEventListener('resize', measure);
		viewport.removeEventListener('scroll', measure);
	};
}

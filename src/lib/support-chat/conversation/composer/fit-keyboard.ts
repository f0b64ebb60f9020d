/**
 * Svelte attachment: sets on an element the part of the window that an on-screen keyboard leaves visible,
 * as `--chat-visible-height` and `--chat-visible-top`, and the height covered below it, as
 * `--chat-covered`. Phones and tablets lay the keyboard over the page.
 */
export function fitKeyboard(node: HTMLElement): () => void {
	const viewport = window.visualViewport;
	if (!viewport) return () => {};
	let fitted = false;
	const measure = () => {
		const { scale, height, offsetTop } = viewport;
		const { clientHeight } = document.documentElement;
		// Under pinch zoom the visible part is no measure for the panel.
		if (scale > 1.01) return;
		// Until a keyboard opens, the style sheet's defaults are right, and setting them restyles the panel.
		fitted ||= height < clientHeight || offsetTop > 0;
		if (!fitted) return;
		// The page's CSS zoom applies to these lengths too.
		const zoom = node.currentCSSZoom || 1;
		const set = (name: string, length: number) =>
			node.style.setProperty(`--chat-${name}`, `${length / zoom}px`);
		set('visible-height', height);
		set('visible-top', offsetTop);
		set('covered', Math.max(0, clientHeight - height - offsetTop));
	};
	measure();
	viewport.addEventListener('resize', measure);
	viewport.addEventListener('scroll', measure);
	return () => {
		viewport.removeEventListener('resize', measure);
		viewport.removeEventListener('scroll', measure);
	};
}

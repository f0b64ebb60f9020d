const texts = new Map<string, string>();
// A sheet made by script, because a content policy may forbid <style> elements. Browsers only.
const sheet = import.meta.env.SSR ? undefined : new CSSStyleSheet();
let waiting = false;

/** Takes styles for the widget. For those of components the Vite plugin writes the calls. */
export function addStyles(css: string, key = css): void {
	texts.set(key, css);
	if (waiting) return;
	waiting = true;
	// Those of the modules of one file come together, and are read once.
	queueMicrotask(() => {
		waiting = false;
		sheet!.replaceSync([...texts.values()].join(''));
	});
}

/**
 * The element's shadow root, with the widget's styles: the page's do not reach into it, and these do
 * not reach the page.
 */
export function openShadow(host: HTMLElement): ShadowRoot {
	const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
	root.adoptedStyleSheets = [sheet!];
	return root;
}

/** The launcher's styles are there in any case, those of the panel only by the Vite plugin. */
export function expectPanelStyles(): void {
	if (import.meta.env.DEV && texts.size < 2) {
		console.error(
			'The support chat has no styles: add `supportChat()` of support-chat/vite-plugin.ts to the plugins in vite.config.'
		);
	}
}

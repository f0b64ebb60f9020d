const texts = new Map<string, string>();
// A constructed sheet, because a content security policy may forbid <style> elements. Browsers only.
const sheet = createSheet();
let waiting = false;

/**
 * Adds styles of a component to the shadow roots of the widget and the inbox. The Vite plugin generates the
 * calls.
 */
export function addStyles(css: string, key = css): void {
	texts.set(key, css);
	// A server has no sheet.
	if (waiting || !sheet) return;
	waiting = true;
	// The modules of one file add theirs together: parse them once.
	queueMicrotask(() => {
		waiting = false;
		sheet.replaceSync([...texts.values()].join(''));
	});
}

/** The element's shadow root with `css` and the components' styles, isolated from the page's. */
export function openShadow(host: HTMLElement, css: string): ShadowRoot {
	const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
	root.adoptedStyleSheets = [createSheet(css)!, sheet!];
	return root;
}

/** Applies styles to the document or shadow tree that holds the element; returns a function that removes them. */
export function adoptStyles(element: HTMLElement, css: string): () => void {
	const tree = element.getRootNode() as Document | ShadowRoot;
	const styles = createSheet(css)!;
	tree.adoptedStyleSheets.push(styles);
	return () => {
		tree.adoptedStyleSheets = tree.adoptedStyleSheets.filter((one) => one !== styles);
	};
}

/** Undefined on a server, which may load the code to render the app. */
function createSheet(css = ''): CSSStyleSheet | undefined {
	if (typeof CSSStyleSheet !== 'function') return;
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(css);
	return sheet;
}

/** Logs an error in development if the panel's styles are missing: only the Vite plugin adds them. */
export function expectPanelStyles(): void {
	if (import.meta.env.DEV && texts.size === 0) {
		console.error(
			'The support chat has no styles: add `supportChat()` from support-chat/vite-plugin.ts to the plugins in vite.config.'
		);
	}
}

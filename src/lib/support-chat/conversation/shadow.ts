const texts = new Map<string, string>();
// A constructed sheet, because a content security policy may forbid <style> elements. Browsers only.
const sheet = createSheet();
let waiting = false;

/** Adds styles to the shadow roots of the widget and the inbox. For the styles of components the Vite plugin generates the calls. */
export function addStyles(css: string, key = css): void {
	texts.set(key, css);
	if (waiting) return;
	waiting = true;
	// The modules of one file add theirs together: parse them once.
	queueMicrotask(() => {
		waiting = false;
		sheet!.replaceSync([...texts.values()].join(''));
	});
}

/**
 * The element's shadow root with the added styles, isolated from the page's.
 *
 * @param own sheets of this root only, which apply after those
 */
export function openShadow(host: HTMLElement, ...own: CSSStyleSheet[]): ShadowRoot {
	const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
	root.adoptedStyleSheets = [sheet!, ...own];
	return root;
}

/**
 * Applies styles to the document or shadow tree that holds the element; returns a function that removes
 * them.
 */
export function adoptStyles(element: HTMLElement, css: string): () => void {
	const tree = element.getRootNode() as Document | ShadowRoot;
	const styles = createSheet()!;
	styles.replaceSync(css);
	tree.adoptedStyleSheets.push(styles);
	return () => {
		tree.adoptedStyleSheets = tree.adoptedStyleSheets.filter((one) => one !== styles);
	};
}

/** Undefined on a server, which may load the code to render the app. */
function createSheet(): CSSStyleSheet | undefined {
	return typeof CSSStyleSheet === 'function' ? new CSSStyleSheet() : undefined;
}

/** Logs an error in development if the panel's styles are missing: only the Vite plugin adds them. */
export function expectPanelStyles(): void {
	if (import.meta.env.DEV && texts.size < 2) {
		console.error(
			'The support chat has no styles: add `supportChat()` from support-chat/vite-plugin.ts to the plugins in vite.config.'
		);
	}
}

import type { Page } from '@playwright/test';

/**
 * Global styles like those of host apps, and worse. Transforms and filters affect all descendants, so
 * those rules leave out the widget's ancestors.
 */
const HOSTILE = `
	*, *::before, *::after {
		margin: 20px !important; padding: 7px !important; border: 9px solid lime !important;
		border-radius: 0 !important; box-sizing: content-box !important; display: block !important;
		position: relative !important; float: left !important; inset: 11px !important;
		width: 50% !important; min-height: 300px !important; max-width: 40px !important;
		font: italic 30px / 3 cursive !important; color: red !important; background: lime !important;
		letter-spacing: 5px !important; word-spacing: 9px !important; text-transform: uppercase !important;
		text-align: end !important; text-indent: 3em !important; white-space: nowrap !important;
		text-shadow: 1px 1px red !important; writing-mode: vertical-rl !important; hyphens: auto !important;
		list-style: square inside !important; cursor: wait !important; caret-color: red !important;
		accent-color: red !important; color-scheme: dark !important; user-select: none !important;
		quotes: none !important; tab-size: 20 !important; visibility: hidden !important;
		pointer-events: none !important; stroke: red !important; fill: red !important;
		outline: 9px solid red !important; transition: all 10ms !important; overflow: hidden !important;
	}
	*::before, *::after { content: 'x' !important; position: fixed !important }
	*:not(:has(.support-chat)) {
		transform: rotate(9deg) !important; filter: blur(3px) !important; opacity: 0.3 !important;
		contain: strict !important; clip-path: inset(40%) !important; z-index: -1 !important;
		animation: pulse 1s !important; container: x / size !important; zoom: 2 !important;
	}
	:is(button, textarea, div, span, ol, li, p, svg, path, [role], [lang], [dir]):not(:has(.support-chat)) {
		display: none !important; stroke-width: 9 !important;
	}
	#app button, .panel, .badge, .bubble, .text { display: none !important }
	div:empty, .support-chat:empty, body > * > .support-chat { display: none !important; all: unset !important }
	.support-chat *, .support-chat > * { display: none !important }
	:focus, :focus-visible, :focus-within, :hover { outline: 20px solid red !important }
	::selection { background: red !important; color: red !important }
	::placeholder { color: red !important; opacity: 0 !important }
	html { font-size: 62.5% !important }
	body { direction: rtl !important; line-height: 0 !important; unicode-bidi: bidi-override !important }
	@keyframes pulse { to { transform: rotate(1turn) } }
	@keyframes breathe { to { transform: rotate(1turn) } }
	@keyframes unfold { from { transform: rotate(1turn) } }
`;

/** Adds the hostile style sheet to the page; returns a function that disables it. */
export async function styleHostilely(page: Page): Promise<() => Promise<void>> {
	const sheet = await page.evaluateHandle((text) => {
		const sheet = new CSSStyleSheet();
		sheet.replaceSync(text);
		document.adoptedStyleSheets.push(sheet);
		return sheet;
	}, HOSTILE);
	return () => sheet.evaluate((sheet) => (sheet.disabled = true)).then(() => {});
}

/** A rendered element: name, box, and every computed style, including pseudo-elements. */
export interface Drawn {
	name: string;
	box: number[];
	styles: Record<string, string>;
}

/** The rendered elements of the widget. */
export function drawWidget(page: Page): Promise<Drawn[]> {
	return draw(page, true);
}

/** The rendered elements of the page around the widget. */
export function drawPage(page: Page): Promise<Drawn[]> {
	return draw(page, false);
}

async function draw(page: Page, ofWidget: boolean): Promise<Drawn[]> {
	return page.evaluate((ofWidget) => {
		const host = document.querySelector('.support-chat')!;
		const root = ofWidget ? host.shadowRoot! : document;
		const elements = [...root.querySelectorAll('*')].filter(
			(element) => element !== host && !element.closest('head, script, #svelte-announcer')
		);
		return elements.map((element) => {
			const { x, y, width, height } = element.getBoundingClientRect();
			const styles: Record<string, string> = {};
			const computed = getComputedStyle(element);
			for (const name of computed) styles[name] = computed.getPropertyValue(name);
			for (const part of ['::before', '::after', '::selection', '::placeholder']) {
				const { content, display, color, backgroundColor } = getComputedStyle(element, part);
				styles[part] = [content, display, color, backgroundColor].join();
			}
			const { tagName } = element;
			return {
				name: `${tagName} ${element.getAttribute('class')}`,
				box: [x, y, width, height],
				styles
			};
		});
	}, ofWidget);
}

/** Descriptions of the differences; empty when both render the same. */
export function differences(before: Drawn[], after: Drawn[]): string[] {
	if (before.length !== after.length) return [`${before.length} elements, then ${after.length}`];
	return before.flatMap((one, i) => {
		const { name, box, styles } = one;
		const other = after[i]!;
		const moved = String(box) === String(other.box) ? [] : [`box ${box} -> ${other.box}`];
		const changed = Object.keys(styles)
			.filter((style) => styles[style] !== other.styles[style])
			.map((style) => `${style} ${styles[style]} -> ${other.styles[style]}`);
		return [...moved, ...changed].map((difference) => `${name}: ${difference}`);
	});
}

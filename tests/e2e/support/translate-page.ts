import type { Page } from '@playwright/test';

/**
 * Simulates a browser's page translation, in shadow trees too: replaces each text node with elements,
 * once, and marks its first word instead of translating.
 */
export async function translatePage(page: Page): Promise<void> {
	await page.evaluate(() => {
		const translate = (root: Document | ShadowRoot) => {
			const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
			const found: Text[] = [];
			for (let node = texts.nextNode(); node; node = texts.nextNode()) {
				if (node instanceof Element && node.shadowRoot) translate(node.shadowRoot);
				const kept = node.parentElement?.closest('[translate=no], script, style, textarea');
				if (node instanceof Text && node.data.trim() && !kept) found.push(node);
			}
			for (const text of found) {
				const outer = document.createElement('font');
				const inner = document.createElement('font');
				inner.textContent = text.data.replace(/\S+/, '«$&»');
				outer.append(inner);
				text.replaceWith(outer);
			}
		};
		translate(document);
	});
}

import type { Page } from '@playwright/test';

/**
 * Does to a page, and to the shadow trees in it, what browsers do that translate it: elements take the
 * place of the text nodes, once and for all. Marks the words, for want of another language.
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

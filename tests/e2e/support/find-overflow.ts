import type { Page } from '@playwright/test';

/** One window size per layout: desktops, a tablet, a phone, a desktop at 400 %. */
export const WINDOWS = [
	{ width: 1400, height: 900 },
	{ width: 1280, height: 900 },
	{ width: 1000, height: 700 },
	{ width: 620, height: 800 },
	{ width: 390, height: 844 },
	{ width: 320, height: 256 }
];

/**
 * Descriptions of elements, shadow trees included, that overflow although they must not scroll: any
 * element horizontally; the desktop inbox and the widget's panel vertically.
 */
export function overflowing(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const found: string[] = [];
		const all = (root: Document | ShadowRoot): Element[] =>
			[...root.querySelectorAll('*')].flatMap((part) =>
				part.shadowRoot ? [part, ...all(part.shadowRoot)] : [part]
			);
		const root = document.documentElement;
		if (root.scrollWidth > root.clientWidth) found.push(`page: ${root.scrollWidth} wide`);
		const isDesk = document.querySelector('.frame') !== null && innerWidth >= 1000;
		if (isDesk && root.scrollHeight > root.clientHeight) {
			found.push(`page: ${root.scrollHeight} high`);
		}
		for (const part of all(document)) {
			const { overflowX, overflowY, textOverflow } = getComputedStyle(part);
			// Text fields scroll; visually hidden elements are one pixel large.
			if (part.matches('input') || part.clientWidth <= 1 || part.clientHeight <= 1) continue;
			const name = `${part.tagName} ${part.getAttribute('class')}`;
			const canMove = (overflow: string) => overflow !== 'visible' && overflow !== 'clip';
			const isCut = textOverflow === 'ellipsis';
			if (!isCut && canMove(overflowX) && part.scrollWidth > part.clientWidth + 1) {
				found.push(`${name}: ${part.scrollWidth} wide in ${part.clientWidth}`);
			}
			const isPanel = part.getAttribute('data-testid') === 'chat-panel';
			if (isPanel && canMove(overflowY) && part.scrollHeight > part.clientHeight) {
				found.push(`${name}: ${part.scrollHeight} high in ${part.clientHeight}`);
			}
		}
		return found;
	});
}

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { BrowserContext } from '@playwright/test';

const FACES = [400, 500, 600, 700].map((weight) => ({
	family: 'Same',
	weight,
	file: `@fontsource/inter/files/inter-latin-${weight}-normal.woff2`
}));
const ARABIC_FACES = [400, 600].map((weight) => ({
	family: 'Same Arabic',
	weight,
	file: `@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-${weight}-normal.woff2`
}));

/** The fixed time of the screenshots, a Thursday. */
export const NOW = new Date('2026-01-29T15:30:00Z');

/**
 * Makes pages render the same on every machine, with bundled fonts and a fixed clock, for screenshots.
 * Code is in the font of the texts. The context must bypass the content policy, which forbids these fonts.
 */
export async function makeSameEverywhere(context: BrowserContext): Promise<void> {
	const faces = await Promise.all([...FACES, ...ARABIC_FACES].map(fontFace));
	const css = `${faces.join('')}
		.support-chat { --chat-font: 'Same', 'Same Arabic', sans-serif !important }
		.support-chat code { font-family: var(--chat-font) !important }`;
	await context.addInitScript((css) => {
		const sheet = new CSSStyleSheet();
		sheet.replaceSync(css);
		document.adoptedStyleSheets.push(sheet);
	}, css);
	await context.clock.setFixedTime(NOW);
}

async function fontFace({ family, weight, file }: (typeof FACES)[number]): Promise<string> {
	const font = await readFile(fileURLToPath(import.meta.resolve(file)));
	return `@font-face { font-family: '${family}'; font-weight: ${weight}; src: url(data:font/woff2;base64,${font.toString('base64')}) }`;
}

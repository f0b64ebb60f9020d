import { chromium, type BrowserContext, type CDPSession, type Page } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from '../../fixtures/chromium.ts';

const VIEWPORT = { width: 1280, height: 800 };

/** Starts a browser with its own profile and cache, kept while it runs. */
export function startBrowser(): Promise<BrowserContext> {
	return chromium.launchPersistentContext('', {
		executablePath: findChromium(),
		args: CHROMIUM_FLAGS,
		viewport: VIEWPORT,
		locale: 'en-US'
	});
}

/**
 * Runs `use` with a page in a new tab.
 *
 * @param slowdown CPU throttling factor
 */
export async function withPage<Value>(
	context: BrowserContext,
	slowdown: number,
	use: (page: Page, devtools: CDPSession) => Promise<Value>
): Promise<Value> {
	const page = await context.newPage();
	try {
		const devtools = await context.newCDPSession(page);
		await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
		return await use(page, devtools);
	} finally {
		await page.close();
	}
}

import { chromium, type BrowserContext, type CDPSession, type Page } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from '../../fixtures/chromium.ts';

const VIEWPORT = { width: 1280, height: 800 };

/** A browser with a profile of its own that is kept while it runs, and with it what it has cached. */
export function startBrowser(): Promise<BrowserContext> {
	return chromium.launchPersistentContext('', {
		executablePath: findChromium(),
		args: CHROMIUM_FLAGS,
		viewport: VIEWPORT,
		locale: 'en-US'
	});
}

/**
 * Gives `use` a page in a new tab.
 *
 * @param slowdown how many times slower than this machine its processor seems to be
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

import type { BrowserContext, Page } from '@playwright/test';
import { fixAnswer, letThrough } from './fixed-answers.ts';

const HEALTH = 'support_health';
export const HEALTH_RPC = `**/rest/v1/rpc/${HEALTH}`;

/** Makes the health check report no problem: e-mails that other tests let fail are a problem for a day. */
export async function hideHealth(context: BrowserContext): Promise<void> {
	await fixAnswer(context, HEALTH, [{ problems: [] }]);
}

/** Lets the health check ask the database again. */
export async function showHealth(context: BrowserContext): Promise<void> {
	await letThrough(context, HEALTH);
}

/** Makes the health check of a page report exactly these problems. */
export async function setHealth(page: Page, problems: string[]): Promise<void> {
	await showHealth(page.context());
	await page.route(HEALTH_RPC, (route) => route.fulfill({ json: [{ problems }] }));
}

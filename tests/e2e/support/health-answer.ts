import type { BrowserContext, Page } from '@playwright/test';

export const HEALTH_RPC = '**/rest/v1/rpc/support_health';

/**
 * Makes the health check report exactly these problems. Most tests set none: e-mails that other tests
 * let fail are a problem for a day.
 */
export async function setHealth(target: BrowserContext | Page, problems: string[]): Promise<void> {
	await target.route(HEALTH_RPC, (route) => route.fulfill({ json: [{ problems }] }));
}

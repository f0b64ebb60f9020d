import type { BrowserContext } from '@playwright/test';

export const WIDGET_SETTINGS_RPC = '**/rest/v1/rpc/support_widget_settings*';

/**
 * Makes widgets show what they do while the owner has set nothing: settings are one row for all tests, and those of
 * the settings change it. A test can answer its page itself, or `unroute` to see what is set.
 */
export async function hideWidgetSettings(context: BrowserContext): Promise<void> {
	await context.route(WIDGET_SETTINGS_RPC, (route) => route.fulfill({ json: {} }));
}

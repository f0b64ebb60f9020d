import type { BrowserContext } from '@playwright/test';
import { fixAnswer, letThrough } from './fixed-answers.ts';

const SETTINGS = 'support_widget_settings';
export const WIDGET_SETTINGS_RPC = `**/rest/v1/rpc/${SETTINGS}*`;

/**
 * Makes widgets show what they do while the owner has set nothing: settings are one row for all tests, and those of
 * the settings change it. A test can `showWidgetSettings` to see what is set, or to answer its page itself.
 */
export async function hideWidgetSettings(context: BrowserContext): Promise<void> {
	await fixAnswer(context, SETTINGS, {});
}

/** Lets widgets ask for the owner's settings again. */
export async function showWidgetSettings(context: BrowserContext): Promise<void> {
	await letThrough(context, SETTINGS);
}

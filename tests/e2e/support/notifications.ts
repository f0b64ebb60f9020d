import type { BrowserContext } from '@playwright/test';

/**
 * Makes a context's pages see notifications as the user has not decided about them yet, as in a new profile. The
 * Chromium build without windows says that they are denied, whatever is set, and settings then explain that.
 */
export async function leaveNotificationsUndecided(context: BrowserContext): Promise<void> {
	await context.addInitScript(() => {
		if (typeof Notification === 'undefined') return;
		const permission = { get: () => 'default', configurable: true };
		Object.defineProperty(Notification, 'permission', permission);
	});
}

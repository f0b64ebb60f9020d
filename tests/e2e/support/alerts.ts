import { expect, type Page } from '@playwright/test';

/** Waits until a visible page alerts to messages: those that it knows of by now raise no alert. */
export async function waitForAlerts(...pages: Page[]): Promise<void> {
	for (const page of pages) await expect.poll(() => page.evaluate(holdsVisibleLock)).toBe(true);
}

/** Whether this page holds the lock by which the tab leader recognises visible tabs. */
function holdsVisibleLock(): Promise<boolean> {
	const probe = crypto.randomUUID();
	return navigator.locks.request(probe, async () => {
		const { held = [] } = await navigator.locks.query();
		const own = held.find(({ name }) => name === probe)?.clientId;
		return held.some(
			({ name, clientId }) => clientId === own && name?.startsWith('support-chat:looked-at:')
		);
	});
}

/** At least as many requests as the tab leader makes of the lock manager for one decision. */
const LOCK_REQUESTS = 4;

/** Waits until each page has decided whether to alert to the messages that it shows. */
export async function waitForDecisions(...pages: Page[]): Promise<void> {
	// Made one after the other, each is granted after the leader's of the same number.
	for (const page of pages) {
		await page.evaluate(async (count) => {
			for (let i = 0; i < count; i++) await navigator.locks.request(crypto.randomUUID(), () => {});
		}, LOCK_REQUESTS);
	}
}

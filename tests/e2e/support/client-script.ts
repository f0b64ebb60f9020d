import type { Page, Request } from '@playwright/test';

/** Whether a request is for code. */
export const isScript = (request: Request) => request.resourceType() === 'script';

/** The address of the script with the chat's client, as soon as a page has loaded it. */
export function findClientScript(page: Page): Promise<string> {
	// What both postgrest-js and the widget's own requests accept.
	return findScript(page, 'vnd.pgrst.object');
}

/** The address of the script that fills the widget's panel, as soon as a page has loaded it. */
export function findPanelScript(page: Page): Promise<string> {
	// What chat-transport.ts calls.
	return findScript(page, 'mark_support_chat_read');
}

async function findScript(page: Page, words: string): Promise<string> {
	const response = await page.waitForResponse(
		async (it) => isScript(it.request()) && (await it.text()).includes(words)
	);
	return response.url();
}

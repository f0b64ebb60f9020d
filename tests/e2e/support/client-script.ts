import type { Page, Request } from '@playwright/test';

/** Whether a request is for code. */
export const isScript = (request: Request) => request.resourceType() === 'script';

/** The address of the script with supabase-js, as soon as a page has loaded it. */
export async function findClientScript(page: Page): Promise<string> {
	const response = await page.waitForResponse(
		// Words of postgrest-js.
		async (it) => isScript(it.request()) && (await it.text()).includes('Accept-Profile')
	);
	return response.url();
}

import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';

/** Adds up the scripts that a page loads, compressed as servers do it. */
export class ScriptWeight {
	bytes = 0;

	constructor(page: Page) {
		page.on('response', (response) => {
			if (response.request().resourceType() !== 'script') return;
			response.body().then(
				(body) => (this.bytes += gzipSync(body).length),
				// A script that the page no longer waits for.
				() => {}
			);
		});
	}
}

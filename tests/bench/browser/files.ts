import type { Measurement } from '../measurement.ts';
import { startBrowser } from './bench-browser.ts';
import { measurePictures, type Effort } from './long-conversation.ts';
import { servePages } from './serve-pages.ts';
import { startSignedIn } from './signed-in.ts';
import { measureUploads, type UploadLoad } from './uploads.ts';

/** Messages in the chat at first: one page. */
const MESSAGES = 50;

/** Figure 19: what files cost a chat in Chromium, on pages built and served like a host's. */
export async function measureFiles(load: UploadLoad, scrolling: Effort): Promise<Measurement[]> {
	const pages = await servePages();
	const signedIn = await startSignedIn(MESSAGES);
	const browser = await startBrowser();
	try {
		const widget = `${pages.address('widget')}?${signedIn.query}`;
		await signedIn.enter(browser, widget);
		return [
			...(await measureUploads(browser, widget, signedIn, load)),
			...(await measurePictures(browser, pages.address('conversation'), scrolling))
		];
	} finally {
		await browser.close();
		await signedIn.stop();
		await pages.stop();
	}
}

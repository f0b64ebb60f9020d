import { startBrowser } from './bench-browser.ts';
import { measureLastMessage } from './last-message.ts';
import { measureLongConversation } from './long-conversation.ts';
import { measureLongTasks } from './long-tasks.ts';
import type { Measurement } from '../measurement.ts';
import { measureOpening } from './open-chat.ts';
import { servePages } from './serve-pages.ts';
import { startSignedIn } from './signed-in.ts';

/** Messages in the opened chat: one page. */
const MESSAGES = 50;

/**
 * Figures 3, 4 and 11: the chat's cost in Chromium, on pages built and served like a host's.
 *
 * @param samples number of loads and openings of each page
 */
export async function measureInBrowser(samples: number): Promise<Measurement[]> {
	const pages = await servePages();
	const signedIn = await startSignedIn(MESSAGES);
	const browser = await startBrowser();
	try {
		const widget = `${pages.address('widget')}?${signedIn.query}`;
		await signedIn.enter(browser, widget);
		const floor = pages.address('empty-panel');
		return [
			...(await measureOpening(browser, { widget, floor }, samples)),
			...(await measureLastMessage(
				browser,
				{ widget, floor },
				`Reply number ${MESSAGES}`,
				samples
			)),
			await measureLongTasks(browser, { widget, floor: pages.address('plain') }, samples),
			...(await measureLongConversation(browser, pages.address('conversation'), {
				rounds: Math.ceil(samples / 4),
				arrivals: 110
			}))
		];
	} finally {
		await browser.close();
		await signedIn.stop();
		await pages.stop();
	}
}

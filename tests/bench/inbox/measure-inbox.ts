import { startBuiltApp } from '../../fixtures/built-app.ts';
import { startBrowser } from '../browser/bench-browser.ts';
import type { Measurement } from '../measurement.ts';
import { buildApp } from './build-app.ts';
import { measureFirstList } from './first-list.ts';
import { startInboxStack } from './inbox-stack.ts';

const CHATS = 200;
/** The first ports to try for the two apps. */
const PORT = 4300;

/**
 * Figure 20's times: the inbox of the app as built, with 200 chats, on a stack of its own.
 *
 * @param samples loads of each page
 */
export async function measureInbox(samples: number): Promise<Measurement[]> {
	const stops: (() => Promise<unknown>)[] = [];
	try {
		const stack = await startInboxStack(CHATS);
		stops.unshift(stack.stop);
		const addresses: string[] = [];
		for (const routes of ['app', 'empty'] as const) {
			const copy = await buildApp(routes);
			stops.unshift(copy.remove);
			const app = await startBuiltApp(stack.url, stack.key, PORT, copy.folder);
			stops.unshift(app.stop);
			addresses.push(app.address);
		}
		const browser = await startBrowser();
		stops.unshift(() => browser.close());
		await stack.enter(browser);
		const [app = '', empty = ''] = addresses;
		return await measureFirstList(browser, { list: `${app}/admin`, empty: `${empty}/` }, samples);
	} finally {
		for (const stop of stops) await stop();
	}
}

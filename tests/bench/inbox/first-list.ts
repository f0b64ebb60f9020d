import type { BrowserContext } from '@playwright/test';
import { withPage } from '../browser/bench-browser.ts';
import { median, type Measurement } from '../measurement.ts';

const SLOWDOWN = 4;
const WAYS = [
	{ id: '20h', cached: false, what: 'nothing cached' },
	{ id: '20i', cached: true, what: 'code cached' }
];

/** Addresses of the list and of the floor's page, for a browser that is signed in to both. */
export interface Addresses {
	list: string;
	empty: string;
}

/**
 * Figure 20's times: from the navigation until the list of chats is painted and a key selects a row, with the CPU
 * slowed down four times, against an empty page of SvelteKit that shows a text once it has the same client.
 *
 * @param samples loads of each page
 */
export async function measureFirstList(
	context: BrowserContext,
	addresses: Addresses,
	samples: number
): Promise<Measurement[]> {
	const measurements: Measurement[] = [];
	for (const { id, cached, what } of WAYS) {
		const times: Record<keyof Addresses, number[]> = { list: [], empty: [] };
		// The first ones fill the caches; the code cache fills at the second or third use.
		for (let sample = -3; sample < samples; sample++) {
			for (const page of ['list', 'empty'] as const) {
				const time = await timeLoad(context, addresses[page], page, cached);
				if (sample >= 0) times[page].push(time);
			}
		}
		measurements.push({
			...{ id, what: `first load of the inbox until its list is usable: ${what}` },
			...{ floorWhat: 'an empty page with the same client', unit: 'ms', kind: 'ratio' },
			...{ value: median(times.list), floor: median(times.empty), target: 1.5 }
		});
	}
	return measurements;
}

function timeLoad(
	context: BrowserContext,
	address: string,
	page: keyof Addresses,
	cached: boolean
): Promise<number> {
	return withPage(context, SLOWDOWN, async (tab, devtools) => {
		if (!cached) await devtools.send('Network.clearBrowserCache');
		await tab.addInitScript(watch, page);
		await tab.goto(address, { waitUntil: 'commit' });
		const usable = await tab.evaluate(() => window.listUsable);
		// The next load competes with nothing of this one.
		await tab.waitForLoadState('networkidle');
		return usable;
	});
}

declare global {
	interface Window {
		/** Milliseconds from the navigation until the page can be used. */
		listUsable: Promise<number>;
	}
}

/** Runs in the page before its own scripts: tries once a frame whether it can be used. */
function watch(page: keyof Addresses): void {
	const painted = (): Promise<number> =>
		new Promise((resolve) => {
			requestAnimationFrame(() => {
				const { port1, port2 } = new MessageChannel();
				port1.onmessage = () => resolve(performance.now());
				port2.postMessage(null);
			});
		});
	/** Whether the key for the next row has selected one. */
	const selects = () => {
		const row = document.querySelector('[data-testid="chat-list"] li a');
		if (!row) return false;
		document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }));
		return document.activeElement === row;
	};
	const isUsable =
		page === 'list' ? selects : () => Boolean(document.querySelector('p')?.textContent);
	window.listUsable = (async () => {
		while (!isUsable()) await painted();
		return painted();
	})();
}

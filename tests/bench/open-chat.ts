import type { BrowserContext, Page } from '@playwright/test';
import { withPage } from './bench-browser.ts';
import { median, type Measurement } from './measurement.ts';

const SLOWDOWN = 4;

/**
 * From the click on the launcher until its panel's field has the focus and shows a typed letter, on a
 * processor four times slower; against a launcher that opens an empty panel with a field.
 *
 * @param addresses of the pages with the widget and with the empty panel
 */
export async function measureOpening(
	context: BrowserContext,
	addresses: { widget: string; floor: string },
	samples: number
): Promise<Measurement[]> {
	const measurements: Measurement[] = [];
	for (const cached of [true, false]) {
		const times: { widget: number[]; floor: number[] } = { widget: [], floor: [] };
		// The first ones fill the caches, that for compiled code at the second or third use.
		for (let sample = -3; sample < samples; sample++) {
			for (const side of ['widget', 'floor'] as const) {
				const time = await timeOpening(context, addresses[side], cached);
				if (sample >= 0) times[side].push(time);
			}
		}
		measurements.push({
			id: cached ? '3a' : '3b',
			what: `click to usable composer, code ${cached ? 'cached' : 'not cached'}`,
			floorWhat: 'an empty panel with a field',
			value: median(times.widget),
			floor: median(times.floor),
			unit: 'ms',
			kind: 'ratio',
			target: 1.5
		});
	}
	return measurements;
}

function timeOpening(context: BrowserContext, address: string, cached: boolean): Promise<number> {
	return withPage(context, SLOWDOWN, async (page, devtools) => {
		if (!cached) await devtools.send('Network.clearBrowserCache');
		await page.addInitScript(startStopwatch);
		await page.goto(address, { waitUntil: 'networkidle' });
		await click(page);
		return page.evaluate(() => window.usable);
	});
}

/** As by hand, but that the pointer is there a moment earlier at most: what it preloads comes too late. */
async function click(page: Page): Promise<void> {
	const box = await page.getByTestId('chat-button').boundingBox();
	if (!box) throw new Error('There is no button to click on.');
	await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

declare global {
	interface Window {
		/** Milliseconds from the first click until the field that it opened shows a typed letter. */
		usable: Promise<number>;
	}
}

/** Runs in the page, before anything of its own. */
function startStopwatch(): void {
	// What the last page typed.
	for (const key of Object.keys(localStorage)) {
		if (key.startsWith('support-chat:draft:')) localStorage.removeItem(key);
	}
	window.usable = new Promise((resolve, reject) => {
		const after = (run: () => void) => {
			const { port1, port2 } = new MessageChannel();
			port1.onmessage = run;
			port2.postMessage(null);
		};
		const type = (field: HTMLTextAreaElement, clicked: number) => {
			document.execCommand('insertText', false, 'a');
			if (field.value !== 'a') reject(new Error(`Typed an a, and there is "${field.value}".`));
			requestAnimationFrame(() => after(() => resolve(performance.now() - clicked)));
		};
		const onClick = (click: Event) => {
			// A shadow tree keeps to itself what moves the focus within it.
			const root = (click.composedPath()[0] as Node).getRootNode();
			root.addEventListener('focusin', ({ target }) => {
				if (!(target instanceof HTMLTextAreaElement)) return;
				// The page has to be done with opening before it can take a key.
				after(() => type(target, click.timeStamp));
			});
		};
		window.addEventListener('click', onClick, { capture: true, once: true });
	});
}

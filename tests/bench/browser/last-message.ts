import type { BrowserContext, Page } from '@playwright/test';
import { withPage } from './bench-browser.ts';
import { median, type Measurement } from '../measurement.ts';
import { clickAtOnce } from './open-chat.ts';

/** A task is long from here on, in milliseconds: https://w3c.github.io/longtasks/ */
const LONG_TASK_MS = 50;
/** Tasks count until this long after the last message. */
const AFTER_MS = 500;

interface Opened {
	/** Milliseconds from the click until the last message, or the floor's field, is painted. */
	shown: number;
	/** Milliseconds by which the page's tasks have exceeded `LONG_TASK_MS`, together, since the page began to load. */
	blocked: number;
}

/**
 * Figures 3f to 3h: a scripted click until the last message of the conversation is painted, and the time for
 * which long tasks have blocked the page from its load until half a second after that.
 *
 * @param addresses URLs of the pages with the widget, whose chat ends with `lastMessage`, and with the empty panel
 */
export async function measureLastMessage(
	context: BrowserContext,
	addresses: { widget: string; floor: string },
	lastMessage: string,
	samples: number
): Promise<Measurement[]> {
	const measure = async (slowdown: number, cached: boolean, key: keyof Opened) => {
		const values: { widget: number[]; floor: number[] } = { widget: [], floor: [] };
		for (let sample = -3; sample < samples; sample++) {
			for (const side of ['widget', 'floor'] as const) {
				const text = side === 'widget' ? lastMessage : '';
				const opened = await open(context, addresses[side], { slowdown, cached, text });
				if (sample >= 0) values[side].push(opened[key]);
			}
		}
		return { value: median(values.widget), floor: median(values.floor) };
	};
	const common = {
		floorWhat: 'an empty panel with a field',
		unit: 'ms',
		kind: 'absolute'
	} as const;
	return [
		{
			...{ id: '3f', what: 'long tasks before and after opening (TBT), CPU slowed down 4x' },
			...{ ...common, ...(await measure(4, true, 'blocked')), target: 60 }
		},
		{
			...{ id: '3g', what: 'click to the last message, nothing cached' },
			...{ ...common, ...(await measure(1, false, 'shown')), target: 130 }
		},
		{
			...{ id: '3h', what: 'click to the last message, code cached' },
			...{ ...common, ...(await measure(1, true, 'shown')), target: 60 }
		}
	];
}

function open(
	context: BrowserContext,
	address: string,
	{ slowdown, cached, text }: { slowdown: number; cached: boolean; text: string }
): Promise<Opened> {
	return withPage(context, slowdown, async (page, devtools) => {
		if (!cached) await devtools.send('Network.clearBrowserCache');
		await page.addInitScript(watch, { text, longMs: LONG_TASK_MS });
		await page.goto(address, { waitUntil: 'networkidle' });
		await click(page);
		const shown = await page.evaluate(() => window.shown);
		const blocked = await page.evaluate(
			(after) => new Promise<number>((done) => setTimeout(() => done(window.blocked), after)),
			AFTER_MS
		);
		return { shown, blocked };
	});
}

async function click(page: Page): Promise<void> {
	const box = await page.getByTestId('chat-button').boundingBox();
	if (!box) throw new Error('There is no button to click.');
	await clickAtOnce(page, { x: box.x + box.width / 2, y: box.y + box.height / 2 });
}

declare global {
	interface Window {
		shown: Promise<number>;
		blocked: number;
	}
}

/** Runs in the page before its own scripts: notes long tasks, and when a text, or a field without one, is painted. */
function watch({ text, longMs }: { text: string; longMs: number }): void {
	window.blocked = 0;
	new PerformanceObserver((list) => {
		for (const { duration } of list.getEntries()) window.blocked += Math.max(0, duration - longMs);
	}).observe({ type: 'longtask', buffered: true });
	const painted = (): Promise<number> =>
		new Promise((resolve) => {
			requestAnimationFrame(() => {
				const { port1, port2 } = new MessageChannel();
				port1.onmessage = () => resolve(performance.now());
				port2.postMessage(null);
			});
		});
	window.shown = new Promise((resolve) => {
		window.addEventListener(
			'click',
			(event) => {
				const root = (event.composedPath()[0] as Node).getRootNode() as Document | ShadowRoot;
				const found = () =>
					text
						? [...root.querySelectorAll('li')].at(-1)?.textContent?.includes(text)
						: root.querySelector('textarea');
				const look = () => {
					if (!found()) return;
					changes.disconnect();
					void painted().then((now) => resolve(now - event.timeStamp));
				};
				// At the change itself: who looks once a frame may find it a frame late.
				const changes = new MutationObserver(look);
				changes.observe(root, { childList: true, subtree: true, characterData: true });
			},
			{ capture: true, once: true }
		);
	});
}

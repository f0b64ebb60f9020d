import { setTimeout } from 'node:timers/promises';
import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import { withPage } from './bench-browser.ts';
import { median, type Measurement } from '../measurement.ts';

const SLOWDOWN = 4;
/** Most milliseconds, with the CPU slowed down, until a field can be used: after a pointer has hovered, and else. */
const BY_POINTER_MS = 50;
const AT_ONCE_MS = 80;

/** Kinds of click. */
const WAYS = [
	{ id: '3a', cached: true, click: clickByMouse, most: BY_POINTER_MS, what: 'mouse, cached' },
	{ id: '3b', cached: false, click: clickByMouse, most: BY_POINTER_MS, what: 'mouse, not cached' },
	{ id: '3c', cached: true, click: clickByFinger, most: AT_ONCE_MS, what: 'touch, cached' },
	{ id: '3d', cached: true, click: clickAtOnce, most: AT_ONCE_MS, what: 'nothing before, cached' },
	{
		id: '3e',
		cached: false,
		click: clickAtOnce,
		most: AT_ONCE_MS,
		what: 'nothing before, not cached'
	}
];

type Way = (typeof WAYS)[number];

/**
 * Figure 3: from the click on the launcher until the panel's field has the focus and shows a typed letter,
 * with the CPU slowed down four times, against a launcher that opens an empty panel with a field.
 *
 * @param addresses URLs of the pages with the widget and with the empty panel
 */
export async function measureOpening(
	context: BrowserContext,
	addresses: { widget: string; floor: string },
	samples: number
): Promise<Measurement[]> {
	const measurements: Measurement[] = [];
	for (const way of WAYS) {
		const times: { widget: number[]; floor: number[] } = { widget: [], floor: [] };
		// The first ones fill the caches; the code cache fills at the second or third use.
		for (let sample = -3; sample < samples; sample++) {
			for (const side of ['widget', 'floor'] as const) {
				const time = await timeOpening(context, addresses[side], way);
				if (sample >= 0) times[side].push(time);
			}
		}
		const figure = {
			floorWhat: 'an empty panel with a field',
			value: median(times.widget),
			floor: median(times.floor),
			unit: 'ms'
		} as const;
		const what = `click to usable composer: ${way.what}`;
		measurements.push(
			{ id: way.id, what, ...figure, kind: 'ratio', target: 1.5 },
			{ id: `${way.id}, ms`, what, ...figure, kind: 'absolute', target: way.most }
		);
	}
	return measurements;
}

function timeOpening(
	context: BrowserContext,
	address: string,
	{ cached, click }: Way
): Promise<number> {
	return withPage(context, SLOWDOWN, async (page, devtools) => {
		if (!cached) await devtools.send('Network.clearBrowserCache');
		await page.addInitScript(startStopwatch);
		await page.goto(address, { waitUntil: 'networkidle' });
		const box = await page.getByTestId('chat-button').boundingBox();
		if (!box) throw new Error('There is no button to click.');
		await click(page, { x: box.x + box.width / 2, y: box.y + box.height / 2 }, devtools);
		return page.evaluate(() => window.usable);
	});
}

interface Point {
	x: number;
	y: number;
}

/*
 * Durations of input in milliseconds: a press of a mouse button takes 80, a touch 90. A pointer that hovers
 * for 65 usually hovers 300 more before the click, which is left out here.
 * https://calendar.perfplanet.com/2019/instant-pages-with-just-in-time-preloading/
 */
const HOVER_MS = 65;
const PRESS_MS = 80;
const TOUCH_MS = 90;

async function clickByMouse({ mouse }: Page, { x, y }: Point): Promise<void> {
	await mouse.move(x, y);
	await setTimeout(HOVER_MS);
	await mouse.down();
	await setTimeout(PRESS_MS);
	await mouse.up();
}

async function clickByFinger(_: Page, point: Point, devtools: CDPSession): Promise<void> {
	await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
	await setTimeout(TOUCH_MS);
	await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

/** Clicks like a script or a screen reader: hover and press come too late to preload anything. */
export async function clickAtOnce({ mouse }: Page, { x, y }: Point): Promise<void> {
	await mouse.click(x, y);
}

declare global {
	interface Window {
		/** Milliseconds from the first click until the opened field shows a typed letter. */
		usable: Promise<number>;
	}
}

/** Runs in the page before its own scripts. */
function startStopwatch(): void {
	// Removes the draft of the last page.
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
			// A touch opens the panel without focusing the field: the next touch is on the field.
			field.focus();
			document.execCommand('insertText', false, 'a');
			if (field.value !== 'a') reject(new Error(`Typed "a", but the field has "${field.value}".`));
			requestAnimationFrame(() => after(() => resolve(performance.now() - clicked)));
		};
		const onClick = (click: Event) => {
			// Focus events within a shadow tree do not leave it.
			const root = (click.composedPath()[0] as Node).getRootNode() as Document | ShadowRoot;
			const onFocus = () => {
				const field = root.querySelector('textarea');
				if (!field) return;
				root.removeEventListener('focusin', onFocus);
				// Keys are handled only after the opening's task.
				after(() => type(field, click.timeStamp));
			};
			root.addEventListener('focusin', onFocus);
		};
		window.addEventListener('click', onClick, { capture: true, once: true });
	});
}

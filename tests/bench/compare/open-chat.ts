import { gzipSync } from 'node:zlib';
import { setTimeout } from 'node:timers/promises';
import type { BrowserContext, Frame, Page } from '@playwright/test';
import { withPage } from '../browser/bench-browser.ts';
import { clickAtOnce } from '../browser/open-chat.ts';
import type { ComparedChat } from './chats.ts';
import { startStopwatch } from './stopwatch.ts';

const LONG_TASK_MS = 50;
/** Tasks and files count until this long after the field shows a letter. */
const AFTER_MS = 500;
/** The longest wait for the last message. */
export const PATIENCE_MS = 60_000;

export interface Way {
	/** CPU throttling factor. */
	slowdown: number;
	cached: boolean;
	/** Text of the last message; '' not to wait for it. */
	lastText: string;
}

/** Times are in milliseconds. */
export interface Opened {
	/** From the click until the field shows a typed letter. */
	typed: number;
	/** Until the last message is painted; PATIENCE_MS when it was not by then. */
	shown: number;
	/** By which tasks have exceeded 50 ms, together, since the page began to load. */
	blocking: number;
	/** Of the page's scripts, styles and documents, each compressed (gzip). */
	kilobytes: number;
}

/** Loads the page in a new tab and opens the chat by a scripted click. */
export function openOnce(
	context: BrowserContext,
	chat: ComparedChat,
	address: string,
	{ slowdown, cached, lastText }: Way
): Promise<Opened> {
	return withPage(context, slowdown, async (page, devtools) => {
		if (!cached) await devtools.send('Network.clearBrowserCache');
		const { field, messages } = chat;
		const files = watchFiles(page, new URL(address).origin);
		await page.addInitScript(startStopwatch, { field, messages, lastText, longMs: LONG_TASK_MS });
		await page.goto(address, { waitUntil: 'networkidle' });
		await click(page, chat);
		const frame = chat.frame ? page.frames().at(-1)! : page.mainFrame();
		const shown = lastText ? await wait(frame, 'lastShown') : 0;
		if (shown >= PATIENCE_MS) return { typed: NaN, shown, blocking: NaN, kilobytes: NaN };
		const typed = await wait(frame, 'typed');
		if (typed >= PATIENCE_MS) throw new Error(`${chat.name} showed no letter.`);
		if (!lastText) await setTimeout(AFTER_MS);
		const blocking = await page.evaluate(() => window.blocking);
		return { typed, shown, blocking, kilobytes: await files() };
	});
}

/** Resolves with PATIENCE_MS when it takes longer; a page may be too busy to say so itself. */
async function wait(frame: Frame, what: 'typed' | 'lastShown'): Promise<number> {
	const ended = new AbortController();
	const { signal } = ended;
	try {
		const measured = frame.evaluate((name) => window[name], what);
		// Fails when the page is closed after the patience.
		measured.catch(() => {});
		return await Promise.race([measured, setTimeout(PATIENCE_MS, PATIENCE_MS, { signal })]);
	} finally {
		ended.abort();
	}
}

async function click(page: Page, { button, frame }: ComparedChat): Promise<void> {
	const scope = frame ? page.frameLocator(frame) : page;
	const box = await scope.locator(button).last().boundingBox();
	if (!box) throw new Error('There is no button to click.');
	await clickAtOnce(page, { x: box.x + box.width / 2, y: box.y + box.height / 2 });
}

/** @returns the size of the scripts, styles and documents that the page has loaded of its server, each counted once */
function watchFiles(page: Page, origin: string): () => Promise<number> {
	const urls = new Set<string>();
	page.on('request', (request) => {
		const isCode = ['script', 'stylesheet', 'document'].includes(request.resourceType());
		if (isCode && request.url().startsWith(origin)) urls.add(request.url());
	});
	return async () => {
		let kilobytes = 0;
		for (const url of urls) kilobytes += await sizeOf(url);
		return kilobytes;
	};
}

const sizes = new Map<string, number>();

/** KB (gzip) of what the server has there; the browser may have dropped it. */
async function sizeOf(url: string): Promise<number> {
	if (!sizes.has(url)) {
		const body = new Uint8Array(await (await fetch(url)).arrayBuffer());
		sizes.set(url, gzipSync(body, { level: 9 }).length / 1024);
	}
	return sizes.get(url)!;
}

import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import { Widget } from '../../e2e/support/screens.ts';
import { quantile, type Measurement } from '../measurement.ts';
import { joinChat } from '../stack/join-chat.ts';
import { withPage } from './bench-browser.ts';
import type { SignedIn } from './signed-in.ts';
import { Arrivals, noTimes, Sender, type Times } from './text-sender.ts';

/** A home's connection: 20 files of 5 MB take 16 s. */
const UPLINK_BYTES_PER_S = 6_250_000;
const LATENCY_MS = 20;
const SMALL_BYTES = 1_000;
/** What a message may have. */
const FILES_PER_MESSAGE = 5;
export interface UploadLoad {
	files: number;
	bytesPerFile: number;
	/** Texts that are sent before the uploads and again after, for the floor. */
	texts: number;
}

/**
 * Figures 19a to 19c: sending texts in the widget while files of earlier messages are uploaded, against sending them
 * before and after; and the page's JS heap after against before. Over a connection of 50 Mbit/s.
 *
 * @param address URL of the page with the widget, where its user is signed in
 */
export async function measureUploads(
	context: BrowserContext,
	address: string,
	{ person, url, key }: SignedIn,
	load: UploadLoad
): Promise<Measurement[]> {
	const arrivals = new Arrivals();
	const leave = await joinChat(person, { url, key, onMessage: (text) => arrivals.arrived(text) });
	const folder = await mkdtemp(join(tmpdir(), 'support-chat-files-'));
	try {
		return await withPage(context, 1, async (page, devtools) => {
			const widget = await openWidget(page, devtools, address);
			const sender = new Sender(widget, arrivals);
			// Warms the page up, and fills its list with as many files, so that only their content is new.
			await sendFiles(widget, await makeFiles(folder, load.files, SMALL_BYTES));
			await sender.send(load.texts, noTimes());
			const floor = await sender.send(load.texts, noTimes());
			const before = await heapOf(devtools);
			await sendFiles(widget, await makeFiles(folder, load.files, load.bytesPerFile));
			const during = noTimes();
			while (await isUploading(widget)) await sender.send(1, during);
			const after = await heapOf(devtools);
			await sender.send(load.texts, floor);
			return toMeasurements(during, floor, { before, after });
		});
	} finally {
		await leave();
		await rm(folder, { recursive: true, force: true });
	}
}

function toMeasurements(
	during: Times,
	floor: Times,
	heap: { before: number; after: number }
): Measurement[] {
	const p95 = (times: keyof Times) => ({
		value: quantile(during[times], 0.95),
		floor: quantile(floor[times], 0.95),
		floorWhat: 'without uploads',
		unit: 'ms' as const,
		kind: 'ratio' as const,
		target: 2
	});
	const texts = `p95 of ${during.answered.length} texts during uploads`;
	return [
		{ id: '19a', what: `Enter until sent, ${texts}`, ...p95('answered') },
		{ id: '19b', what: `Enter until on the other side, ${texts}`, ...p95('arrived') },
		{
			...{
				id: '19c',
				what: 'JS heap after the uploads',
				floorWhat: 'before, after as many small ones',
				unit: 'KB'
			},
			...{ value: heap.after, floor: heap.before, kind: 'ratio', target: 1.2 }
		}
	];
}

async function openWidget(page: Page, devtools: CDPSession, address: string): Promise<Widget> {
	await page.goto(address, { waitUntil: 'networkidle' });
	await devtools.send('Network.enable');
	await devtools.send('Network.emulateNetworkConditions', {
		offline: false,
		latency: LATENCY_MS,
		downloadThroughput: -1,
		uploadThroughput: UPLINK_BYTES_PER_S
	});
	const widget = new Widget(page);
	await widget.open();
	await page.locator('[data-testid=connection][data-state=connected]').waitFor();
	return widget;
}

/** Writes files of random bytes. Resolves with their paths. */
async function makeFiles(folder: string, count: number, bytes: number): Promise<string[]> {
	const paths = Array.from({ length: count }, (_, index) => join(folder, `scan-${index}.pdf`));
	for (const path of paths) await writeFile(path, randomBytes(bytes));
	return paths;
}

/** Sends messages with as many files as each may have. */
async function sendFiles({ root, sendButton }: Widget, paths: string[]): Promise<void> {
	const chosen = root.getByTestId('chosen-file');
	for (let from = 0; from < paths.length; from += FILES_PER_MESSAGE) {
		const some = paths.slice(from, from + FILES_PER_MESSAGE);
		await root.locator('input[type=file]').setInputFiles(some);
		await chosen.nth(some.length - 1).waitFor();
		await sendButton.click();
		await chosen.first().waitFor({ state: 'detached' });
	}
}

async function isUploading({ root }: Widget): Promise<boolean> {
	const states = await root
		.getByTestId('message')
		.evaluateAll((messages) => messages.map((message) => message.getAttribute('data-delivery')));
	if (states.includes('failed')) throw new Error('A message was refused.');
	return states.includes('uploading');
}

/** KB after a garbage collection. */
async function heapOf(devtools: CDPSession): Promise<number> {
	await devtools.send('HeapProfiler.collectGarbage');
	const { usedSize } = await devtools.send('Runtime.getHeapUsage');
	return usedSize / 1024;
}

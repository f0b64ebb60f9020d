import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import { withPage } from './bench-browser.ts';
import { median, type Measurement } from '../measurement.ts';
import './pages/conversation-bench.ts';

const OPENINGS = 20;
const COUNTS = { value: 10_000, floor: 100 };

interface Costs {
	open: number[];
	arrive: number[];
	heap: number[];
}

/**
 * Figure 11: the cost of a conversation of 10,000 messages, scrolled up to the first one, against 100.
 *
 * @param address URL of the page with the conversation
 * @param rounds loads of each page, alternating
 * @param arrivals messages that arrive per load; the first ten warm up
 */
export async function measureLongConversation(
	context: BrowserContext,
	address: string,
	{ rounds, arrivals }: { rounds: number; arrivals: number }
): Promise<Measurement[]> {
	const costs = { value: noCosts(), floor: noCosts() };
	for (let round = 0; round < rounds; round++) {
		for (const side of ['value', 'floor'] as const) {
			await withPage(context, 1, async (page, devtools) => {
				await page.goto(`${address}?count=${COUNTS[side]}`);
				await addCosts(costs[side], page, devtools, arrivals);
			});
		}
	}
	const compare = (cost: keyof Costs) => ({
		value: median(costs.value[cost]),
		floor: median(costs.floor[cost]),
		floorWhat: '100',
		kind: 'ratio' as const,
		target: 1.5
	});
	return [
		{
			id: '11a',
			what: 'opening a chat of 10,000 messages that were read through',
			unit: 'ms',
			...compare('open')
		},
		{ id: '11b', what: 'one more message in it, until painted', unit: 'ms', ...compare('arrive') },
		{ id: '11c', what: 'JS heap at its first message', unit: 'KB', ...compare('heap') }
	];
}

function noCosts(): Costs {
	return { open: [], arrive: [], heap: [] };
}

async function addCosts(
	costs: Costs,
	page: Page,
	devtools: CDPSession,
	arrivals: number
): Promise<void> {
	await page.evaluate(() => window.bench.load());
	await page.evaluate(() => window.bench.open());
	const first = await page.evaluate(() => window.bench.scrollToStart());
	if (first !== 1) throw new Error(`The first message is ${first}.`);
	await devtools.send('HeapProfiler.collectGarbage');
	const { usedSize } = await devtools.send('Runtime.getHeapUsage');
	costs.heap.push(usedSize / 1024);
	for (let i = -3; i < OPENINGS; i++) {
		const time = await page.evaluate(() => window.bench.open());
		if (i >= 0) costs.open.push(time);
	}
	const times = await page.evaluate(async (count) => {
		const times: number[] = [];
		for (let i = 0; i < count; i++) times.push(await window.bench.arrive());
		return times;
	}, arrivals);
	// The first ones warm up.
	costs.arrive.push(...times.slice(10));
}

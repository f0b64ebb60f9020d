import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import { withPage } from './bench-browser.ts';
import { median, type Measurement } from '../measurement.ts';
import './pages/conversation-bench.ts';

const OPENINGS = 20;
/** Messages of the long chat. */
const MANY = 10_000;
const FEW = 100;
/** Of the long chat's messages, each with one. */
const PICTURES = 500;

interface Costs {
	/** Until the list is painted, and until its files are too. */
	open: number[];
	complete: number[];
	arrive: number[];
	heap: number[];
	scroll: number[];
}

export interface Effort {
	/** Loads of each page, alternating. */
	rounds: number;
	/** Messages that arrive per load; the first ten warm up. */
	arrivals: number;
}

/**
 * Figure 11: the cost of a conversation of 10,000 messages, scrolled up to the first one, against 100.
 *
 * @param address URL of the page with the conversation
 */
export async function measureLongConversation(
	context: BrowserContext,
	address: string,
	effort: Effort
): Promise<Measurement[]> {
	const pages = { value: `${address}?count=${MANY}`, floor: `${address}?count=${FEW}` };
	const compare = comparison(await measureCosts(context, pages, effort), '100');
	return [
		{
			id: '11a',
			what: 'opening a chat of 10,000 messages that were read through',
			...compare('open', 'ms')
		},
		{ id: '11b', what: 'one more message in it, until painted', ...compare('arrive', 'ms') },
		{ id: '11c', what: 'JS heap at its first message', ...compare('heap', 'KB') }
	];
}

/**
 * Figures 19d to 19h: the same of a conversation of 10,000 messages, 500 of them with a picture, against one
 * without, and how long it takes to scroll through it.
 *
 * @param address URL of the page with the conversation
 */
export async function measurePictures(
	context: BrowserContext,
	address: string,
	effort: Effort
): Promise<Measurement[]> {
	const floor = `${address}?count=${MANY}`;
	const pages = { value: `${floor}&pictures=${PICTURES}`, floor };
	const compare = comparison(await measureCosts(context, pages, effort), 'without pictures');
	const chat = 'a chat of 10,000 messages, 500 with a picture';
	return [
		{ id: '19d', what: `opening ${chat}`, ...compare('open', 'ms') },
		{ id: '19e', what: 'one more message in it, until painted', ...compare('arrive', 'ms') },
		{ id: '19f', what: 'JS heap at its first message', ...compare('heap', 'KB') },
		{ id: '19g', what: 'scrolling up to its first message', ...compare('scroll', 'ms') },
		{
			id: '19h',
			what: 'opening it, until its pictures have their place',
			...compare('complete', 'ms')
		}
	];
}

type Sides<Value> = Record<'value' | 'floor', Value>;

async function measureCosts(
	context: BrowserContext,
	pages: Sides<string>,
	{ rounds, arrivals }: Effort
): Promise<Sides<Costs>> {
	const costs = { value: noCosts(), floor: noCosts() };
	for (let round = 0; round < rounds; round++) {
		for (const side of ['value', 'floor'] as const) {
			await withPage(context, 1, async (page, devtools) => {
				await page.goto(pages[side]);
				await addCosts(costs[side], page, devtools, arrivals);
			});
		}
	}
	return costs;
}

function comparison({ value, floor }: Sides<Costs>, floorWhat: string) {
	return (cost: keyof Costs, unit: Measurement['unit']) => ({
		value: median(value[cost]),
		floor: median(floor[cost]),
		...{ floorWhat, unit, kind: 'ratio' as const, target: 1.5 }
	});
}

function noCosts(): Costs {
	return { open: [], complete: [], arrive: [], heap: [], scroll: [] };
}

async function addCosts(
	costs: Costs,
	page: Page,
	devtools: CDPSession,
	arrivals: number
): Promise<void> {
	await page.evaluate(() => window.bench.load());
	await page.evaluate(() => window.bench.open());
	const { first, ms } = await page.evaluate(() => window.bench.scrollToStart());
	if (first !== 1) throw new Error(`The first message is ${first}.`);
	costs.scroll.push(ms);
	await devtools.send('HeapProfiler.collectGarbage');
	const { usedSize } = await devtools.send('Runtime.getHeapUsage');
	costs.heap.push(usedSize / 1024);
	for (let i = -3; i < OPENINGS; i++) {
		const { painted, complete } = await page.evaluate(() => window.bench.open());
		if (i < 0) continue;
		costs.open.push(painted);
		costs.complete.push(complete);
	}
	const times = await page.evaluate(async (count) => {
		const times: number[] = [];
		for (let i = 0; i < count; i++) times.push(await window.bench.arrive());
		return times;
	}, arrivals);
	// The first ones warm up.
	costs.arrive.push(...times.slice(10));
}

import type { BrowserContext } from '@playwright/test';
import { withPage } from './bench-browser.ts';
import { median, type Measurement } from '../measurement.ts';

const SLOWDOWN = 4;

/**
 * Figure 4: long tasks (over 50 ms) before the chat's first use, with the CPU slowed down four times, with
 * the widget and without.
 *
 * @param addresses URLs of the pages with the widget and without
 */
export async function measureLongTasks(
	context: BrowserContext,
	addresses: { widget: string; floor: string },
	samples: number
): Promise<Measurement> {
	const counts: { widget: number[]; floor: number[] } = { widget: [], floor: [] };
	for (let sample = -2; sample < samples; sample++) {
		for (const side of ['widget', 'floor'] as const) {
			const count = await countLongTasks(context, addresses[side]);
			if (sample >= 0) counts[side].push(count);
		}
	}
	return {
		id: '4',
		what: 'long tasks of a page with the widget, before its first use',
		floorWhat: 'without',
		value: median(counts.widget),
		floor: median(counts.floor),
		unit: 'tasks',
		kind: 'added',
		target: 0
	};
}

function countLongTasks(context: BrowserContext, address: string): Promise<number> {
	return withPage(context, SLOWDOWN, async (page) => {
		await page.addInitScript(() => {
			window.longTasks = [];
			new PerformanceObserver((list) => {
				window.longTasks.push(...list.getEntries().map(({ duration }) => duration));
			}).observe({ type: 'longtask', buffered: true });
		});
		await page.goto(address, { waitUntil: 'networkidle' });
		return page.evaluate(() => window.longTasks.length);
	});
}

declare global {
	interface Window {
		/** Durations of the tasks over 50 ms, in milliseconds. */
		longTasks: number[];
	}
}

import type { BrowserContext } from '@playwright/test';
import { startBrowser } from '../browser/bench-browser.ts';
import { median, type Measurement } from '../measurement.ts';
import { openChats, type ComparedChat } from './chats.ts';
import { openOnce, PATIENCE_MS, type Opened, type Way } from './open-chat.ts';

/** Messages of the histories. */
const FEW = 50;
const HISTORIES = [FEW, 1_000, 10_000];

const AT_4X = 'CPU slowed down 4x';
const SLOWED = { slowdown: 4, messages: FEW, shows: false };

/** How chats are opened, and the figures that are taken of it. */
interface Measured {
	slowdown: number;
	cached: boolean;
	messages: number;
	/** Waits for the last message. */
	shows: boolean;
	figures: { letter: string; what: string; unit: Measurement['unit']; key: keyof Opened }[];
}

const WAYS: Measured[] = [
	{
		...{ ...SLOWED, cached: true },
		figures: [
			{ letter: 'a', what: `click to a typed letter, cached, ${AT_4X}`, unit: 'ms', key: 'typed' },
			{ letter: 'c', what: `long tasks (TBT), ${AT_4X}`, unit: 'ms', key: 'blocking' }
		]
	},
	{
		...{ ...SLOWED, cached: false },
		figures: [
			{ letter: 'b', what: `click to a typed letter, ${AT_4X}`, unit: 'ms', key: 'typed' },
			{ letter: 'g', what: 'code of the page with the chat open', unit: 'KB', key: 'kilobytes' }
		]
	},
	...HISTORIES.map((messages, index): Measured => {
		const what = `click to the last message of ${messages}`;
		return {
			...{ slowdown: 1, cached: false, messages, shows: true },
			figures: [{ letter: 'def'[index]!, what, unit: 'ms', key: 'shown' }]
		};
	})
];

interface Compared {
	chat: ComparedChat;
	/** By the letter of the figure; those that a chat does not have are missing. */
	figures: Map<string, number>;
	/** Its last message has taken too long: it is not asked for more. */
	isTooSlow: boolean;
}

/**
 * Figure 22: the chat against others that a host could have instead, each behind a launcher on a page of its own, and
 * against the floor of figure 3. The others have their history in the page; ours asks the stack for it.
 *
 * @param samples loads of each page, the chats in turn
 */
export async function measureCompare(samples: number): Promise<Measurement[]> {
	const opened = await openChats();
	const browser = await startBrowser();
	try {
		const compared = opened.chats.map((chat): Compared => ({
			chat,
			figures: new Map(),
			isTooSlow: false
		}));
		for (const way of WAYS) await measureWay(browser, compared, way, samples);
		return toMeasurements(compared);
	} finally {
		await browser.close();
		await opened.stop();
	}
}

async function measureWay(
	browser: BrowserContext,
	compared: Compared[],
	{ slowdown, cached, messages, shows, figures }: Measured,
	samples: number
): Promise<void> {
	const way: Way = { slowdown, cached, lastText: shows ? `Reply number ${messages}` : '' };
	const opened = new Map<Compared, Opened[]>(compared.map((each) => [each, []]));
	// The first ones fill the caches; the code cache fills at the second or third use.
	for (let sample = cached ? -3 : 0; sample < samples; sample++) {
		for (const each of compared) {
			if (shows && (!each.chat.hasHistory || each.isTooSlow)) continue;
			const address = await each.chat.address(browser, messages);
			const once = await openOnce(browser, each.chat, address, way);
			if (sample >= 0) opened.get(each)!.push(once);
			each.isTooSlow = once.shown >= PATIENCE_MS;
		}
	}
	for (const { letter, key } of figures) {
		for (const each of compared) {
			const values = opened.get(each)!.map((once) => once[key]);
			if (values.length > 0) each.figures.set(letter, median(values));
		}
	}
}

function toMeasurements([ours, ...others]: Compared[]): Measurement[] {
	const figures = WAYS.flatMap((way) => way.figures);
	return figures
		.toSorted((one, other) => one.letter.localeCompare(other.letter))
		.flatMap(({ letter, what, unit }) =>
			others
				.filter((other) => other.figures.has(letter))
				.map((other) => ({
					id: `22${letter}, ${other.chat.name}`,
					...{ what, floorWhat: other.chat.name, unit },
					value: ours!.figures.get(letter)!,
					floor: other.figures.get(letter)!,
					...{ kind: 'ratio' as const, target: 1 }
				}))
		);
}

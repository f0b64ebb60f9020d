import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Message } from './message.ts';
import { EVENT_FATES } from './testing/simulation/simulated-channel.ts';
import { CALL_FATES, OPERATIONS } from './testing/simulation/simulated-network.ts';
import { textOf, type SimulatedTab } from './testing/simulation/simulated-tab.ts';
import { Storm, TAB_COUNT } from './testing/simulation/storm.ts';
import type { Step } from './testing/simulation/storm.ts';

const tab = fc.nat(TAB_COUNT - 1);
const is = fc.boolean();
const pass = fc.constantFrom(0, 10, 30, 100, 1_000, 2_600, 5_000, 16_000, 61_000);

function steps<Name extends string>(...names: Name[]) {
	return fc.record({ do: fc.constantFrom(...names), tab });
}

/** Enough to find each bug once planted in the core, within seconds. */
const RUNS = 300;

/** Any step; sending and waiting most often. */
const step: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 8, arbitrary: steps('send') },
	{
		weight: 6,
		arbitrary: fc.record({
			...{ do: fc.constant('send files' as const), tab },
			count: fc.constantFrom(1, 1, 2)
		})
	},
	{
		weight: 2,
		arbitrary: fc.oneof(
			steps('take back', 'lose files'),
			fc.record({ do: fc.constant('sweep storage' as const) })
		)
	},
	{ weight: 8, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: pass }) },
	{ weight: 6, arbitrary: steps('cut', 'rejoin', 'deafen', 'refuse') },
	{ weight: 5, arbitrary: steps('reload', 'reopen', 'retry', 'discard') },
	{ weight: 4, arbitrary: steps('load older', 'load newer', 'to newest') },
	{
		weight: 2,
		arbitrary: fc.record({
			do: fc.constantFrom('evict' as const, 'show around' as const),
			...{ tab, tenths: fc.nat(10) }
		})
	},
	{
		weight: 6,
		arbitrary: fc.record({
			...{ do: fc.constant('calls' as const), tab },
			operation: fc.constantFrom(...OPERATIONS),
			fates: fc.array(fc.constantFrom(...CALL_FATES), { minLength: 1, maxLength: 3 }),
			times: fc.constantFrom(1, 1, 1, 2, 13)
		})
	},
	{
		weight: 6,
		arbitrary: fc.record({
			...{ do: fc.constant('events' as const), tab },
			fate: fc.constantFrom(...EVENT_FATES),
			times: fc.integer({ min: 1, max: 3 })
		})
	},
	{
		weight: 5,
		arbitrary: fc.record({
			do: fc.constantFrom('online' as const, 'visible' as const, 'reading' as const),
			...{ tab, is }
		})
	},
	{
		weight: 2,
		arbitrary: fc.record({
			...{ do: fc.constant('latency' as const), tab },
			ms: fc.constantFrom(0, 20, 400, 4_000)
		})
	},
	{
		weight: 2,
		arbitrary: fc.record({
			do: fc.constant('write elsewhere' as const),
			side: fc.constantFrom('user' as const, 'admin' as const),
			count: fc.constantFrom(1, 2, 60)
		})
	}
);

/** A reader who scrolls through a long chat while others write and read in it. */
const walking: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 5, arbitrary: steps('load older', 'load newer') },
	{
		weight: 5,
		arbitrary: fc.record({
			do: fc.constantFrom('evict' as const, 'show around' as const),
			...{ tab, tenths: fc.nat(10) }
		})
	},
	{
		weight: 5,
		arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(10, 50, 5_000) })
	},
	{ weight: 1, arbitrary: steps('to newest', 'send') },
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('reading' as const), tab, is }) },
	{ weight: 2, arbitrary: step }
);

const texts = (messages: readonly { content: string }[]) => messages.map((m) => m.content);

/** No accepted text is ever lost: it is stored, outgoing, or deleted by its writer. */
function expectNothingLost(storm: Storm): void {
	const stored = new Set(texts(storm.table.rows));
	for (const { typed, conversation } of storm.tabs) {
		const unsent = new Set(conversation.outgoing.map(textOf));
		const lost = typed.filter((text) => !stored.has(text) && !unsent.has(text));
		expect(lost.filter((text) => !storm.discarded.has(text))).toEqual([]);
	}
}

/** The screen once the network has been healthy for a while. */
async function expectScreenToEqualTable(tab: SimulatedTab, storm: Storm): Promise<void> {
	const { conversation } = tab;
	const facts = ({ id, readAt, attachments }: Message) => ({ id, read: !!readAt, attachments });
	const shown = () => conversation.messages.map(facts);
	const rows = storm.table.rows.map(facts);
	expect(shown()).toEqual(rows.slice(rows.length - shown().length));
	while (conversation.window) {
		const { messages } = conversation.window;
		const before = messages[0]!.seq - 1;
		expect(messages.map(facts)).toEqual(rows.slice(before, before + messages.length));
		void conversation.window.loadNewer();
		await storm.clock.pass(1_000);
	}
	expect(shown()).toEqual(rows.slice(rows.length - shown().length));
	const unsent = conversation.outgoing.filter(({ state }) => state !== 'failed');
	expect(unsent.map(textOf)).toEqual([]);
	while (conversation.hasOlder) {
		void conversation.loadOlder();
		await storm.clock.pass(1_000);
	}
	expect(shown()).toEqual(rows);
	expect(conversation.unread).toBe(storm.unreadBy(tab.side));
}

/** Each tab's texts are stored once and in order, except for the order of those that failed. */
function expectOnceAndInOrder(storm: Storm): void {
	const stored = texts(storm.table.rows);
	expect(new Set(stored).size).toBe(stored.length);
	for (const { content, attachments } of storm.table.rows) {
		expect(attachments).toHaveLength(storm.fileCounts.get(content) ?? 0);
		for (const { path } of attachments) expect(storm.table.storage.has(path)).toBe(true);
	}
	const failed = new Set(storm.tabs.flatMap((tab) => [...tab.failed]));
	for (const { typed } of storm.tabs) {
		const steady = stored.filter((text) => typed.includes(text) && !failed.has(text));
		expect(steady).toEqual(typed.filter((text) => !failed.has(text)));
	}
}

const storms = fc.record({
	/** Writers press Retry at once, right after the failure. */
	impatient: fc.boolean(),
	isRead: fc.boolean(),
	history: fc.constantFrom(0, 0, 1, 3, 49, 50, 51, 120),
	steps: fc.array(step, { minLength: 1, maxLength: 60, size: 'max' })
});

const walks = fc.record({
	impatient: fc.constant(false),
	isRead: fc.constant(true),
	history: fc.integer({ min: 100, max: 400 }),
	steps: fc.array(walking, { minLength: 10, maxLength: 60, size: 'max' })
});

async function expectAllWell(scenario: {
	impatient: boolean;
	isRead: boolean;
	history: number;
	steps: Step[];
}): Promise<void> {
	const { impatient, isRead, history, steps } = scenario;
	const storm = new Storm(history, isRead);
	for (const step of steps) {
		await storm.run(step);
		if (impatient) storm.retryAll();
		expectNothingLost(storm);
	}
	storm.heal();
	expect(await storm.slowTabs()).toEqual([]);
	await storm.settle();
	for (const tab of storm.tabs) await expectScreenToEqualTable(tab, storm);
	expectNothingLost(storm);
	expectOnceAndInOrder(storm);
	storm.retryAll();
	await storm.settle();
	storm.discardLost();
	for (const tab of storm.tabs) {
		await expectScreenToEqualTable(tab, storm);
		expect(tab.conversation.outgoing).toEqual([]);
		tab.inspectAnnouncements();
		expect(tab.problems).toEqual([]);
	}
	expectOnceAndInOrder(storm);
}

describe('every screen equals the table, nothing is lost, duplicated or out of order', () => {
	it('whatever the network does', async () => {
		await fc.assert(fc.asyncProperty(storms, expectAllWell), { numRuns: RUNS });
	}, 60_000);

	it('when messages are evicted during a read', async () => {
		await expectAllWell({
			...{ impatient: false, isRead: true, history: 50 },
			steps: [
				{ do: 'pass', ms: 30 },
				{ do: 'write elsewhere', side: 'admin', count: 60 },
				{ do: 'pass', ms: 30 },
				{ do: 'evict', tab: 2, tenths: 4 }
			]
		});
	});

	it('when a window opens during the read of an older page', async () => {
		await expectAllWell({
			...{ impatient: false, isRead: false, history: 120 },
			steps: [
				{ do: 'write elsewhere', side: 'user', count: 60 },
				{ do: 'pass', ms: 2_600 },
				{ do: 'load older', tab: 1 },
				{ do: 'latency', tab: 1, ms: 0 },
				{ do: 'show around', tab: 1, tenths: 4 },
				{ do: 'pass', ms: 30 }
			]
		});
	});

	it('wherever the reader of a long chat scrolls', async () => {
		await fc.assert(fc.asyncProperty(walks, expectAllWell), { numRuns: RUNS });
	}, 60_000);
});

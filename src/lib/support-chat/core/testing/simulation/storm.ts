import type { SenderType } from '../../message.ts';
import { otherSide } from '../../message.ts';
import { windowAround } from '../../sync/timeline-window.ts';
import { attachmentNames } from '../../files/attachment.ts';
import { MemoryFileStore, preparedFile } from '../fake-files.ts';
import { FakeClock, MemoryStore } from '../test-support.ts';
import type { CallFate, SimulatedOperation } from './simulated-network.ts';
import type { EventFate } from './simulated-channel.ts';
import { SimulatedTab, textOf } from './simulated-tab.ts';
import { SimulatedTable } from './simulated-table.ts';

/** Two tabs of the user in one browser, and an admin in another. */
const TABS = [
	{ name: 'user tab 1', userId: 'ann', side: 'user', browser: 0 },
	{ name: 'user tab 2', userId: 'ann', side: 'user', browser: 0 },
	{ name: 'admin tab', userId: 'bob', side: 'admin', browser: 1 }
] as const;

export const TAB_COUNT = TABS.length;

/** Longer than all timers of the core in sequence. */
const AFTERMATH_MS = 300_000;
/** An unanswered read plus the longest retry delay, and less than the interval of reconcile reads. */
const PROMPT_MS = 55_000;

/** One step of a storm; `tab` counts from 0. */
export type Step =
	| { do: 'pass'; ms: number }
	| { do: 'send'; tab: number }
	| { do: 'send files'; tab: number; count: number }
	/** Storage removes what no message has taken. */
	| { do: 'sweep storage' }
	| { do: 'write elsewhere'; side: SenderType; count: number }
	| { do: 'calls'; tab: number; operation: SimulatedOperation; fates: CallFate[]; times: number }
	| { do: 'events'; tab: number; fate: EventFate; times: number }
	| { do: 'latency'; tab: number; ms: number }
	| { do: 'online' | 'visible' | 'reading'; tab: number; is: boolean }
	| { do: 'cut' | 'rejoin' | 'deafen' | 'refuse'; tab: number }
	| { do: 'reload' | 'reopen' | 'retry' | 'discard' | 'take back' | 'lose files'; tab: number }
	| { do: 'load older' | 'load newer' | 'to newest'; tab: number }
	/** The reader is, or follows a link, so many tenths of the way down. */
	| { do: 'evict' | 'show around'; tab: number; tenths: number };

/** Messages in sight. */
const IN_SIGHT = 10;

/** Three tabs on one chat, over a faulty network. */
export class Storm {
	readonly clock = new FakeClock();
	readonly table = new SimulatedTable(this.clock);
	readonly tabs: SimulatedTab[];
	/** Texts that their writer deleted after a failure, or took back. */
	readonly discarded = new Set<string>();
	/** How many files each message of files has, by its text. */
	readonly fileCounts = new Map<string, number>();
	#count = 0;

	/** Starts with `history` messages of both sides, read by both if `isRead` and else by neither. */
	constructor(history: number, isRead: boolean) {
		const { clock, table } = this;
		for (let i = 0; i < history; i++) this.#writeElsewhere(i % 3 ? 'user' : 'admin');
		if (isRead) for (const { side } of TABS) table.markRead(side, history);
		const stores = TABS.map(() => ({ storage: new MemoryStore(), files: new MemoryFileStore() }));
		const createId = () => `id-${++this.#count}`;
		this.tabs = TABS.map(
			({ browser, ...tab }) =>
				new SimulatedTab({
					...{ ...tab, clock, table, createId },
					...stores[browser]!,
					random: () => 1
				})
		);
	}

	async run(step: Step): Promise<void> {
		if (step.do === 'pass') return this.clock.pass(step.ms);
		if (step.do === 'write elsewhere') {
			for (let i = 0; i < step.count; i++) this.#writeElsewhere(step.side);
		} else if (step.do === 'sweep storage') this.table.storage.sweep();
		else this.#runIn(this.tabs[step.tab]!, step);
		await this.clock.pass(0);
	}

	/** Ends all faults and sets every tab online. Deaf channels that are joined stay deaf. */
	heal(): void {
		for (const tab of this.tabs) {
			tab.network.heal();
			if (!tab.environment.online) tab.setOnline(true);
		}
	}

	/**
	 * Tabs that after `PROMPT_MS` still have something to send, or lack messages although their channels
	 * delivered each event or a later one. Those must not need the reconcile read.
	 */
	async slowTabs(): Promise<string[]> {
		const slow = () => this.tabs.filter((tab) => !this.#isUpToDate(tab));
		for (let ms = 0; ms < PROMPT_MS && slow().length > 0; ms += 5_000) {
			await this.clock.pass(5_000);
		}
		return slow().map(({ name }) => name);
	}

	#isUpToDate({ network, newestShown, conversation }: SimulatedTab): boolean {
		// An upload may have to be given up first, which takes longer.
		const texts = conversation.outgoing.filter(({ files }) => files.length === 0);
		if (texts.some(({ state }) => state !== 'failed')) return false;
		return network.channel?.missing !== false || newestShown === this.table.rows.at(-1)?.id;
	}

	/** Waits until nothing is left to do. */
	async settle(): Promise<void> {
		await this.clock.pass(AFTERMATH_MS);
	}

	/** Retries every failed message. */
	retryAll(): void {
		for (const { conversation } of this.tabs) {
			for (const { id } of conversation.outgoing) conversation.retry(id);
		}
	}

	/** Deletes the messages whose files the browser has lost: nothing else can be done with them. */
	discardLost(): void {
		for (const { conversation } of this.tabs) {
			for (const item of conversation.outgoing) {
				if (item.error?.code !== 'files_lost') continue;
				conversation.discard(item.id);
				this.discarded.add(textOf(item));
			}
		}
	}

	#runIn(
		tab: SimulatedTab,
		step: Exclude<Step, { do: 'pass' | 'write elsewhere' | 'sweep storage' }>
	): void {
		const { network, conversation } = tab;
		if (step.do === 'send') tab.send(`${tab.name}, text ${++this.#count}`);
		else if (step.do === 'send files') this.#sendFiles(tab, step.count);
		else if (step.do === 'take back') this.#takeBack(tab);
		else if (step.do === 'lose files') tab.loseFiles();
		else if (step.do === 'calls') network.spoilCalls(step.operation, step.fates, step.times);
		else if (step.do === 'events') network.spoilEvents(step.fate, step.times);
		else if (step.do === 'latency') network.latency = step.ms;
		else if (step.do === 'online') tab.setOnline(step.is);
		else if (step.do === 'visible') tab.environment.set({ visible: step.is });
		else if (step.do === 'reading') tab.setReading(step.is);
		else if (step.do === 'reload') tab.reload();
		else if (step.do === 'reopen') tab.reopen();
		else if (step.do === 'load older') void (conversation.window ?? conversation).loadOlder();
		else if (step.do === 'load newer') void conversation.window?.loadNewer();
		else if (step.do === 'to newest') conversation.history.showNewest();
		else if (step.do === 'evict') this.#evict(tab, step.tenths);
		else if (step.do === 'show around') this.#showAround(tab, step.tenths);
		else if (step.do === 'retry' || step.do === 'discard') this.#decide(tab, step.do);
		else network.channel?.[step.do]();
	}

	#evict({ conversation }: SimulatedTab, tenths: number): void {
		const { length } = (conversation.window ?? conversation).messages;
		const start = Math.floor(((length - IN_SIGHT) * tenths) / 10);
		if (start >= 0) conversation.history.evict(start, start + IN_SIGHT);
	}

	#showAround({ conversation }: SimulatedTab, tenths: number): void {
		const seq = Math.ceil((this.table.rows.length * tenths) / 10);
		const isShown = conversation.messages.some((message) => message.seq === seq);
		if (conversation.loaded && !isShown) conversation.history.open(windowAround(seq));
	}

	/** Retries or deletes the first failed message. */
	#decide({ conversation }: SimulatedTab, what: 'retry' | 'discard'): void {
		const failed = conversation.outgoing.find(({ state }) => state === 'failed');
		if (!failed) return;
		conversation[what](failed.id);
		if (what === 'discard') this.discarded.add(textOf(failed));
	}

	#sendFiles(tab: SimulatedTab, count: number): void {
		const files = Array.from({ length: count }, () =>
			preparedFile(`${tab.name}, file ${++this.#count}`, { width: this.#count % 2 || null })
		);
		this.fileCounts.set(attachmentNames(files), count);
		tab.sendFiles(files);
	}

	/** Takes back the first message that is uploading. It may be stored all the same, by another tab. */
	#takeBack({ conversation }: SimulatedTab): void {
		const item = conversation.outgoing.find(({ state }) => state === 'uploading');
		if (!item) return;
		this.discarded.add(textOf(item));
		void conversation.uploads().then((uploads) => uploads.cancel(item.id));
	}

	/** Stores a message from a device that is not simulated. */
	#writeElsewhere(side: SenderType): void {
		const number = ++this.#count;
		this.table.insert({ id: `id-${number}`, content: `elsewhere, text ${number}` }, side);
	}

	/** How many of the other side's messages are unread by `side`. */
	unreadBy(side: SenderType): number {
		return this.table.rows.filter((row) => row.senderType === otherSide(side) && !row.readAt)
			.length;
	}
}

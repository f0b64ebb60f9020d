import type { ChatSummary } from '../../core/chat-summary.ts';
import type { Message } from '../../core/message.ts';
import type { Clock } from '../../core/ports.ts';
import type { InboxView } from '../live/live-inbox.svelte.ts';
import { problemOf, type MoveProblem } from './move-problem.ts';

/** A chat that was archived or restored, which can be undone for a while, or could not be. */
export interface Undoable {
	readonly id: number;
	/** The chat after it was moved: `archived` tells which way. */
	readonly chat: ChatSummary;
	/** What failed: undoing it, or the move itself where there is nothing to undo. */
	readonly problem: MoveProblem | null;
	readonly canUndo: boolean;
	/** The user has not read the last reply, and gets no e-mail about it. */
	readonly missesReply: boolean;
}

interface Entry {
	shown: Undoable;
	/** The last message that the admin has seen. */
	seenUpTo: number;
	undo: () => Promise<void>;
	cancelTimer: () => void;
}

type NewEntry = Omit<Entry, 'shown' | 'cancelTimer'> & { shown: Omit<Undoable, 'id'> };

/** Long enough to read, think, and reach it with a keyboard or a switch. */
export const UNDO_MS = 20_000;
/** Older ones make room for newer ones. */
const MOST = 3;

/**
 * What was done last and may be taken back, oldest first. Each is there for a while, which begins
 * anew after somebody had the pointer or the focus on them.
 */
export class UndoQueue implements InboxView {
	readonly #clock: Clock;
	#entries: readonly Entry[] = $state.raw([]);
	#items = $derived(this.#entries.map(({ shown }) => shown));
	#held = false;
	#nextId = 0;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	get items(): readonly Undoable[] {
		return this.#items;
	}

	/**
	 * `undo` rejects when it did not work, and may then be called again; `seenUpTo` is the last message
	 * that the admin has seen. Returns the id, to take it away with when there turns out to be nothing to
	 * undo.
	 */
	add(chat: ChatSummary, undo: () => Promise<void>, seenUpTo = chat.messageCount): number {
		const shown = { chat, problem: null, canUndo: true, missesReply: false };
		return this.#push({ shown, seenUpTo, undo });
	}

	/** Tells that a chat could not be moved. */
	tellProblem(chat: ChatSummary, error: unknown): void {
		const shown = { chat, problem: problemOf(error), canUndo: false, missesReply: false };
		this.#push({ shown, seenUpTo: chat.messageCount, undo: async () => {} });
	}

	/** The user of an archived chat has not read the last reply, and gets no e-mail about it. */
	noteMissedReply(id: number): void {
		this.#entries = this.#entries.map((entry) => {
			if (entry.shown.id === id) entry.shown = { ...entry.shown, missesReply: true };
			return entry;
		});
	}

	/** Undoes the one with this id, the last without. It leaves at once, and is back if that fails. */
	async undo(id = this.#entries.findLast(({ shown }) => shown.canUndo)?.shown.id): Promise<void> {
		const entry = this.#entries.find(({ shown }) => shown.id === id);
		if (!entry?.shown.canUndo) return;
		this.dismiss(entry.shown.id);
		try {
			await entry.undo();
		} catch (error) {
			const problem = problemOf(error);
			// What the user has written since stays written: another try is refused as well.
			const shown = { ...entry.shown, problem, canUndo: problem !== 'unseen' };
			this.#push({ ...entry, shown });
		}
	}

	dismiss(id: number): void {
		this.#entries.find(({ shown }) => shown.id === id)?.cancelTimer();
		this.#entries = this.#entries.filter(({ shown }) => shown.id !== id);
	}

	onUserMessage({ chatId, seq }: Message): void {
		this.#onRestored(chatId, seq);
	}

	onChat({ id, archived, lastMessageSender, messageCount }: ChatSummary): void {
		if (!archived && lastMessageSender === 'user') this.#onRestored(id, messageCount);
	}

	/** What events were missed is not asked for: everything here leaves soon. */
	async refresh(): Promise<void> {}

	/** Somebody is at them, or no longer: they do not leave under a pointer or a focus. */
	hold(held: boolean): void {
		if (held === this.#held) return;
		this.#held = held;
		for (const entry of this.#entries) {
			entry.cancelTimer();
			this.#startTimer(entry);
		}
	}

	stop(): void {
		for (const { cancelTimer } of this.#entries) cancelTimer();
		this.#entries = [];
	}

	/** The user's message `seq` has brought the chat back, unless it was there before the archiving. */
	#onRestored(chatId: string, seq: number): void {
		for (const { shown, seenUpTo } of this.#entries) {
			const { id, chat } = shown;
			if (chat.id === chatId && chat.archived && seq > seenUpTo) this.dismiss(id);
		}
	}

	#push({ shown, seenUpTo, undo }: NewEntry): number {
		const id = this.#nextId++;
		const entry: Entry = { shown: { ...shown, id }, seenUpTo, undo, cancelTimer: () => {} };
		for (const old of this.#entries.slice(0, -(MOST - 1))) this.dismiss(old.shown.id);
		this.#entries = [...this.#entries, entry];
		this.#startTimer(entry);
		return id;
	}

	#startTimer(entry: Entry): void {
		if (this.#held) return;
		entry.cancelTimer = this.#clock.after(UNDO_MS, () => this.dismiss(entry.shown.id));
	}
}

import type { ChatSummary } from '../../core/chat-summary.ts';
import type { Message } from '../../core/message.ts';
import type { Clock } from '../../core/ports.ts';
import type { InboxView } from '../live/live-inbox.svelte.ts';
import { problemOf, type MoveProblem } from './move-problem.ts';

/** A chat that was archived or restored, which can be undone for some time; or could not be moved. */
export interface Undoable {
	readonly id: number;
	/** The chat after the move: `archived` is the new state. */
	readonly chat: ChatSummary;
	/** Why the undo failed, or the move itself where there is nothing to undo. */
	readonly problem: MoveProblem | null;
	readonly canUndo: boolean;
	/** The user has not read the last reply, and gets no e-mail about it. */
	readonly missesReply: boolean;
}

interface Entry {
	shown: Undoable;
	/** `seq` of the last message that the admin has seen. */
	seenUpTo: number;
	undo: () => Promise<void>;
	cancelTimer: () => void;
}

type NewEntry = Omit<Entry, 'shown' | 'cancelTimer'> & { shown: Omit<Undoable, 'id'> };

/** Long enough to read, think, and reach it with a keyboard or a switch. */
export const UNDO_MS = 20_000;
/** Most entries at once: older ones are dropped. */
const MOST = 3;

/**
 * The last moves that can be undone, oldest first. Each expires after `UNDO_MS`, which starts again when
 * the pointer or the focus leaves them.
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
	 * Adds a move. `undo` rejects when it fails, and may then be called again; `seenUpTo` is the `seq` of
	 * the last message that the admin has seen. Returns the id, for `dismiss` and `noteMissedReply`.
	 */
	add(chat: ChatSummary, undo: () => Promise<void>, seenUpTo = chat.messageCount): number {
		const shown = { chat, problem: null, canUndo: true, missesReply: false };
		return this.#push({ shown, seenUpTo, undo });
	}

	/** Reports that a chat could not be moved. */
	showProblem(chat: ChatSummary, error: unknown): void {
		const shown = { chat, problem: problemOf(error), canUndo: false, missesReply: false };
		this.#push({ shown, seenUpTo: chat.messageCount, undo: async () => {} });
	}

	/** Notes that the user of an archived chat has not read the last reply and gets no e-mail about it. */
	noteMissedReply(id: number): void {
		this.#entries = this.#entries.map((entry) => {
			if (entry.shown.id === id) entry.shown = { ...entry.shown, missesReply: true };
			return entry;
		});
	}

	/** Undoes the move with this id, by default the last. It is removed at once, and added again on failure. */
	async undo(id = this.#entries.findLast(({ shown }) => shown.canUndo)?.shown.id): Promise<void> {
		const entry = this.#entries.find(({ shown }) => shown.id === id);
		if (!entry?.shown.canUndo) return;
		this.dismiss(entry.shown.id);
		try {
			await entry.undo();
		} catch (error) {
			const problem = problemOf(error);
			// The user's new message stays, so that another try is refused as well.
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

	/** Missed events are not read: all entries expire soon. */
	async refresh(): Promise<void> {}

	/** Pauses or restarts all timers: entries do not expire under a pointer or focus. */
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

	/** Removes an archived chat that the user's message `seq` has brought back, unless it was seen before. */
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

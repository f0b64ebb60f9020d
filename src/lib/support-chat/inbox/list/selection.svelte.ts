import { untrack } from 'svelte';
import type { ChatSummary } from '../../core/chat-summary.ts';

/** A row that can be selected: a chat, or a message that was found. */
export interface SelectableRow {
	/** Identifies the row within its list. */
	key: string;
	chatId: string;
	/** Address that it opens. */
	href: string;
	/** The chat as the row shows it; null for a message. */
	chat: ChatSummary | null;
	/** `seq` of the last message that the row shows. */
	seq: number;
}

/**
 * The row of the list that is selected by keyboard. It stays selected when the list is reordered; when it
 * leaves the list, the row after it is selected.
 */
export class Selection {
	#rows: readonly SelectableRow[] = $state.raw([]);
	#key = $state<string | null>(null);
	#inherited = $state(false);
	#current = $derived(this.#rows.find(({ key }) => key === this.#key) ?? null);

	get current(): SelectableRow | null {
		return this.#current;
	}

	/** The current row was not selected, but replaced a row that left. */
	get inherited(): boolean {
		return this.#inherited;
	}

	/** Sets the rows of the list. */
	setRows(rows: readonly SelectableRow[]): void {
		const before = untrack(() => this.#rows);
		const key = untrack(() => this.#key);
		this.#rows = rows;
		if (key === null) return;
		this.#key = fallbackKey(key, before, rows);
		if (untrack(() => this.#key) !== key) this.#inherited = true;
	}

	/** Removes these rows; does nothing when others have replaced them. */
	leave(rows: readonly SelectableRow[]): void {
		if (untrack(() => this.#rows) === rows) this.#rows = [];
	}

	/** Selects a row; one that is not in the list yet is selected once it is added. */
	select(key: string | null): void {
		// The focus follows a selection that has moved by itself.
		if (key !== untrack(() => this.#key)) this.#inherited = false;
		this.#key = key;
	}

	has(key: string): boolean {
		return this.#rows.some((row) => row.key === key);
	}

	/** The chat, if one of the rows shows it. */
	chat(chatId: string): ChatSummary | null {
		return this.#rows.find((row) => row.chatId === chatId && row.chat)?.chat ?? null;
	}

	/** The row `steps` below the current one, or above for a negative number; the first if none is selected. */
	neighbour(steps: number): SelectableRow | null {
		const index = this.#rows.findIndex(({ key }) => key === this.#key);
		if (index < 0) return this.#rows[0] ?? null;
		return this.#rows[index + steps] ?? null;
	}
}

/** The key itself if it is still in the list, otherwise the nearest one after it, or else before it. */
function fallbackKey(
	key: string,
	before: readonly SelectableRow[],
	rows: readonly SelectableRow[]
): string | null {
	const remaining = new Set(rows.map((row) => row.key));
	if (remaining.has(key)) return key;
	const index = before.findIndex((row) => row.key === key);
	// It was not in the list before either, and may still be added.
	if (index < 0) return key;
	const after = before.slice(index + 1).find((row) => remaining.has(row.key));
	const above = before.slice(0, index).findLast((row) => remaining.has(row.key));
	return (after ?? above)?.key ?? null;
}

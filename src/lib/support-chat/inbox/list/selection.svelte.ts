import { untrack } from 'svelte';
import type { ChatSummary } from '../../core/chat-summary.ts';

/** One row of the list that can be chosen: a chat, or a message that was found. */
export interface SelectableRow {
	/** Names the row within its list. */
	key: string;
	chatId: string;
	/** Where opening it leads. */
	href: string;
	/** The chat as the row shows it; null for a message. */
	chat: ChatSummary | null;
	/** `seq` of the last message that the row speaks of. */
	seq: number;
}

/**
 * Which row of the list the keyboard is on. It stays on its row while the list is sorted anew; when
 * the row leaves the list, the one after it takes its place.
 */
export class Selection {
	#rows: readonly SelectableRow[] = $state.raw([]);
	#key = $state<string | null>(null);
	#inherited = $state(false);
	#current = $derived(this.#rows.find(({ key }) => key === this.#key) ?? null);

	get current(): SelectableRow | null {
		return this.#current;
	}

	/** Nobody has gone there: it took the place of a row that left. */
	get inherited(): boolean {
		return this.#inherited;
	}

	/** The list as it is now. */
	setRows(rows: readonly SelectableRow[]): void {
		const before = untrack(() => this.#rows);
		const key = untrack(() => this.#key);
		this.#rows = rows;
		if (key === null) return;
		this.#key = fallbackKey(key, before, rows);
		if (untrack(() => this.#key) !== key) this.#inherited = true;
	}

	/** These rows are no longer there; does nothing when others have taken their place. */
	leave(rows: readonly SelectableRow[]): void {
		if (untrack(() => this.#rows) === rows) this.#rows = [];
	}

	/** Goes to a row of the list; a key that is not in it selects nothing. */
	select(key: string | null): void {
		// The focus follows to where the selection has gone by itself.
		if (key !== untrack(() => this.#key)) this.#inherited = false;
		this.#key = key;
	}

	has(key: string): boolean {
		return this.#rows.some((row) => row.key === key);
	}

	/** The chat, where one of the rows shows it. */
	chat(chatId: string): ChatSummary | null {
		return this.#rows.find((row) => row.chatId === chatId && row.chat)?.chat ?? null;
	}

	/** The row `steps` further down, or up for a negative number; the first while none is selected. */
	neighbour(steps: number): SelectableRow | null {
		const index = this.#rows.findIndex(({ key }) => key === this.#key);
		if (index < 0) return this.#rows[0] ?? null;
		return this.#rows[index + steps] ?? null;
	}
}

/** The key itself while it is there, else the nearest one after it, else the nearest before it. */
function fallbackKey(
	key: string,
	before: readonly SelectableRow[],
	rows: readonly SelectableRow[]
): string | null {
	const left = new Set(rows.map((row) => row.key));
	if (left.has(key)) return key;
	const index = before.findIndex((row) => row.key === key);
	// It was not there before either: it may be about to come.
	if (index < 0) return key;
	const after = before.slice(index + 1).find((row) => left.has(row.key));
	const above = before.slice(0, index).findLast((row) => left.has(row.key));
	return (after ?? above)?.key ?? null;
}

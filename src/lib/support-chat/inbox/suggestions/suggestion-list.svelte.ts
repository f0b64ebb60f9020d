import { isTrigger, readTrigger, type Trigger, type TriggerMatch } from './trigger.ts';

export interface SuggestionListOptions<Item> {
	trigger: Trigger;
	/** What matches the query, best first; may depend on reactive state. */
	find(query: string): readonly Item[];
}

/** The suggestions for the trigger that a text field has before its caret. */
export class SuggestionList<Item extends { id: string }> {
	readonly #options: SuggestionListOptions<Item>;
	#match = $state.raw<TriggerMatch | null>(null);
	/** The item that the keys or the pointer have reached; null for the first. */
	#reached = $state<string | null>(null);
	/** Index of a trigger that was closed. */
	#closed: number | null = null;
	readonly items: readonly Item[] = $derived.by(() =>
		this.#match ? this.#options.find(this.#match.query) : []
	);
	/** Index of the active item; -1 without items. */
	readonly index: number = $derived.by(() => {
		const index = this.items.findIndex(({ id }) => id === this.#reached);
		return index < 0 && this.items.length > 0 ? 0 : index;
	});

	constructor(options: SuggestionListOptions<Item>) {
		this.#options = options;
	}

	/** The trigger and what is typed after it; null while closed. */
	get match(): TriggerMatch | null {
		return this.#match;
	}

	/** The active item, which Enter takes. */
	get active(): Item | undefined {
		return this.items[this.index];
	}

	/** Call it after typing: opens, filters or closes the list. */
	type(text: string, caret: number): void {
		const { trigger } = this.#options;
		const match = readTrigger(text, caret, trigger);
		const isGone = this.#closed !== null && !isTrigger(text, this.#closed, trigger);
		// A trigger alone was typed anew: the text before it may have been sent.
		if (isGone || match?.query === '') this.#closed = null;
		if (match?.query !== this.#match?.query) this.#reached = null;
		this.#match = match?.from === this.#closed ? null : match;
	}

	/** Call it after the caret may have moved, which filters or closes the list, but does not open it. */
	moveCaret(text: string, caret: number): void {
		if (this.#match) this.type(text, caret);
	}

	/** Makes an item active; indices beyond the last go round to the first, and the other way. */
	reach(index: number): void {
		const { length } = this.items;
		this.#reached = this.items[(index + length) % length]?.id ?? null;
	}

	/** Closes the list until the text has another trigger, or only that. */
	close(): void {
		this.#closed = this.#match?.from ?? this.#closed;
		this.leave();
	}

	/** Closes the list, which typing on opens again. */
	leave(): void {
		this.#match = null;
		this.#reached = null;
	}
}

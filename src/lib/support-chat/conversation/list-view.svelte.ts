import { tick } from 'svelte';
import type { ConversationStore } from './conversation-store.svelte.ts';
import { ScrollKeeper } from './scroll-keeper.ts';
import type { Place, Span } from './span.ts';
import { endOf, rangeOf, slide, startOf } from './span.ts';

/** Nearer to an end of what is drawn than this, more is drawn there, or read from the table. */
const NEAR_PX = 600;

/**
 * Which part of a conversation is drawn, and where in it the reader is. However long the
 * conversation, no more is drawn than lies around the reader.
 */
export class ListView {
	readonly #store: ConversationStore;
	readonly #keeper: ScrollKeeper;
	#span = $state.raw<Span>() as Span;
	#newsBelow = $state(false);
	/** Messages that were on their way at the last change. */
	#sent = new Set<string>();
	/** Where to go when the change under way is drawn; null for staying. */
	#goal: (() => void) | null = null;

	constructor(store: ConversationStore) {
		this.#store = store;
		this.#span = endOf(store.messages);
		this.#keeper = new ScrollKeeper({
			hasEnd: () => this.hasEnd,
			onMove: () => this.#settle()
		});
	}

	/** First index and end of what is drawn of the store's messages. */
	get range(): [number, number] {
		return rangeOf(this.#store.messages, this.#span);
	}

	/** The newest messages are drawn. */
	get hasEnd(): boolean {
		return this.#span.to === Infinity;
	}

	/** Messages have come that the reader, further up, has not seen. */
	get newsBelow(): boolean {
		return this.#newsBelow;
	}

	/** Svelte attachment for the scrolling element. */
	get attach(): (node: HTMLElement) => () => void {
		return this.#keeper.attach;
	}

	/** To be called before the DOM changes: afterwards the reader is where they were, or at the goal. */
	beforeChange(): void {
		const { outgoing, messages } = this.#store;
		this.#keeper.beforeChange();
		const sentHere = outgoing.some(({ id }) => !this.#sent.has(id));
		this.#sent = new Set(outgoing.map(({ id }) => id));
		void tick().then(() => {
			if (sentHere) this.#goal = () => this.#keeper.toEnd();
			if (sentHere && !this.hasEnd) {
				this.#span = endOf(messages);
				return;
			}
			if (this.#goal) this.#goal();
			else this.#keeper.afterChange();
			this.#goal = null;
			this.#settle();
		});
	}

	/** A message of the other side has come. */
	onArrival(): void {
		if (!this.#keeper.atEnd) this.#newsBelow = true;
	}

	/** Goes to the last message. */
	toEnd(smoothly = false): void {
		this.#go(endOf(this.#store.messages), () => this.#keeper.toEnd(smoothly));
	}

	/** Home and End lead to the ends of the list, not to those of what is drawn of it. */
	onkeydown = (event: KeyboardEvent): void => {
		if (event.target !== event.currentTarget || event.shiftKey || event.altKey) return;
		if (event.key === 'End') this.toEnd();
		else if (event.key === 'Home') {
			this.#go(startOf(this.#store.messages), () => this.#keeper.toStart());
		} else return;
		event.preventDefault();
	};

	#go(span: Span, goal: () => void): void {
		this.#goal = goal;
		this.#span = span;
	}

	/** Draws, or loads, what the reader comes near to. */
	#settle(): void {
		const { above, below, atEnd } = this.#keeper;
		const { messages, hasOlder, olderError } = this.#store;
		if (atEnd) this.#newsBelow = false;
		const near = below < NEAR_PX ? 'end' : null;
		const place: Place = atEnd ? 'list end' : above < NEAR_PX ? 'start' : near;
		this.#span = slide(messages, this.#span, place);
		const atStart = above < NEAR_PX && this.range[0] === 0;
		if (atStart && hasOlder && !olderError) void this.#store.loadOlder();
	}
}

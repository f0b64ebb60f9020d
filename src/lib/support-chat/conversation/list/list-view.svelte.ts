import { flushSync, tick } from 'svelte';
import type { Conversation } from '../../core/conversation.ts';
import type { ReactiveValue } from '../reactive-value.ts';
import type { MessageSource } from './message-source.ts';
import { idle, nextTask, painted } from '../browser/next-task.ts';
import { ScrollKeeper } from './scroll-keeper.ts';
import type { Place, RenderWindow } from './render-window.ts';
import { endOf, grow, newest, rangeOf, slide, startOf, windowFrom } from './render-window.ts';

/** Nearer to an end of what is drawn than this, more is drawn there, or read from the table. */
const NEAR_PX = 600;
/** How what is drawn first grows: after it is seen, then at once, which fills most screens, and then at rest. */
const PACE = [painted, nextTask];
/** With more messages than this, those far from what is drawn are dropped. */
const MOST_HELD = 500;

/**
 * Which part of a list of messages is drawn, and where in it the reader is. However long the
 * list, no more is drawn than lies around the reader.
 */
export class ListView {
	readonly #conversation: ReactiveValue<Conversation>;
	readonly #keeper: ScrollKeeper;
	/** Null until messages are drawn: the newest are first. */
	#placed = $state.raw<RenderWindow | null>(null);
	#growing = false;
	#growths = 0;
	#stopped = false;
	#newsBelow = $state(false);
	/** On paper nobody scrolls: all that is loaded is drawn. */
	#printing = $state(false);
	/** Messages that were on their way at the last change. */
	#sent = new Set<string>();
	/** `hasEnd` as of the last change that was drawn: the state may be ahead of the page. */
	#drawnEnd: boolean;
	#changing = false;
	#unreadFrom = 0;
	/** Where to go when the change under way is drawn; null for staying. */
	#goal: (() => void) | null = null;

	constructor(conversation: ReactiveValue<Conversation>) {
		this.#conversation = conversation;
		this.#keeper = new ScrollKeeper({
			hasEnd: () => this.#drawnEnd,
			onMove: () => this.#settle()
		});
		this.#drawnEnd = this.hasEnd;
	}

	/** Where the messages come from. */
	get source(): MessageSource {
		const { current } = this.#conversation;
		return current.window ?? current;
	}

	get #window(): RenderWindow {
		return this.#placed ?? newest(this.source.messages);
	}

	/** First index and end of what is drawn of the source's messages. */
	get range(): [number, number] {
		const { messages } = this.source;
		return this.#printing ? [0, messages.length] : rangeOf(messages, this.#window);
	}

	/** The newest messages are drawn. */
	get hasEnd(): boolean {
		return this.#window.to === Infinity && !this.source.hasNewer;
	}

	/** What is drawn ends where the next page is to be read. */
	get awaitsNewer(): boolean | undefined {
		const { loaded, messages, hasNewer } = this.source;
		return loaded && hasNewer && this.range[1] === messages.length;
	}

	/** Messages have come that the reader, further up, has not seen. */
	get newsBelow(): boolean {
		return this.#newsBelow;
	}

	/** Before and after the page is printed: what is printed is what is drawn when this returns. */
	print(printing: boolean): void {
		flushSync(() => (this.#printing = printing));
	}

	/** Call it with the scrolling element when that is mounted; returns the undo. */
	attach(node: HTMLElement): () => void {
		const detach = this.#keeper.attach(node);
		return () => {
			this.#stopped = true;
			detach();
		};
	}

	/** To be called before the DOM changes: afterwards the reader is where they were, or at the goal. */
	beforeChange(): void {
		const { outgoing, unreadFrom } = this.#conversation.value;
		// A change on top of one whose place is not kept yet: where the reader was is known.
		if (!this.#changing) this.#keeper.beforeChange();
		this.#changing = true;
		const sentHere = outgoing.some(({ id }) => !this.#sent.has(id));
		this.#sent = new Set(outgoing.map(({ id }) => id));
		const isBack = unreadFrom > 0 && unreadFrom !== this.#unreadFrom;
		this.#unreadFrom = unreadFrom;
		void tick().then(() => this.#afterChange(sentHere, isBack));
	}

	/** A message of the other side has come. */
	onArrival(): void {
		if (!this.#keeper.atEnd) this.#newsBelow = true;
	}

	/** Goes to the last message. */
	toEnd(smoothly = false): void {
		const { history, messages } = this.#conversation.value;
		history.showNewest();
		this.#go(endOf(messages), () => this.#keeper.toEnd(smoothly));
	}

	/** Goes to a message, which is drawn as the current one. */
	toMessage(seq: number): void {
		this.#go(windowFrom(this.source.messages, seq), () => this.#keeper.toCurrent());
	}

	/** Home and End lead to the ends of the list, not to those of what is drawn of it. */
	onkeydown = (event: KeyboardEvent): void => {
		if (event.target !== event.currentTarget || event.shiftKey || event.altKey) return;
		if (event.key === 'End') this.toEnd();
		else if (event.key === 'Home') {
			this.#go(startOf(this.source.messages), () => this.#keeper.toStart());
		} else return;
		event.preventDefault();
	};

	/**
	 * @param sentHere the reader has just sent a message
	 * @param isBack the reader has come back to messages they have not read
	 */
	#afterChange(sentHere: boolean, isBack: boolean): void {
		this.#changing = false;
		this.#drawnEnd = this.hasEnd;
		if (isBack && this.#keeper.atEnd && !this.#goal) {
			const { messages } = this.#conversation.value;
			const goal = () => (this.#newsBelow = this.#keeper.toEndFrom('.unread'));
			const isDrawn = this.#unreadFrom >= (messages[this.range[0]]?.seq ?? 0);
			return this.#go(isDrawn ? { ...this.#window } : windowFrom(messages, this.#unreadFrom), goal);
		}
		if (sentHere && !this.hasEnd) return this.toEnd();
		if (sentHere) this.#goal = () => this.#keeper.toEnd();
		if (this.#goal) this.#goal();
		else this.#keeper.afterChange();
		this.#goal = null;
		this.#settle();
	}

	#go(drawn: RenderWindow, goal: () => void): void {
		this.#goal = goal;
		this.#placed = drawn;
	}

	/** Draws, or loads, what the reader comes near to. */
	#settle(): void {
		const { above, below, atEnd } = this.#keeper;
		const { source } = this;
		const { messages } = source;
		if (atEnd) this.#newsBelow = false;
		const near = below < NEAR_PX ? 'end' : null;
		const place: Place = atEnd ? 'list end' : above < NEAR_PX ? 'start' : near;
		if (source.loaded) this.#placed = slide(messages, this.#window, place);
		const [start, end] = this.range;
		const atStart = above < NEAR_PX && start === 0;
		if (atStart && source.hasOlder && !source.olderError) void source.loadOlder();
		if (near && this.awaitsNewer && !source.newerError) void source.loadNewer?.();
		if (messages.length > MOST_HELD) this.#conversation.value.history.evict(start, end);
		void this.#grow();
	}

	/** Draws what is above the newest, a few at a time, and what is not in view when nothing waits. */
	async #grow(): Promise<void> {
		if (this.#growing || !this.#placed || this.#grown() === this.#placed) return;
		this.#growing = true;
		await (PACE[this.#growths++] ?? idle)();
		this.#growing = false;
		// The change leads back here, until there are enough.
		if (!this.#stopped) this.#placed = this.#grown();
	}

	#grown(): RenderWindow | null {
		return this.#placed && this.hasEnd ? grow(this.source.messages, this.#placed) : this.#placed;
	}
}

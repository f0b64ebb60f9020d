import type { Message } from '../../core/message.ts';
import { indexFrom } from '../../core/message.ts';

/**
 * Which messages of a conversation are rendered: those with a `seq` from `from` to `to`, inclusive. A
 * `from` of 0 is the start of the list and an infinite `to` its end, with all that is appended later.
 */
export interface RenderWindow {
	readonly from: number;
	readonly to: number;
}

/** Messages rendered at once; more only until the window slides. */
export const MAX_RENDERED = 150;
/** Messages by which the window slides. */
export const STEP = 50;
/** Messages by which it grows at first: each takes time to draw. */
const GROWTH = 8;

/** The window at the end of the list. */
export function endOf(messages: readonly Message[]): RenderWindow {
	return windowAt(messages, messages.length);
}

/** The window that is drawn first at the end of the list. */
export function newest(messages: readonly Message[]): RenderWindow {
	return endFrom(messages, messages.length - GROWTH);
}

/** A window at the end of the list with some more above it; the same object when there are enough, or none. */
export function grow(messages: readonly Message[], drawn: RenderWindow): RenderWindow {
	const [start, end] = rangeOf(messages, drawn);
	const isFull = start === 0 || end - start >= MAX_RENDERED;
	return isFull || drawn.to < Infinity ? drawn : endFrom(messages, start - GROWTH);
}

/** The window at the start of the list. */
export function startOf(messages: readonly Message[]): RenderWindow {
	return windowAt(messages, 0);
}

/** The window with the message of this `seq`, or the next one, near its start. */
export function windowFrom(messages: readonly Message[], seq: number): RenderWindow {
	return windowAt(messages, indexFrom(messages, seq) - STEP);
}

/** Index of the window's first message, and the index after its last. */
export function rangeOf(
	messages: readonly Message[],
	{ from, to }: RenderWindow
): [number, number] {
	return [indexFrom(messages, from), indexFrom(messages, to + 1)];
}

/** Where the reader is: near an end of the window, far from both (null), or at the end of the list. */
export type Place = 'start' | null | 'end' | 'list end';

/**
 * The window for a reader at `place`; the same object when it need not change. It keeps what the reader
 * sees.
 */
export function slide(
	messages: readonly Message[],
	drawn: RenderWindow,
	place: Place
): RenderWindow {
	const [start, end] = rangeOf(messages, drawn);
	const tooMany = end - start >= MAX_RENDERED + STEP;
	if (place === 'start' && (start > 0 || tooMany)) return windowAt(messages, start - STEP);
	if (place === 'end' && drawn.to < Infinity) return windowAt(messages, end + STEP - MAX_RENDERED);
	if (drawn.to < Infinity || !tooMany) return drawn;
	if (place === 'list end') return endOf(messages);
	// For a reader of older messages, render no more below until they come near.
	return { from: drawn.from, to: messages[end - 1]!.seq };
}

function endFrom(messages: readonly Message[], index: number): RenderWindow {
	const start = Math.max(0, index);
	return { from: start && messages[start]!.seq, to: Infinity };
}

function windowAt(messages: readonly Message[], index: number): RenderWindow {
	const start = Math.max(0, Math.min(index, messages.length - MAX_RENDERED));
	const isEnd = start + MAX_RENDERED >= messages.length;
	return {
		from: start && messages[start]!.seq,
		to: isEnd ? Infinity : messages[start + MAX_RENDERED - 1]!.seq
	};
}

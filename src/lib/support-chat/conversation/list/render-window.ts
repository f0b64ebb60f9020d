import type { Message } from '../../core/message.ts';
import { indexFrom } from '../../core/message.ts';

/**
 * Which messages of a conversation are drawn: those with a `seq` from `from` to `to`, both included.
 * A `from` of 0 is the start of the list and an endless `to` its end, with whatever is added there.
 */
export interface RenderWindow {
	readonly from: number;
	readonly to: number;
}

/** So many messages are drawn, if there are as many; at moments more. */
export const MOST = 150;
/** By so many the window slides. */
export const STEP = 50;

/** The last messages, and those to come. */
export function endOf(messages: readonly Message[]): RenderWindow {
	return windowAt(messages, messages.length);
}

/** The first messages. */
export function startOf(messages: readonly Message[]): RenderWindow {
	return windowAt(messages, 0);
}

/** The window in which the message with this `seq`, or the one after, is near the start. */
export function windowFrom(messages: readonly Message[], seq: number): RenderWindow {
	return windowAt(messages, indexFrom(messages, seq) - STEP);
}

/** Where the drawn messages are among all: from the first index up to but without the second. */
export function rangeOf(
	messages: readonly Message[],
	{ from, to }: RenderWindow
): [number, number] {
	return [indexFrom(messages, from), indexFrom(messages, to + 1)];
}

/** Where the reader is: near an end of the window, far from both (null), or at the end of the list. */
export type Place = 'start' | null | 'end' | 'list end';

/**
 * The window for a reader who has come to `place`; the same one when it will do. What the reader sees
 * stays in it.
 */
export function slide(
	messages: readonly Message[],
	drawn: RenderWindow,
	place: Place
): RenderWindow {
	const [start, end] = rangeOf(messages, drawn);
	const tooMany = end - start >= MOST + STEP;
	if (place === 'start' && (start > 0 || tooMany)) return windowAt(messages, start - STEP);
	if (place === 'end' && drawn.to < Infinity) return windowAt(messages, end + STEP - MOST);
	if (drawn.to < Infinity || !tooMany) return drawn;
	if (place === 'list end') return endOf(messages);
	// A reader who looks at older ones gets no further ones drawn below, until they come near.
	return { from: drawn.from, to: messages[end - 1]!.seq };
}

function windowAt(messages: readonly Message[], index: number): RenderWindow {
	const start = Math.max(0, Math.min(index, messages.length - MOST));
	const isEnd = start + MOST >= messages.length;
	return {
		from: start && messages[start]!.seq,
		to: isEnd ? Infinity : messages[start + MOST - 1]!.seq
	};
}

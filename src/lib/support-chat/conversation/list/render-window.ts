import type { Message } from '../../core/message.ts';
import { indexFrom } from '../../core/message.ts';

/**
 * Which messages of a conversation are drawn: those with a `seq` from `from` to `to`, both included.
 * A `from` of 0 is the start of the list and an endless `to` its end, with whatever is added there.
 */
export interface Span {
	readonly from: number;
	readonly to: number;
}

/** So many messages are drawn, if there are as many; at moments more. */
export const MOST = 150;
/** By so many the span slides. */
export const STEP = 50;

/** The last messages, and those to come. */
export function endOf(messages: readonly Message[]): Span {
	return spanAt(messages, messages.length);
}

/** The first messages. */
export function startOf(messages: readonly Message[]): Span {
	return spanAt(messages, 0);
}

/** The span in which the message with this `seq`, or the one after, is near the start. */
export function spanFrom(messages: readonly Message[], seq: number): Span {
	return spanAt(messages, indexFrom(messages, seq) - STEP);
}

/** Where the span's messages are among all: from the first index up to but without the second. */
export function rangeOf(messages: readonly Message[], { from, to }: Span): [number, number] {
	return [indexFrom(messages, from), indexFrom(messages, to + 1)];
}

/** Where the reader is: near an end of the span, far from both (null), or at the end of the list. */
export type Place = 'start' | null | 'end' | 'list end';

/**
 * The span for a reader who has come to `place`; the same one when it will do. What the reader sees
 * stays in it.
 */
export function slide(messages: readonly Message[], span: Span, place: Place): Span {
	const [start, end] = rangeOf(messages, span);
	const tooMany = end - start >= MOST + STEP;
	if (place === 'start' && (start > 0 || tooMany)) return spanAt(messages, start - STEP);
	if (place === 'end' && span.to < Infinity) return spanAt(messages, end + STEP - MOST);
	if (span.to < Infinity || !tooMany) return span;
	if (place === 'list end') return endOf(messages);
	// A reader who looks at older ones gets no further ones drawn below, until they come near.
	return { from: span.from, to: messages[end - 1]!.seq };
}

function spanAt(messages: readonly Message[], index: number): Span {
	const start = Math.max(0, Math.min(index, messages.length - MOST));
	const isEnd = start + MOST >= messages.length;
	return {
		from: start && messages[start]!.seq,
		to: isEnd ? Infinity : messages[start + MOST - 1]!.seq
	};
}

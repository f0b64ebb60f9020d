import type { Attachment } from './files/attachment.ts';

/** The two sides of a chat. */
export type SenderType = 'user' | 'admin';

/** A stored message. */
export interface Message {
	id: string;
	chatId: string;
	/** 1, 2, 3 … within the chat: orders messages and reveals holes. */
	seq: number;
	content: string;
	senderType: SenderType;
	/** When the other side read it; null while unread. */
	readAt: Date | null;
	createdAt: Date;
	/** Public id of the admin who wrote it; null for a user's message. */
	adminId: string | null;
	/** That admin's display name when it was written; null for a user's message. */
	senderName: string | null;
	/** Its files, in the order chosen. */
	attachments: readonly Attachment[];
}

/** A reply of the support team. Its content may be only the beginning. */
export type Reply = Pick<Message, 'chatId' | 'seq' | 'content' | 'senderName'>;

/** `reader` has read the other side's messages up to and including `upToSeq`. */
export interface ReadReceipt {
	reader: SenderType;
	upToSeq: number;
	readAt: Date;
}

/** Index of the first message whose `seq` is at least the given one, in a list sorted by `seq`. */
export function indexFrom(messages: readonly Pick<Message, 'seq'>[], seq: number): number {
	let low = 0;
	let high = messages.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (messages[middle]!.seq < seq) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** Longest content that the database accepts, in code points as Postgres counts. */
export const MAX_CONTENT_LENGTH = 4000;

/** Why a text cannot be sent. */
export type ContentProblem = 'blank' | 'too-long';

/** The other side of the chat. */
export function otherSide(side: SenderType): SenderType {
	return side === 'user' ? 'admin' : 'user';
}

/** NUL, which Postgres cannot store, and the other control characters that the database strips. */
const CONTROLS = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g;

/**
 * Normalises a typed text for sending: \n line ends, no leading blank lines or trailing white space, no
 * control characters or lone surrogates. Keeps the first line's indentation, which matters in lists and
 * code.
 */
export function normaliseContent(text: string): string {
	const plain = text.replace(/\r\n?/g, '\n').replace(CONTROLS, '').toWellFormed();
	return plain.replace(/^\s*\n/, '').trimEnd();
}

/** The two code units of a code point beyond U+FFFF. */
const PAIRS = /[\ud800-\udbff][^]/g;

/** Length in code points, as Postgres counts it. */
export function contentLength(text: string): number {
	return text.replace(PAIRS, '-').length;
}

// Excludes the same set as the database's check: white space and invisible characters.
const SOMETHING =
	/[^\s\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0]/;

/** Why a normalised text cannot be sent; null when it can. */
export function contentProblem(content: string): ContentProblem | null {
	if (!SOMETHING.test(content)) return 'blank';
	return contentLength(content) > MAX_CONTENT_LENGTH ? 'too-long' : null;
}

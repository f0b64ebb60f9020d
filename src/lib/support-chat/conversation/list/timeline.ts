import type { ChatError } from '../../core/chat-error.ts';
import type { Attachment } from '../../core/files/attachment.ts';
import type { OutgoingFile } from '../../core/files/outgoing-file.ts';
import type { Message, SenderType } from '../../core/message.ts';
import { indexFrom } from '../../core/message.ts';
import type { Outgoing } from '../../core/sending/outgoing.ts';
import type { TimeFormat } from '../../core/text/time.ts';

/** The state shown to a message's writer: null for the other side's messages and older own ones. */
export type Delivery = 'uploading' | 'waiting' | 'sending' | 'sent' | 'seen' | 'failed' | null;

/** One bubble of the list. */
export interface BubbleItem {
	readonly kind: 'bubble';
	/** The message's id, so that a bubble stays the same when its message is stored. */
	readonly key: string;
	readonly content: string;
	readonly createdAt: Date;
	/** Written by the reader's side. */
	readonly own: boolean;
	readonly delivery: Delivery;
	readonly error: ChatError | null;
	/** When it is retried, while rate limited; otherwise null. */
	readonly retryAt: Date | null;
	/** In the order chosen: with a path once they are stored. */
	readonly files: readonly (Attachment | OutgoingFile)[];
	/** How much of them is uploaded, 0 to 1; null when not uploading. */
	readonly progress: number | null;
	/** Identifies the author: an admin's public id, otherwise the side. */
	readonly author: string;
	/** The sender's name above the first bubble of a group; '' for none. */
	readonly sender: string;
	/** The author of each bubble, for screen readers and for copying. */
	readonly by: string;
	/** First and last of a group: messages of one author, close in time. */
	readonly first: boolean;
	readonly last: boolean;
}

export interface DayItem {
	readonly kind: 'day';
	readonly key: string;
	readonly date: Date;
}

/** The divider above the first message that is new to the reader. */
export interface UnreadItem {
	readonly kind: 'unread';
	readonly key: 'unread';
}

/** What the list's owner has placed among the bubbles, and draws itself. */
export interface ExtraItem {
	readonly kind: 'extra';
	readonly key: string;
}

export type TimelineItem = BubbleItem | DayItem | UnreadItem | ExtraItem;

export interface TimelineInput {
	messages: readonly Message[];
	/** Placed below the last of `messages`. */
	outgoing: readonly Outgoing[];
	/** Index of the first message to lay out and the index after the last; all by default. */
	range?: [number, number];
	/** `seq` of the first message that is new to the reader; 0 for none. */
	unreadFrom?: number;
	/** There are later messages, so the last own one that was sent or seen is unknown. */
	hasNewer?: boolean | undefined;
}

export interface TimelineOptions {
	side: SenderType;
	format: Pick<TimeFormat, 'dayKey'>;
	/** Names a stored message's sender; '' for no name. Own unsent messages get `ownName`. */
	senderName?: ((message: Message) => string) | undefined;
	ownName?: string | undefined;
	/** Names the author of a message, as in "Ada:"; null is an own unsent one. */
	by?: ((message: Message | null) => string) | undefined;
	/** The reading admin's public id; omitted for a user. */
	ownAuthor?: string | undefined;
}

/** Consecutive messages of one author form a group if they are closer than this. */
const GROUP_MS = 5 * 60_000;

/** What most bubbles are. */
const BUBBLE = {
	kind: 'bubble',
	error: null,
	retryAt: null,
	progress: null,
	first: true,
	last: true
} as const;

/** Lays out messages as day dividers and grouped bubbles, newest last. */
export class Timeline {
	readonly #options: TimelineOptions;
	/** Items of the last layout, by key: one that did not change stays the same object. */
	#items = new Map<string, TimelineItem>();
	#dayOf: { quarter: number; key: string } = { quarter: Number.NaN, key: '' };

	constructor(options: TimelineOptions) {
		this.#options = options;
	}

	layOut(input: TimelineInput): TimelineItem[] {
		const { messages, outgoing, range = [0, messages.length], unreadFrom = 0 } = input;
		const [start, end] = range;
		const bubbles = this.#stored(input, start, end);
		bubbles.push(...outgoing.map((item) => this.#unsent(item)));
		const items: TimelineItem[] = [];
		// A first unread message before all of these has been dropped.
		const firstSeq = messages[0]?.seq ?? Infinity;
		const unread = firstSeq <= unreadFrom && messages[indexFrom(messages, unreadFrom)]?.id;
		// The neighbours outside the range count for days and groups.
		let [before] = this.#stored(input, start - 1, start);
		const [next] = this.#stored(input, end, end + 1);
		let dayBefore = before && this.#dayKey(before.createdAt);
		for (const [index, bubble] of bubbles.entries()) {
			const day = this.#dayKey(bubble.createdAt);
			const newDay = day !== dayBefore;
			if (newDay) items.push({ kind: 'day', key: `day-${bubble.key}`, date: bubble.createdAt });
			const after = bubbles[index + 1] ?? next;
			if (bubble.key === unread) items.push({ kind: 'unread', key: 'unread' });
			const first = newDay || bubble.key === unread || !sameGroup(before, bubble);
			const last =
				!sameGroup(bubble, after) ||
				after!.key === unread ||
				this.#dayKey(after!.createdAt) !== day;
			items.push({ ...bubble, first, last, sender: first ? bubble.sender : '' });
			before = bubble;
			dayBefore = day;
		}
		return this.#reuse(items);
	}

	#stored({ messages, hasNewer }: TimelineInput, start: number, end: number): BubbleItem[] {
		const { side, senderName, by } = this.#options;
		const own = (message: Message) => message.senderType === side;
		const from = Math.max(0, start);
		const known = messages.slice(hasNewer ? Infinity : from);
		const lastSent = known.findLast(own);
		const lastSeen = known.findLast((message) => own(message) && message.readAt !== null);
		return messages.slice(from, end).map((message) => ({
			...BUBBLE,
			key: message.id,
			content: message.content,
			createdAt: message.createdAt,
			own: own(message),
			delivery: message === lastSeen ? 'seen' : message === lastSent ? 'sent' : null,
			files: message.attachments,
			author: message.adminId ?? message.senderType,
			sender: senderName?.(message) ?? '',
			by: by?.(message) ?? ''
		}));
	}

	#unsent(outgoing: Outgoing): BubbleItem {
		const { id, content, createdAt, state, error, retryAt, files, progress } = outgoing;
		return {
			...BUBBLE,
			key: id,
			content,
			createdAt,
			own: true,
			delivery: state,
			error,
			retryAt,
			files,
			progress,
			author: this.#options.ownAuthor ?? this.#options.side,
			sender: this.#options.ownName ?? '',
			by: this.#options.by?.(null) ?? ''
		};
	}

	/** Time zones differ by whole quarters of an hour, so neighbours mostly share a cached key. */
	#dayKey(date: Date): string {
		const quarter = Math.floor(date.getTime() / 900_000);
		if (quarter !== this.#dayOf.quarter) {
			this.#dayOf = { quarter, key: this.#options.format.dayKey(date) };
		}
		return this.#dayOf.key;
	}

	#reuse(items: TimelineItem[]): TimelineItem[] {
		const known = this.#items;
		this.#items = new Map();
		return items.map((item) => {
			const before = known.get(item.key);
			const kept = before && isSame(before, item) ? before : item;
			this.#items.set(item.key, kept);
			return kept;
		});
	}
}

function sameGroup(a: BubbleItem | undefined, b: BubbleItem | undefined): boolean {
	if (!a || !b || a.author !== b.author) return false;
	// A failed message has its error below it.
	if (a.delivery === 'failed') return false;
	return b.createdAt.getTime() - a.createdAt.getTime() < GROUP_MS;
}

function isSame(a: TimelineItem, b: TimelineItem): boolean {
	return Object.entries(a).every(([name, value]) => {
		const other: unknown = b[name as keyof TimelineItem];
		return value instanceof Date ? value.getTime() === Number(other) : value === other;
	});
}

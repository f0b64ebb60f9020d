import type {
	BubbleItem,
	DayItem,
	TimelineItem,
	UnreadItem
} from '../../conversation/list/timeline.ts';
import type { ChatNotes } from '../../core/notes/chat-notes.ts';
import type { Note } from '../../core/notes/note.ts';
import type { Outgoing } from '../../core/sending/outgoing.ts';

/** What is shown among the messages: a note, one on its way, or a button for notes that were not read. */
export interface NoteEntry {
	readonly key: string;
	readonly date: Date;
	readonly note?: Note;
	readonly outgoing?: Outgoing;
	/** See `NoteLog.gaps`. */
	readonly gap?: number;
}

/** The entries of a chat's notes, in order; those on their way are last. */
export function noteEntries({
	notes,
	gaps,
	outgoing
}: Pick<ChatNotes, 'notes' | 'gaps' | 'outgoing'>): NoteEntry[] {
	const waiting = new Set(gaps);
	const stored = notes.flatMap((note): NoteEntry[] => {
		const date = note.createdAt;
		const gap = date.getTime();
		const entry = { key: note.id, date, note };
		return waiting.delete(gap) ? [{ key: `gap-${gap}`, date, gap }, entry] : [entry];
	});
	const unsent = outgoing.map((item) => ({ key: item.id, date: item.createdAt, outgoing: item }));
	return [...stored, ...unsent];
}

/** Which ends of the conversation a laid-out timeline reaches. */
export interface TimelineEnds {
	atStart: boolean;
	atEnd: boolean;
}

/**
 * Places entries in a laid-out timeline by their time, with the days that they need. Entries beyond the timeline's
 * bubbles are left out, unless that end is the conversation's; those on their way are below all.
 */
export function placeNotes(
	items: TimelineItem[],
	entries: readonly NoteEntry[],
	{ atStart, atEnd }: TimelineEnds,
	dayKey: (date: Date) => string
): TimelineItem[] {
	const bubbles = items.filter((item) => item.kind === 'bubble');
	const from = atStart ? -Infinity : Number(bubbles[0]?.createdAt ?? Infinity);
	const to = atEnd ? Infinity : Number(bubbles.at(-1)?.createdAt ?? -Infinity);
	const shown = entries.filter(({ date, outgoing }) =>
		outgoing ? atEnd : Number(date) >= from && Number(date) <= to
	);
	if (shown.length === 0) return items;

	const days = new Map(items.filter((item) => item.kind === 'day').map((day) => [day.key, day]));
	const placed: TimelineItem[] = [];
	// The first day may have begun before the first bubble.
	let day = items[0] && items[0].kind !== 'day' ? dayKey(bubbles[0]!.createdAt) : '';
	const startDay = (date: Date, key: string): void => {
		const next = dayKey(date);
		if (next !== day) placed.push(days.get(`day-${key}`) ?? dayItem(date, key));
		day = next;
	};
	let index = 0;
	const placeEntries = (isNext: (entry: NoteEntry) => boolean): void => {
		for (; shown[index] && isNext(shown[index]!); index++) {
			const { key, date } = shown[index]!;
			startDay(date, key);
			placed.push({ kind: 'extra', key });
		}
	};
	let unread: UnreadItem | null = null;
	for (const item of items) {
		if (item.kind === 'unread') unread = item;
		if (item.kind !== 'bubble') continue;
		placeEntries(({ date, outgoing }) => !outgoing && date < item.createdAt);
		startDay(item.createdAt, item.key);
		if (unread) placed.push(unread);
		unread = null;
		placed.push(item);
	}
	placeEntries(() => true);
	return placed.map((item, at) =>
		item.kind === 'bubble' ? endGroups(item, placed[at - 1], placed[at + 1]) : item
	);
}

function dayItem(date: Date, key: string): DayItem {
	return { kind: 'day', key: `day-${key}`, date };
}

/** A group of bubbles ends where something else comes between. */
function endGroups(
	bubble: BubbleItem,
	before: TimelineItem | undefined,
	after: TimelineItem | undefined
): BubbleItem {
	const first = bubble.first || before?.kind === 'extra';
	const last = bubble.last || after?.kind === 'extra';
	return first === bubble.first && last === bubble.last ? bubble : { ...bubble, first, last };
}

import { expect, test } from 'vitest';
import { Timeline, type TimelineItem } from '../../conversation/list/timeline.ts';
import type { Message } from '../../core/message.ts';
import type { Outgoing } from '../../core/sending/outgoing.ts';
import { at, note } from '../../core/testing/fake-notes.ts';
import { message } from '../../core/testing/test-support.ts';
import { noteEntries, placeNotes, type TimelineEnds } from './place-notes.ts';

const DAY = 24 * 60;
const dayKey = (date: Date) => date.toISOString().slice(0, 10);
const BOTH = { atStart: true, atEnd: true };

/** A message of a minute. */
const sent = (seq: number, minute: number, facts: Partial<Message> = {}): Message =>
	message(seq, { createdAt: new Date(at(minute)), ...facts });

function layOut(messages: Message[], range?: [number, number], unreadFrom = 0): TimelineItem[] {
	const format = { dayKey } as ConstructorParameters<typeof Timeline>[0]['format'];
	return new Timeline({ side: 'user', format }).layOut({
		messages,
		outgoing: [],
		...(range && { range }),
		unreadFrom
	});
}

function place(
	items: TimelineItem[],
	minutes: number[],
	ends: TimelineEnds = BOTH,
	more: { gaps?: number[]; outgoing?: Outgoing[] } = {}
) {
	const entries = noteEntries({
		notes: minutes.map((minute) => note(minute)),
		gaps: (more.gaps ?? []).map(at),
		outgoing: more.outgoing ?? []
	});
	return placeNotes(items, entries, ends, dayKey);
}

const keys = (items: readonly TimelineItem[]) => items.map(({ key }) => key);

test('without notes the items stay the same', () => {
	const items = layOut([sent(1, 1)]);
	expect(place(items, [])).toBe(items);
});

test('notes stand among the messages by time', () => {
	const items = layOut([sent(1, 10), sent(2, 20)]);
	expect(keys(place(items, [5, 15, 25]))).toEqual(['day-n5', 'n5', 'm1', 'n15', 'm2', 'n25']);
});

test('a day begins with what is first in it, and days of notes only are shown', () => {
	const items = layOut([sent(1, 10), sent(2, 3 * DAY)]);
	const placed = place(items, [DAY, 3 * DAY - 1, 3 * DAY + 1, 4 * DAY]);
	expect(keys(placed)).toEqual([
		'day-m1',
		'm1',
		`day-n${DAY}`,
		`n${DAY}`,
		`day-n${3 * DAY - 1}`,
		`n${3 * DAY - 1}`,
		'm2',
		`n${3 * DAY + 1}`,
		`day-n${4 * DAY}`,
		`n${4 * DAY}`
	]);
	expect(placed[0]).toBe(items[0]);
});

test('a chat without messages shows its notes', () => {
	expect(keys(place(layOut([]), [1, 2]))).toEqual(['day-n1', 'n1', 'n2']);
});

test('beyond the shown messages no notes are shown, but at the ends of the chat', () => {
	const messages = [sent(1, 10), sent(2, 20), sent(3, 30), sent(4, 40)];
	const items = layOut(messages, [1, 3]);
	const minutes = [5, 15, 25, 35, 45];
	expect(keys(place(items, minutes, { atStart: false, atEnd: false }))).toEqual([
		'm2',
		'n25',
		'm3'
	]);
	expect(keys(place(items, minutes, { atStart: false, atEnd: true }))).toEqual([
		'm2',
		'n25',
		'm3',
		'n35',
		'n45'
	]);
});

test('a note ends the group of bubbles that it comes between', () => {
	const items = layOut([sent(1, 1), sent(2, 3), sent(3, 4)]);
	const shape = place(items, [2]).flatMap((item) =>
		item.kind === 'bubble' ? [[item.key, item.first, item.last]] : []
	);
	expect(shape).toEqual([
		['m1', true, true],
		['m2', true, false],
		['m3', false, true]
	]);
});

test('the unread divider stays right above its message', () => {
	const items = layOut([sent(1, 10), sent(2, 20)], undefined, 2);
	expect(keys(place(items, [15]))).toEqual(['day-m1', 'm1', 'n15', 'unread', 'm2']);
});

test('notes on their way are below all, and a gap above the note it leads to', () => {
	const waiting: Outgoing = {
		id: 'mine',
		content: 'Mine',
		createdAt: new Date(at(1)),
		state: 'waiting',
		error: null,
		retryAt: null,
		files: [],
		attachments: [],
		attempt: 0,
		progress: null
	};
	const items = layOut([sent(1, 10)]);
	const more = { outgoing: [waiting], gaps: [5] };
	expect(keys(place(items, [5, 15], BOTH, more))).toEqual([
		'day-gap-' + at(5),
		`gap-${at(5)}`,
		'n5',
		'm1',
		'n15',
		'mine'
	]);
	const away = place(items, [], { atStart: true, atEnd: false }, { outgoing: [waiting] });
	expect(away).toBe(items);
});

import { describe, expect, it } from 'vitest';
import type { Message } from '../../core/message.ts';
import { message } from '../../core/testing/test-support.ts';
import {
	endOf,
	grow,
	MAX_RENDERED,
	newest,
	rangeOf,
	slide,
	type RenderWindow,
	startOf,
	STEP
} from './render-window.ts';

const messages = (from: number, to: number) =>
	Array.from({ length: to - from + 1 }, (_, index) => message(from + index));

function seqs(all: Message[], drawn: RenderWindow): [number | undefined, number | undefined] {
	const shown = all.slice(...rangeOf(all, drawn));
	return [shown[0]?.seq, shown.at(-1)?.seq];
}

describe('RenderWindow', () => {
	it('covers all of a short list, whatever is added', () => {
		const drawn = endOf([]);
		expect(seqs(messages(1, 20), drawn)).toEqual([1, 20]);
		expect(seqs(messages(1, 70), endOf(messages(11, 60)))).toEqual([1, 70]);
	});

	it('covers one end of a long list', () => {
		const all = messages(1, 1000);
		expect(seqs(all, endOf(all))).toEqual([1001 - MAX_RENDERED, 1000]);
		expect(seqs(all, startOf(all))).toEqual([1, MAX_RENDERED]);
	});

	it('grows from the newest messages to a whole window, and no further', () => {
		const all = messages(1, 1000);
		let drawn = newest(all);
		expect(seqs(all, drawn)[1]).toBe(1000);
		for (let before: RenderWindow | null = null; before !== drawn;) {
			before = drawn;
			drawn = grow(all, drawn);
			const [first, last] = seqs(all, drawn);
			expect(last).toBe(1000);
			expect(first! - seqs(all, before)[0]!).toBeGreaterThanOrEqual(-8);
		}
		const [first] = seqs(all, drawn);
		expect(1000 - first!).toBeGreaterThanOrEqual(MAX_RENDERED - 1);
		expect(1000 - first!).toBeLessThan(MAX_RENDERED + STEP);
	});

	it('grows to the start of a short list, and then covers whatever is added before it', () => {
		const all = messages(11, 30);
		let drawn = newest(all);
		for (let step = 0; step < 3; step++) drawn = grow(all, drawn);
		expect(seqs(messages(1, 30), drawn)).toEqual([1, 30]);
		expect(grow(all, drawn)).toBe(drawn);
	});

	it('does not grow where the reader has gone', () => {
		const all = messages(1, 1000);
		const start = startOf(all);
		expect(grow(all, start)).toBe(start);
	});

	it('slides through the whole list and back and shows every message', () => {
		const all = messages(1, 2000);
		let drawn = endOf(all);
		const seen = new Set<number>();
		const look = () => {
			const [first, last] = seqs(all, drawn);
			for (let seq = first!; seq <= last!; seq++) seen.add(seq);
			expect(last! - first!).toBeLessThan(MAX_RENDERED);
		};
		look();
		for (let before: RenderWindow | null = null; before !== drawn; look()) {
			before = drawn;
			drawn = slide(all, drawn, 'start');
		}
		expect(seqs(all, drawn)).toEqual([1, MAX_RENDERED]);
		expect(seen.size).toBe(2000);
		seen.clear();
		look();
		for (let before: RenderWindow | null = null; before !== drawn; look()) {
			before = drawn;
			drawn = slide(all, drawn, 'end');
		}
		expect(seqs(all, drawn)).toEqual([2001 - MAX_RENDERED, 2000]);
		expect(seen.size).toBe(2000);
		expect(drawn.to).toBe(Infinity);
	});

	it('keeps what a reader near its start sees when an older page is prepended', () => {
		const drawn = endOf(messages(51, 250));
		const all = messages(1, 250);
		expect(seqs(all, drawn)[0]).toBe(101);
		expect(seqs(all, slide(all, drawn, 'start'))).toEqual([51, 50 + MAX_RENDERED]);
	});

	it('drops new messages while older pages load into a list that began empty', () => {
		let drawn = endOf([]);
		for (let first = 951; first > 1; first -= 50) {
			const all = messages(first, 1000);
			drawn = slide(all, drawn, 'start');
			const [start, end] = rangeOf(all, drawn);
			expect(end - start).toBeLessThan(MAX_RENDERED + STEP);
			expect(all[start]!.seq).toBe(first);
		}
	});

	it('drops old messages for a reader at the end of a growing list', () => {
		let all = messages(1, MAX_RENDERED);
		let drawn = endOf(all);
		for (let seq = MAX_RENDERED + 1; seq <= 1000; seq++) {
			all = [...all, message(seq)];
			drawn = slide(all, drawn, 'list end');
			const [first, last] = seqs(all, drawn);
			expect(last).toBe(seq);
			expect(last! - first!).toBeLessThan(MAX_RENDERED + STEP);
		}
	});

	it('renders nothing more below a reader of older messages', () => {
		const some = messages(1, MAX_RENDERED + STEP);
		const drawn = slide(some, startOf([]), null);
		expect(seqs(messages(1, 1000), drawn)).toEqual([1, MAX_RENDERED + STEP]);
		expect(slide(messages(1, 1000), drawn, null)).toBe(drawn);
		// Until the reader nears the end of the window.
		expect(slide(some, drawn, 'end').to).toBe(Infinity);
	});

	it('includes a message that was missing in the middle', () => {
		const drawn = endOf(messages(1, 400));
		const holed = messages(1, 400).filter(({ seq }) => seq !== 300);
		expect(holed.slice(...rangeOf(holed, drawn))).toHaveLength(MAX_RENDERED - 1);
		const whole = messages(1, 400);
		expect(whole.slice(...rangeOf(whole, drawn))).toHaveLength(MAX_RENDERED);
	});
});

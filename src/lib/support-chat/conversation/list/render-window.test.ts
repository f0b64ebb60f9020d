import { describe, expect, it } from 'vitest';
import type { Message } from '../../core/message.ts';
import { message } from '../../core/testing/test-support.ts';
import { endOf, MOST, rangeOf, slide, type Span, startOf, STEP } from './render-window.ts';

const messages = (from: number, to: number) =>
	Array.from({ length: to - from + 1 }, (_, index) => message(from + index));

function seqs(all: Message[], span: Span): [number | undefined, number | undefined] {
	const shown = all.slice(...rangeOf(all, span));
	return [shown[0]?.seq, shown.at(-1)?.seq];
}

describe('the span of messages that is drawn', () => {
	it('is all of a short list, whatever is added', () => {
		const span = endOf([]);
		expect(seqs(messages(1, 20), span)).toEqual([1, 20]);
		expect(seqs(messages(1, 70), endOf(messages(11, 60)))).toEqual([1, 70]);
	});

	it('is the end of a long list', () => {
		const all = messages(1, 1000);
		expect(seqs(all, endOf(all))).toEqual([1001 - MOST, 1000]);
		expect(seqs(all, startOf(all))).toEqual([1, MOST]);
	});

	it('slides through the whole list and back, overlapping, and shows every message', () => {
		const all = messages(1, 2000);
		let span = endOf(all);
		const seen = new Set<number>();
		const look = () => {
			const [first, last] = seqs(all, span);
			for (let seq = first!; seq <= last!; seq++) seen.add(seq);
			expect(last! - first!).toBeLessThan(MOST);
		};
		look();
		for (let before: Span | null = null; before !== span; look()) {
			before = span;
			span = slide(all, span, 'start');
		}
		expect(seqs(all, span)).toEqual([1, MOST]);
		expect(seen.size).toBe(2000);
		seen.clear();
		look();
		for (let before: Span | null = null; before !== span; look()) {
			before = span;
			span = slide(all, span, 'end');
		}
		expect(seqs(all, span)).toEqual([2001 - MOST, 2000]);
		expect(seen.size).toBe(2000);
		expect(span.to).toBe(Infinity);
	});

	it('keeps what a reader near its start sees while an older page is put before it', () => {
		const span = endOf(messages(51, 250));
		const all = messages(1, 250);
		expect(seqs(all, span)[0]).toBe(101);
		expect(seqs(all, slide(all, span, 'start'))).toEqual([51, 50 + MOST]);
	});

	it('lets go of new messages while pages are read before a list that began empty', () => {
		let span = endOf([]);
		for (let first = 951; first > 1; first -= 50) {
			const all = messages(first, 1000);
			span = slide(all, span, 'start');
			const [start, end] = rangeOf(all, span);
			expect(end - start).toBeLessThan(MOST + STEP);
			expect(all[start]!.seq).toBe(first);
		}
	});

	it('lets go of old messages for a reader at the end of a list that grows', () => {
		let all = messages(1, MOST);
		let span = endOf(all);
		for (let seq = MOST + 1; seq <= 1000; seq++) {
			all = [...all, message(seq)];
			span = slide(all, span, 'list end');
			const [first, last] = seqs(all, span);
			expect(last).toBe(seq);
			expect(last! - first!).toBeLessThan(MOST + STEP);
		}
	});

	it('draws nothing more below a reader who looks at older ones', () => {
		const some = messages(1, MOST + STEP);
		const span = slide(some, startOf([]), null);
		expect(seqs(messages(1, 1000), span)).toEqual([1, MOST + STEP]);
		expect(slide(messages(1, 1000), span, null)).toBe(span);
		// Until the reader comes near the end of what is drawn.
		expect(slide(some, span, 'end').to).toBe(Infinity);
	});

	it('takes in what was missing in the middle', () => {
		const span = endOf(messages(1, 400));
		const holed = messages(1, 400).filter(({ seq }) => seq !== 300);
		expect(holed.slice(...rangeOf(holed, span))).toHaveLength(MOST - 1);
		const whole = messages(1, 400);
		expect(whole.slice(...rangeOf(whole, span))).toHaveLength(MOST);
	});
});

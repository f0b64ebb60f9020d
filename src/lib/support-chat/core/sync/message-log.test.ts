import { describe, expect, it } from 'vitest';
import { MessageLog } from './message-log.ts';
import { message } from '../testing/test-support.ts';

function seqs(log: MessageLog): number[] {
	return log.messages.map(({ seq }) => seq);
}

function range(first: number, last: number) {
	return Array.from({ length: last - first + 1 }, (_, i) => message(first + i));
}

function logOf(first: number, last: number): MessageLog {
	const log = new MessageLog();
	log.takeNewest(range(first, last), last - first === 49);
	return log;
}

describe('MessageLog', () => {
	it('holds a message once, however often it arrives', () => {
		const log = logOf(1, 2);
		log.takeOne(message(3));
		log.takeOne(message(3));
		log.takeAfter([message(3)]);
		expect(seqs(log)).toEqual([1, 2, 3]);
	});

	it('sorts by seq, whatever the order of arrival', () => {
		const log = logOf(1, 1);
		for (const seq of [4, 2, 5, 3]) log.takeOne(message(seq));
		expect(seqs(log)).toEqual([1, 2, 3, 4, 5]);
		expect(log.lastSeq).toBe(5);
	});

	it('reports a hole until it is filled', () => {
		const log = logOf(1, 2);
		log.takeOne(message(4));
		expect(log.hasHole).toBe(true);
		expect(log.lastSeq).toBe(2);
		log.takeAfter([message(3), message(4)]);
		expect(log.hasHole).toBe(false);
		expect(log.lastSeq).toBe(4);
	});

	it('treats a number missing from the table as erased, not as a hole', () => {
		const log = logOf(1, 2);
		log.takeAfter([message(4), message(7)]);
		expect(log.hasHole).toBe(false);
		expect(log.lastSeq).toBe(7);
	});

	it('merges events that arrived before the first page', () => {
		const log = new MessageLog();
		log.takeOne(message(61));
		expect(log.hasHole).toBe(false);
		log.takeNewest(range(11, 60), true);
		expect(log.lastSeq).toBe(61);
		expect(log.hasOlder).toBe(true);
	});

	it('starts an empty chat with its first message', () => {
		const log = new MessageLog();
		log.takeNewest([], false);
		expect(log.hasOlder).toBe(false);
		log.takeOne(message(1));
		expect([log.firstSeq, log.lastSeq, log.hasHole]).toEqual([1, 1, false]);
	});

	it('reports a hole before the second message of a chat that was empty', () => {
		const log = new MessageLog();
		log.takeNewest([], false);
		log.takeOne(message(2));
		expect(log.hasHole).toBe(true);
		log.takeAfter([message(1), message(2)]);
		expect([log.firstSeq, log.lastSeq, log.hasHole]).toEqual([1, 2, false]);
	});

	it('prepends older pages up to the first message', () => {
		const log = logOf(51, 100);
		log.takeOlder(range(1, 50), true);
		expect(log.messages).toHaveLength(100);
		expect(log.hasOlder).toBe(false);
		expect(log.firstSeq).toBe(1);
	});

	it('ignores a late response about a message whose page is not loaded', () => {
		const log = logOf(51, 100);
		expect(log.takeOne(message(7))).toBe(false);
		expect(log.messages[0]?.seq).toBe(51);
	});

	it('applies a receipt to messages that arrive after it, too', () => {
		const log = logOf(1, 2);
		const readAt = new Date(5);
		log.takeReceipt({ reader: 'user', upToSeq: 3, readAt });
		log.takeOne(message(3));
		log.takeOne(message(4));
		expect(log.messages.map((m) => m.readAt)).toEqual([readAt, readAt, readAt, null]);
	});

	it("does not mark the reader's own messages", () => {
		const log = new MessageLog();
		log.takeNewest([message(1, { senderType: 'user' })], false);
		log.takeReceipt({ reader: 'user', upToSeq: 1, readAt: new Date(5) });
		expect(log.messages[0]?.readAt).toBeNull();
	});

	it('keeps a message read when an older copy arrives', () => {
		const log = new MessageLog();
		log.takeNewest([message(1, { readAt: new Date(5) })], false);
		log.takeOne(message(1));
		expect(log.messages[0]).toMatchObject({ readAt: new Date(5) });
	});

	it('counts what is unread of each side, however it arrives', () => {
		const own = { senderType: 'user' } as const;
		const read = { readAt: new Date(1) };
		const unread = () => [log.countUnreadFrom('admin'), log.oldestUnreadFrom('admin')];
		const log = new MessageLog();
		log.takeOne(message(2));
		log.takeNewest([message(11, read), message(12), message(13, own), message(14)], true);
		expect(unread()).toEqual([2, 12]);
		expect([log.countUnreadFrom('user'), log.oldestUnreadFrom('user')]).toEqual([1, 13]);
		log.takeOlder([message(8), message(9), message(10, own)], true);
		expect(unread()).toEqual([4, 8]);
		log.takeOne(message(12, read));
		log.takeOne(message(12));
		expect(unread()).toEqual([3, 8]);
		log.takeReceipt({ reader: 'user', upToSeq: 9, readAt: new Date(1) });
		log.takeOlder([message(7)], true);
		expect(unread()).toEqual([1, 14]);
		log.takeReceipt({ reader: 'user', upToSeq: 14, readAt: new Date(1) });
		expect(unread()).toEqual([0, 0]);
		expect(log.countUnreadFrom('user')).toBe(2);
	});

	it('keeps the same list while nothing changes', () => {
		const log = logOf(1, 3);
		const before = log.messages;
		log.takeAfter([]);
		log.takeOne(message(2));
		expect(log.messages).toBe(before);
	});
});

import { describe, expect, it } from 'vitest';
import { message } from '../../core/testing/test-support.ts';
import type { Message } from '../../core/message.ts';
import type { Outgoing } from '../../core/sending/outgoing.ts';
import { TimeFormat } from '../../core/text/time.ts';
import { Timeline } from './timeline.ts';
import type { BubbleItem, TimelineOptions } from './timeline.ts';

const format = new TimeFormat({ locale: 'en-US', timeZone: 'UTC' });
const at = (time: string) => new Date(`2026-01-${time}Z`);

function timeline(options: Partial<TimelineOptions> = {}) {
	return new Timeline({ side: 'user', format, ...options });
}

function bubbles(messages: Message[], outgoing: Outgoing[] = []): BubbleItem[] {
	return timeline()
		.layOut({ messages, outgoing })
		.filter((item) => item.kind === 'bubble');
}

function unsent(id: string, facts: Partial<Outgoing> = {}): Outgoing {
	return {
		id,
		content: id,
		createdAt: at('29T10:00:00'),
		state: 'sending',
		error: null,
		retryAt: null,
		files: [],
		attachments: [],
		attempt: 0,
		progress: null,
		...facts
	};
}

describe('Timeline', () => {
	it('puts a divider before each day', () => {
		const messages = [
			message(1, { createdAt: at('28T23:59:00') }),
			message(2, { createdAt: at('29T00:01:00') })
		];
		const items = timeline().layOut({ messages, outgoing: [] });
		expect(items.map((item) => item.key)).toEqual(['day-m1', 'm1', 'day-m2', 'm2']);
	});

	it('groups messages of one sender that are close in time', () => {
		const groups = bubbles([
			message(1, { createdAt: at('29T10:00:00') }),
			message(2, { createdAt: at('29T10:01:00') }),
			message(3, { createdAt: at('29T10:02:00'), senderType: 'user' }),
			message(4, { createdAt: at('29T10:30:00'), senderType: 'user' })
		]).map(({ first, last }) => [first, last]);
		expect(groups).toEqual([
			[true, false],
			[false, true],
			[true, true],
			[true, true]
		]);
	});

	it('ends a group at midnight', () => {
		const groups = bubbles([
			message(1, { createdAt: at('28T23:59:00') }),
			message(2, { createdAt: at('29T00:01:00') })
		]);
		expect(groups.map(({ first, last }) => [first, last])).toEqual([
			[true, true],
			[true, true]
		]);
	});

	it('shows the state of the last own message and of the last one seen', () => {
		const readAt = new Date(1);
		const own = bubbles([
			message(1, { senderType: 'user', readAt }),
			message(2, { senderType: 'user', readAt }),
			message(3, { senderType: 'user' }),
			message(4, { senderType: 'user' }),
			message(5)
		]);
		expect(own.map((item) => item.delivery)).toEqual([null, 'seen', null, 'sent', null]);
	});

	it('puts unsent messages below the stored ones', () => {
		const items = bubbles([message(1)], [unsent('a'), unsent('b', { state: 'failed' })]);
		expect(items.map((item) => [item.key, item.own, item.delivery])).toEqual([
			['m1', false, null],
			['a', true, 'sending'],
			['b', true, 'failed']
		]);
	});

	it('names a sender once per group', () => {
		const named = timeline({ side: 'admin', senderName: (m) => m.senderName ?? '' });
		const messages = [
			message(1, { adminId: 'ada', senderName: 'Support' }),
			message(2, { adminId: 'ada', senderName: 'Support' }),
			message(3, { adminId: 'grace', senderName: 'Support' })
		];
		const items = named.layOut({ messages, outgoing: [] });
		expect(items.flatMap((item) => (item.kind === 'bubble' ? [item.sender] : []))).toEqual([
			'Support',
			'',
			'Support'
		]);
	});

	it('labels every bubble with its author', () => {
		const items = timeline({ by: (m) => (m ? `${m.senderName}:` : 'You:') })
			.layOut({
				messages: [message(1, { senderName: 'Ada' }), message(2, { senderName: 'Ada' })],
				outgoing: [unsent('a')]
			})
			.flatMap((item) => (item.kind === 'bubble' ? [item.by] : []));
		expect(items).toEqual(['Ada:', 'Ada:', 'You:']);
	});

	it('lays out a range as it is within the whole', () => {
		const messages = Array.from({ length: 40 }, (_, index) =>
			message(index + 1, {
				createdAt: new Date(at('28T23:00:00').getTime() + index * 150_000),
				senderType: index % 7 < 3 ? 'user' : 'admin',
				readAt: index < 20 ? new Date(1) : null
			})
		);
		const whole = timeline().layOut({ messages, outgoing: [] });
		for (let start = 0; start < 40; start++) {
			const range: [number, number] = [start, Math.min(40, start + 9)];
			const part = timeline().layOut({ messages, outgoing: [], range });
			const bubble = whole.findIndex((item) => item.key === messages[start]!.id);
			// With the day's divider when the range starts with a day.
			const from = whole[bubble - 1]?.kind === 'day' ? bubble - 1 : bubble;
			expect(part).toEqual(whole.slice(from, from + part.length));
			expect(part.at(-1)!.key).toBe(messages[range[1] - 1]!.id);
		}
	});

	it('puts a divider above the first new message and begins a group there', () => {
		const items = timeline().layOut({
			messages: [message(1), message(2), message(4), message(5)],
			outgoing: [],
			unreadFrom: 3
		});
		expect(items.map(({ key }) => key)).toEqual(['day-m1', 'm1', 'm2', 'unread', 'm4', 'm5']);
		const groups = items.flatMap((item) =>
			item.kind === 'bubble' ? [[item.first, item.last]] : []
		);
		expect(groups).toEqual([
			[true, false],
			[false, true],
			[true, false],
			[false, true]
		]);
	});

	it('puts no divider when the first new message is not loaded', () => {
		const messages = [message(4), message(5)];
		const items = timeline().layOut({ messages, outgoing: [], unreadFrom: 3 });
		expect(items.map(({ key }) => key)).toEqual(['day-m4', 'm4', 'm5']);
	});

	it('marks no own message as the last while later ones are not loaded', () => {
		const own = { senderType: 'user' as const, readAt: new Date(1) };
		const messages = [message(1, own), message(2, { ...own, readAt: null })];
		const deliveries = (hasNewer: boolean) =>
			timeline()
				.layOut({ messages, outgoing: [], hasNewer })
				.flatMap((item) => (item.kind === 'bubble' ? [item.delivery] : []));
		expect(deliveries(false)).toEqual(['seen', 'sent']);
		expect(deliveries(true)).toEqual([null, null]);
	});

	it('reuses the items that did not change', () => {
		const line = timeline();
		const messages = [message(1), message(2)];
		const before = line.layOut({ messages, outgoing: [] });
		const after = line.layOut({ messages: [...messages, message(3)], outgoing: [] });
		expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
		expect(after[0]).toBe(before[0]);
		expect(after[1]).toBe(before[1]);
		// The second is no longer the last of its group.
		expect(after[2]).not.toBe(before[2]);
	});
});

import { describe, expect, it } from 'vitest';
import { toParticipants, toTyping } from './activity-transport.ts';

const ID = '00000000-0000-4000-8000-000000000001';

// Whoever may join the topic may send anything on it.
const JUNK = [null, undefined, 0, 'typing', [], {}, { typing: true }, { sender_type: 'user' }];

describe('toTyping', () => {
	it('takes what the contract names', () => {
		const payload = { sender_type: 'admin', typing: true };
		expect(toTyping(payload)).toEqual({ sender: 'admin', typing: true });
		expect(toTyping({ ...payload, typing: false })).toEqual({ sender: 'admin', typing: false });
	});

	it('takes nothing else', () => {
		const forged = [
			{ sender_type: 'bot', typing: true },
			{ sender_type: ['admin'], typing: true },
			{ sender_type: 'admin', typing: 'yes' },
			{ sender_type: 'admin', typing: 1 }
		];
		for (const payload of [...JUNK, ...forged]) expect(toTyping(payload)).toBeNull();
	});
});

describe('toParticipants', () => {
	it('takes one entry a person, however many tabs they have', () => {
		const tab = { presence_ref: 'x', sender_type: 'admin' };
		expect(toParticipants({ [ID]: [tab, tab] })).toEqual([{ userId: ID, side: 'admin' }]);
	});

	it('leaves out what makes no sense', () => {
		const good = [{ sender_type: 'user' }];
		const state = { [ID]: good, name: good, [`${ID}x`]: good, __proto__: good };
		expect(toParticipants(state)).toEqual([{ userId: ID, side: 'user' }]);
		for (const junk of JUNK) {
			expect(toParticipants(junk)).toEqual([]);
			expect(toParticipants({ [ID]: junk })).toEqual([]);
			expect(toParticipants({ [ID]: [junk] })).toEqual(
				(junk as { sender_type?: string })?.sender_type ? [{ userId: ID, side: 'user' }] : []
			);
		}
	});

	it('does not grow with a flood', () => {
		const entries = Array.from({ length: 5000 }, (_, i) => [
			ID.slice(0, -4) + i.toString(16).padStart(4, '0'),
			[{ sender_type: 'admin' }]
		]);
		expect(toParticipants(Object.fromEntries(entries))).toHaveLength(50);
	});
});

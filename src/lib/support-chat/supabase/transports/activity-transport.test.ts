import { describe, expect, it } from 'vitest';
import { isUserPresent, toTyping } from './activity-transport.ts';

// Anyone who may join the topic may send anything on it.
const JUNK = [null, undefined, 0, 'typing', [], {}, { typing: true }, { sender_type: 'user' }];

describe('toTyping', () => {
	it('accepts the payloads of the contract', () => {
		const payload = { sender_type: 'admin', typing: true };
		expect(toTyping(payload)).toEqual({ sender: 'admin', typing: true });
		expect(toTyping({ ...payload, typing: false })).toEqual({ sender: 'admin', typing: false });
	});

	it('rejects everything else', () => {
		const forged = [
			{ sender_type: 'bot', typing: true },
			{ sender_type: ['admin'], typing: true },
			{ sender_type: 'admin', typing: 'yes' },
			{ sender_type: 'admin', typing: 1 }
		];
		for (const payload of [...JUNK, ...forged]) expect(toTyping(payload)).toBeNull();
	});
});

describe('isUserPresent', () => {
	it('finds the user under any presence key and in any tab', () => {
		const tab = { presence_ref: 'x', sender_type: 'user' };
		expect(isUserPresent({ 'any key': [tab] })).toBe(true);
		expect(isUserPresent({ a: [{ sender_type: 'admin' }], b: [{}, tab] })).toBe(true);
	});

	it('counts no other entry as the user', () => {
		for (const junk of JUNK.filter((entry) => !isUserEntry(entry))) {
			expect(isUserPresent(junk)).toBe(false);
			expect(isUserPresent({ a: junk })).toBe(false);
			expect(isUserPresent({ a: [junk] })).toBe(false);
		}
		expect(isUserPresent({ a: [{ sender_type: 'admin' }, { sender_type: ['user'] }] })).toBe(false);
		expect(isUserPresent({ a: { sender_type: 'user' } })).toBe(false);
	});
});

function isUserEntry(entry: unknown): boolean {
	return JSON.stringify(entry) === '{"sender_type":"user"}';
}

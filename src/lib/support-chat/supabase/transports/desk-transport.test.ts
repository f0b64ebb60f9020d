import { describe, expect, it } from 'vitest';
import { toPresentAdmins } from './desk-transport.ts';

const ADMIN = '00000000-0000-4000-8000-000000000001';
const CHAT = '00000000-0000-4000-8000-000000000002';

const entry = { presence_ref: 'x', admin_id: ADMIN, chat_id: CHAT, typing: true };

describe('toPresentAdmins', () => {
	it('accepts the entries of the contract, one per page', () => {
		const state = { a: [entry], b: [{ ...entry, chat_id: null, typing: false }] };
		expect(toPresentAdmins(state)).toEqual([
			{ adminId: ADMIN, chatId: CHAT, typing: true },
			{ adminId: ADMIN, chatId: null, typing: false }
		]);
	});

	it('uses the latest entry of a page', () => {
		const state = { a: [{ ...entry, chat_id: null }, entry] };
		expect(toPresentAdmins(state)).toMatchObject([{ chatId: CHAT }]);
	});

	it('drops malformed entries', () => {
		for (const junk of [null, undefined, 0, 'desk', [], {}]) {
			expect(toPresentAdmins(junk)).toEqual([]);
			expect(toPresentAdmins({ a: junk })).toEqual([]);
			expect(toPresentAdmins({ a: [junk] })).toEqual([]);
		}
		const forged = [
			{ ...entry, admin_id: 'Ada' },
			{ ...entry, admin_id: [ADMIN] },
			{ ...entry, admin_id: undefined },
			{ ...entry, chat_id: 'chat' },
			{ ...entry, chat_id: undefined },
			{ ...entry, typing: 'yes' },
			{ ...entry, typing: undefined }
		];
		expect(toPresentAdmins(Object.fromEntries(forged.map((e, i) => [i, [e]])))).toEqual([]);
	});

	it('caps the number of entries', () => {
		const flood = Object.fromEntries(
			Array.from({ length: 5000 }, (_, i) => [`page ${i}`, [entry]])
		);
		expect(toPresentAdmins(flood)).toHaveLength(500);
	});
});

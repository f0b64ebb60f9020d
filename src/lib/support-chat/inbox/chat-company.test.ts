import { expect, test } from 'vitest';
import { chatCompany } from './chat-company.ts';

const facts = {
	ownId: 'me',
	userId: 'customer',
	names: new Map([
		['me', 'Day shift'],
		['night', 'Night shift'],
		['lead', 'Ada']
	])
};

test('names the other admins by what the database calls them', () => {
	const participants = [
		{ side: 'admin', userId: 'me' },
		{ side: 'admin', userId: 'night' },
		{ side: 'admin', userId: 'lead' }
	] as const;
	expect(chatCompany(participants, facts).viewers).toEqual(['Ada', 'Night shift']);
});

test('whoever only claims to be an admin, or the user, is not taken for one', () => {
	const participants = [
		{ side: 'admin', userId: 'stranger' },
		{ side: 'user', userId: 'stranger' },
		{ side: 'user', userId: 'night' }
	] as const;
	expect(chatCompany(participants, facts)).toEqual({ userIsHere: false, viewers: [] });
});

test('the user is here when they say so themselves', () => {
	const participants = [{ side: 'user', userId: 'customer' }] as const;
	expect(chatCompany(participants, facts).userIsHere).toBe(true);
});

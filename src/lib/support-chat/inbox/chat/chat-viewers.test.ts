import { expect, test } from 'vitest';
import { chatCompany } from './chat-viewers.ts';

const facts = {
	chatId: 'chat',
	ownId: 'me',
	names: new Map([
		['me', 'Day shift'],
		['night', 'Night shift'],
		['lead', 'Ada']
	]),
	userIsHere: false
};

/** A page of an admin, in the chat unless told. */
function page(adminId: string, typing = false, chatId: string | null = 'chat') {
	return { adminId, chatId, typing };
}

test('names the other admins by what the database calls them', () => {
	const { viewers } = chatCompany([page('me'), page('night'), page('lead')], facts);
	expect(viewers).toEqual(['Ada', 'Night shift']);
});

test('who is in another chat or in none is not here', () => {
	const { viewers } = chatCompany([page('night', false, 'other'), page('lead', true, null)], facts);
	expect(viewers).toEqual([]);
});

test('who writes a reply is no mere viewer', () => {
	const company = chatCompany([page('night', true), page('lead')], facts);
	expect(company).toEqual({ userIsHere: false, writers: ['Night shift'], viewers: ['Ada'] });
});

test('the tabs of one admin are one, and write when one of them does', () => {
	const tabs = [page('night'), page('night', true), page('night')];
	const company = chatCompany(tabs, facts);
	expect(company).toMatchObject({ writers: ['Night shift'], viewers: [] });
});

test('one’s own other tabs are nobody', () => {
	const company = chatCompany([page('me'), page('me', true)], facts);
	expect(company).toMatchObject({ writers: [], viewers: [] });
});

test('whoever only claims to be an admin is not taken for one', () => {
	const company = chatCompany([page('stranger'), page('other stranger', true)], facts);
	expect(company).toMatchObject({ writers: [], viewers: [] });
});

import { expect, test } from 'vitest';
import { chatViewers } from './chat-viewers.ts';

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
	const { viewers } = chatViewers([page('me'), page('night'), page('lead')], facts);
	expect(viewers).toEqual(['Ada', 'Night shift']);
});

test('who is in another chat or in none is not here', () => {
	const { viewers } = chatViewers([page('night', false, 'other'), page('lead', true, null)], facts);
	expect(viewers).toEqual([]);
});

test('who writes a reply is no mere viewer', () => {
	const viewing = chatViewers([page('night', true), page('lead')], facts);
	expect(viewing).toEqual({ userIsHere: false, writers: ['Night shift'], viewers: ['Ada'] });
});

test('the tabs of one admin are one, and write when one of them does', () => {
	const tabs = [page('night'), page('night', true), page('night')];
	const viewing = chatViewers(tabs, facts);
	expect(viewing).toMatchObject({ writers: ['Night shift'], viewers: [] });
});

test('one’s own other tabs are nobody', () => {
	const viewing = chatViewers([page('me'), page('me', true)], facts);
	expect(viewing).toMatchObject({ writers: [], viewers: [] });
});

test('whoever only claims to be an admin is not taken for one', () => {
	const viewing = chatViewers([page('stranger'), page('other stranger', true)], facts);
	expect(viewing).toMatchObject({ writers: [], viewers: [] });
});

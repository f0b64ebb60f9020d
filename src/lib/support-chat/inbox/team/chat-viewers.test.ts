import { expect, test } from 'vitest';
import { chatViewers, viewersText } from './chat-viewers.ts';

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

/** A page of an admin, by default in the chat. */
function page(adminId: string, typing = false, chatId: string | null = 'chat') {
	return { adminId, chatId, typing };
}

test('names the other admins as the database does', () => {
	const { viewers } = chatViewers([page('me'), page('night'), page('lead')], facts);
	expect(viewers).toEqual(['Ada', 'Night shift']);
});

test('leaves out admins in another chat or in none', () => {
	const { viewers } = chatViewers([page('night', false, 'other'), page('lead', true, null)], facts);
	expect(viewers).toEqual([]);
});

test('lists an admin who writes a reply as a writer only', () => {
	const viewing = chatViewers([page('night', true), page('lead')], facts);
	expect(viewing).toEqual({ userIsHere: false, writers: ['Night shift'], viewers: ['Ada'] });
});

test('counts the tabs of one admin as one, who writes when one of them does', () => {
	const tabs = [page('night'), page('night', true), page('night')];
	const viewing = chatViewers(tabs, facts);
	expect(viewing).toMatchObject({ writers: ['Night shift'], viewers: [] });
});

test('leaves out one’s own tabs', () => {
	const viewing = chatViewers([page('me'), page('me', true)], facts);
	expect(viewing).toMatchObject({ writers: [], viewers: [] });
});

test('leaves out presence that no admin of the database has', () => {
	const viewing = chatViewers([page('stranger'), page('other stranger', true)], facts);
	expect(viewing).toMatchObject({ writers: [], viewers: [] });
});

test('says what others do, those who write first, and names two of each', () => {
	const texts = {
		viewing: (names: readonly string[], more: number) => `${names.join()} +${more} view`,
		writing: (names: readonly string[]) => `${names.join()} write`
	};
	expect(viewersText({ writers: [], viewers: [] }, texts)).toBe('');
	expect(viewersText({ writers: ['Ada'], viewers: ['Bo', 'Cy', 'Di'] }, texts)).toBe(
		'Ada write · Bo,Cy +1 view'
	);
});

import { expect, test } from 'vitest';
import { LANGUAGES } from '../../languages/language.ts';
import { loadInboxLanguage } from '../../languages/catalogue.ts';
import { addressOf, nameOf, peopleQuery } from './name-of.ts';

const english = { guest: (name: string) => `Guest ${name}` };

test('a user is called by their address, a guest by their short name, a deleted one by nothing', () => {
	expect(nameOf({ userEmail: 'ada@example.com', guestName: '7F3K', userName: null }, english)).toBe(
		'ada@example.com'
	);
	expect(nameOf({ userEmail: '', guestName: '7F3K', userName: null }, english)).toBe('Guest 7F3K');
	expect(nameOf({ userEmail: '', guestName: null, userName: null }, english)).toBe('');
});

test('a name is shown for the address, which is still known', () => {
	const ada = { userEmail: 'ada@example.com', guestName: null, userName: 'Ada Lovelace' };
	expect(nameOf(ada, english)).toBe('Ada Lovelace');
	expect(addressOf(ada, english)).toBe('ada@example.com');
	expect(nameOf({ userEmail: '', guestName: '7F3K', userName: 'Ada' }, english)).toBe('Ada');
});

test.for([...LANGUAGES])('the name of a guest finds them in %s', async (language) => {
	const { inbox } = await loadInboxLanguage([language]);
	const name = nameOf({ userEmail: '', guestName: '7F3K', userName: null }, inbox);
	expect(name).toContain('7F3K');
	expect(peopleQuery(name, inbox)).toBe('guest 7F3K');
	expect(peopleQuery(name.toLowerCase(), inbox).toLowerCase()).toBe('guest 7f3k');
	expect(peopleQuery(inbox.guest('').trim(), inbox)).toBe('guest');
	for (const address of ['ada@example.com', `${inbox.guest('').trim()}haus@example.com`]) {
		expect(peopleQuery(address, inbox)).toBe(address);
	}
});

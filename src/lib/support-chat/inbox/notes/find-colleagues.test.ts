import { expect, test } from 'vitest';
import { findColleagues } from './find-colleagues.ts';

const admins = ['Ada Lovelace', 'Grace Hopper', 'Alan Grant', 'Support', 'support', ''].map(
	(name, index) => ({ id: String(index), userId: String(index), name })
);
const names = (query: string, ownId = 'none') =>
	findColleagues(admins, ownId, query).map(({ name }) => name);

test('all colleagues but oneself are offered, those of one name once', () => {
	expect(names('', '0')).toEqual(['Grace Hopper', 'Alan Grant', 'Support']);
});

test('the start of any word finds, that of the name first', () => {
	expect(names('gra')).toEqual(['Grace Hopper', 'Alan Grant']);
	expect(names('ada lo')).toEqual(['Ada Lovelace']);
	expect(names('ace')).toEqual([]);
});

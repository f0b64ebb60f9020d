import { describe, expect, test } from 'vitest';
import { ReplySearch } from './reply-search.ts';

/** Replies with these titles and contents, in this order. */
const search = (...texts: [title: string, content?: string][]) =>
	new ReplySearch(
		texts.map(([title, content = '']) => ({ id: title, title, content, updatedAt: '' }))
	);

const titles = (replies: { title: string }[]) => replies.map(({ title }) => title);

describe('ReplySearch', () => {
	test('lists the best match first', () => {
		const replies = search(
			['Hours', 'Ask for a refund until 17:00'],
			['Money: nonrefundable'],
			['Late, refund'],
			['Refund policy'],
			['refund'],
			['Parcel']
		);
		expect(titles(replies.find('Refund', 10))).toEqual([
			'refund',
			'Refund policy',
			'Late, refund',
			'Money: nonrefundable',
			'Hours'
		]);
		expect(titles(replies.find('refund', 2))).toEqual(['refund', 'Refund policy']);
	});

	test('finds replies that have all words, in title or content', () => {
		const replies = search(
			['Late parcel', 'We are sorry.'],
			['Parcel', 'It is late'],
			['Late', 'Nothing']
		);
		expect(titles(replies.find('parcel late', 10))).toEqual(['Late parcel', 'Parcel']);
		expect(titles(replies.find('  SORRY  late ', 10))).toEqual(['Late parcel']);
		expect(replies.find('late unknown', 10)).toEqual([]);
	});

	test('ignores accents, case and vowel signs', () => {
		const replies = search(['Crème brûlée'], ['مَرْحَبًا']);
		expect(titles(replies.find('BRULEE', 10))).toEqual(['Crème brûlée']);
		expect(titles(replies.find('مرحبا', 10))).toEqual(['مَرْحَبًا']);
	});

	test('without words it lists the first ones', () => {
		expect(titles(search(['B'], ['A'], ['C']).find(' ', 2))).toEqual(['B', 'A']);
	});
});

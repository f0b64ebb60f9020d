import { expect, test } from 'vitest';
import { toNames } from './availability-transport.ts';

test('toNames returns one name per page on duty, empty where the page gives none', () => {
	const state = {
		a: [{ presence_ref: '1', name: 'Ada' }],
		b: [{ name: 'before' }, { name: ' Grace\u202e ' }],
		c: [{ name: 7 }],
		d: [{}],
		e: [],
		f: 'x',
		g: [{ name: 'x'.repeat(200) }]
	};
	expect(toNames(state)).toEqual(['Ada', 'Grace\ufffd', '', '', '', '', 'x'.repeat(80)]);
	expect(toNames({})).toEqual([]);
});

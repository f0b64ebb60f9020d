import { expect, test } from 'vitest';
import { toNames } from './availability-transport.ts';

test('each page on duty has a name, or an empty one where it says none', () => {
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

import { expect, test } from 'vitest';
import { showablePreview } from './chat-summary.ts';

test('a preview shows no formatting marks', () => {
	expect(showablePreview('**Hello** `there`, *cut **of')).toBe('Hello there, *cut **of');
});

test('a preview omits a character that the database cut in two', () => {
	const start = 'x'.repeat(98);
	const stored = [...`${start}👨\u200d👩\u200d👧 and more`].slice(0, 100).join('');
	expect(showablePreview(stored)).toBe(start);
	expect(showablePreview(`${start}\u202e🇩`)).toBe(`${start}\ufffd`);
	expect(showablePreview(`${start}ok`)).toBe(`${start}ok`);
});

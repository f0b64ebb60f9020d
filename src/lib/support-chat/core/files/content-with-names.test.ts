import { expect, test } from 'vitest';
import { contentWithNames } from './content-with-names.ts';

const attachments = [{ name: 'plan.pdf' }, { name: 'b.png' }];

test.each([
	['a text is followed by the names', 'Look', 'Look plan.pdf, b.png'],
	['names that are the content are said once', 'plan.pdf, b.png', 'plan.pdf, b.png']
])('%s', (_, content, words) => {
	expect(contentWithNames({ content, attachments })).toBe(words);
});

test('a message without files is its text', () => {
	expect(contentWithNames({ content: 'Hello', attachments: [] })).toBe('Hello');
});

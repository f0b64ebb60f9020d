import { deepEqual, equal, ok } from 'node:assert/strict';
import { cutPreview } from './preview.ts';

const FAMILY = '👨‍👩‍👧‍👦';

function count(text: string): number {
	return [...new Intl.Segmenter('en').segment(text)].length;
}

Deno.test('a short message stays as it is', () => {
	equal(cutPreview('Hello, how can I help?'), 'Hello, how can I help?');
	equal(cutPreview('x'.repeat(200)), 'x'.repeat(200));
	equal(cutPreview(''), '');
});

Deno.test('a long one has 200 characters at most, the ellipsis included', () => {
	equal(cutPreview('x'.repeat(201)), `${'x'.repeat(199)}…`);
	ok(count(cutPreview('word '.repeat(800))) <= 200);
});

Deno.test('an emoji of several code points is one character and is never cut in two', () => {
	equal(cutPreview(FAMILY.repeat(200)), FAMILY.repeat(200));
	equal(cutPreview(FAMILY.repeat(201)), `${FAMILY.repeat(199)}…`);
	equal(cutPreview('e\u0301'.repeat(300)), `${'e\u0301'.repeat(199)}…`);
});

Deno.test('the cut falls between words if one ends near by', () => {
	const preview = cutPreview(`${'word '.repeat(39)}extraordinarily long`);
	equal(preview, `${'word '.repeat(39).trim()}…`);
	equal(
		cutPreview(`${'word '.repeat(39)}ends. And more`),
		`${'word '.repeat(39)}…`.replace(' …', '…')
	);
});

Deno.test('spaces and blank lines are tidied, single line breaks kept', () => {
	deepEqual(cutPreview('  one\r\n\r\n \n two \t three\u0007\n'), 'one\ntwo three');
});

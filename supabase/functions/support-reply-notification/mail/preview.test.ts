import { deepEqual, equal, ok } from 'node:assert/strict';
import { cutPreview } from './preview.ts';

const FAMILY = '👨‍👩‍👧‍👦';

function count(text: string): number {
	return [...new Intl.Segmenter('en').segment(text)].length;
}

Deno.test('a short message is unchanged', () => {
	equal(cutPreview('Hello, how can I help?'), 'Hello, how can I help?');
	equal(cutPreview('x'.repeat(200)), 'x'.repeat(200));
	equal(cutPreview(''), '');
});

Deno.test('a long message is cut to 200 characters, ellipsis included', () => {
	equal(cutPreview('x'.repeat(201)), `${'x'.repeat(199)}…`);
	ok(count(cutPreview('word '.repeat(800))) <= 200);
});

Deno.test('an emoji of several code points counts as one character and is never split', () => {
	equal(cutPreview(FAMILY.repeat(200)), FAMILY.repeat(200));
	equal(cutPreview(FAMILY.repeat(201)), `${FAMILY.repeat(199)}…`);
	equal(cutPreview('e\u0301'.repeat(300)), `${'e\u0301'.repeat(199)}…`);
});

Deno.test('the cut falls between words if one ends nearby', () => {
	const preview = cutPreview(`${'word '.repeat(39)}extraordinarily long`);
	equal(preview, `${'word '.repeat(39).trim()}…`);
	equal(
		cutPreview(`${'word '.repeat(39)}ends. And more`),
		`${'word '.repeat(39)}…`.replace(' …', '…')
	);
});

Deno.test('spaces and blank lines collapse, single line breaks stay', () => {
	deepEqual(cutPreview('  one\r\n\r\n \n two \t three\u0007\n'), 'one\ntwo three');
});

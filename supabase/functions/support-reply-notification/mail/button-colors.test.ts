import { equal, ok } from 'node:assert/strict';
import { buttonColors, contrast } from './button-colors.ts';

Deno.test('contrast follows WCAG', () => {
	equal(contrast('#000000', '#ffffff'), 21);
	equal(contrast('#777777', '#ffffff').toFixed(2), '4.48');
	equal(contrast('#ff0000', '#000000').toFixed(2), '5.25');
});

for (const [accent, text] of [
	['#4338ca', '#ffffff'],
	['#ffff00', '#000000'],
	['#FF6600', '#000000'],
	['#d60000', '#ffffff'],
	['#757575', '#ffffff'],
	['#767676', '#000000']
] as const) {
	Deno.test(`the text on ${accent} is ${text}`, () => {
		const colors = buttonColors(accent);
		equal(colors.background, accent);
		equal(colors.text, text);
		ok(contrast(accent, text) >= 4.5);
	});
}

for (const accent of [null, undefined, '', 'red', '#fff', '#ff00000', '#ff000g', '#ff0000;x:y']) {
	Deno.test(`the invalid accent ${JSON.stringify(accent)} is replaced`, () => {
		equal(buttonColors(accent).background, '#4338ca');
	});
}

Deno.test('a button in the colour of its card has a visible edge', () => {
	equal(buttonColors('#4338ca').edge, '#4338ca');
	ok(contrast(buttonColors('#ffffff').edge, '#ffffff') > 1.5);
	ok(contrast(buttonColors('#181a20').darkEdge, '#181a21') > 1.5);
});

import { expect, test } from 'vitest';
import { isComposing } from './composing.ts';

test.each([
	['an ordinary key is not composing', { isComposing: false, keyCode: 27 }, false],
	['a key that an input method handles is composing', { isComposing: true, keyCode: 27 }, true],
	[
		'the key that has ended a composition in Safari is composing',
		{ isComposing: false, keyCode: 229 },
		true
	]
])('%s', (_, press, composing) => {
	expect(isComposing(press)).toBe(composing);
});

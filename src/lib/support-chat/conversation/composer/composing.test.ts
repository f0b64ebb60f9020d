import { expect, test } from 'vitest';
import { isComposing } from './composing.ts';

test.each([
	['a key of its own', { isComposing: false, keyCode: 27 }, false],
	['one that an input method takes', { isComposing: true, keyCode: 27 }, true],
	['one that has ended a composition in Safari', { isComposing: false, keyCode: 229 }, true]
])('%s', (_, press, composing) => {
	expect(isComposing(press)).toBe(composing);
});

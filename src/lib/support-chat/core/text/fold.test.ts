import { expect, test } from 'vitest';
import { fold } from './fold.ts';

test.each([
	['Crème BRÛLÉE', 'creme brulee'],
	['cre\u0300me', 'creme'],
	['İstanbul', 'istanbul'],
	['مَرْحَبًا', 'مرحبا'],
	['שָׁלוֹם', 'שלום'],
	['ＡＢＣ１２', 'abc12'],
	['℡', 'tel']
])('%s', (text, folded) => expect(fold(text)).toBe(folded));

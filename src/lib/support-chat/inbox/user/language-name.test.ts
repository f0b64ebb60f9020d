import { expect, test } from 'vitest';
import { languageName } from './language-name.ts';

test('a language has its name in the reader’s language, and an unknown one its tag', () => {
	expect(languageName('fr', 'en')).toBe('French');
	expect(languageName('fr', 'de')).toBe('Französisch');
	expect(languageName('pt-BR', 'en')).toBe('Brazilian Portuguese');
	expect(languageName('xx-unknownsubtagtoolong', 'en')).toBe('xx-unknownsubtagtoolong');
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'acorn';
import { expect, test } from '../support/test.ts';

// The README's oldest browsers can parse the build. tests/browser-support checks the APIs it uses.

const FOLDER = join(import.meta.dirname, '..', '..', '..', 'build', 'client');
const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });
const read = (file: string) => readFileSync(join(FOLDER, file), 'utf8');

test('every script parses as ES2022, including its regular expressions', () => {
	const scripts = files.filter((file) => file.endsWith('.js'));
	expect(scripts.length).toBeGreaterThan(50);
	const unreadable = scripts.flatMap((file) => {
		try {
			parse(read(file), { ecmaVersion: 2022, sourceType: 'module' });
			return [];
		} catch (error) {
			return [`${file}: ${(error as Error).message}`];
		}
	});
	expect(unreadable).toEqual([]);
});

test('no style contains light-dark(), which the build expands', () => {
	const styled = files.filter((file) => /\.(js|css)$/.test(file));
	expect(styled.filter((file) => read(file).includes('light-dark('))).toEqual([]);
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'acorn';
import { expect, test } from '../support/test.ts';

// What the build has made can be read by the oldest browsers of the README. What it asks of them beside
// syntax is held in tests/browser-support.

const FOLDER = join(import.meta.dirname, '..', '..', '..', 'build', 'client');
const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });
const read = (file: string) => readFileSync(join(FOLDER, file), 'utf8');

test('every script is of the JavaScript of 2022, its regular expressions too', () => {
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

test('no style asks for light-dark(), which is spelled out', () => {
	const styled = files.filter((file) => /\.(js|css)$/.test(file));
	expect(styled.filter((file) => read(file).includes('light-dark('))).toEqual([]);
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const FOLDER = join(import.meta.dirname, '..', 'src', 'lib', 'support-chat');

// Builds for older browsers rewrite `:dir(rtl)` as `:lang(ar, …)`, which fails in a shadow tree, where the
// language is the host's. Use logical properties or the language's own direction instead.
test('no style uses :dir()', () => {
	const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });
	const styled = files.filter((file) => /\.(svelte|css)$/.test(file));
	expect(styled.length).toBeGreaterThan(50);
	const using = styled.filter((file) => readFileSync(join(FOLDER, file), 'utf8').includes(':dir('));
	expect(using).toEqual([]);
});

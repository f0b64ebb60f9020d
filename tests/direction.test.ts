import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const FOLDER = join(import.meta.dirname, '..', 'src', 'lib', 'support-chat');

// Builds for older browsers write `:dir(rtl)` as `:lang(ar, …)`, which does not hold in a shadow tree:
// there the language is its host's. Logical properties and the language's own direction do.
test('no style asks for the direction with :dir()', () => {
	const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });
	const styled = files.filter((file) => /\.(svelte|css)$/.test(file));
	expect(styled.length).toBeGreaterThan(50);
	const asking = styled.filter((file) =>
		readFileSync(join(FOLDER, file), 'utf8').includes(':dir(')
	);
	expect(asking).toEqual([]);
});

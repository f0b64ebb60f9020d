import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };

test('CONTRIBUTING.md has a reason for each dependency', () => {
	const text = readFileSync(join(import.meta.dirname, '..', 'CONTRIBUTING.md'), 'utf8');
	const rows = text.split('## Dependencies')[1]?.match(/^\| `.*$/gm) ?? [];
	const named = rows.flatMap((row) => row.split('|')[1]?.match(/[^`,\s]+/g) ?? []);
	const dependencies = { ...manifest.dependencies, ...manifest.devDependencies };
	expect(named.sort()).toEqual(Object.keys(dependencies).sort());
});

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cli } from '../fixtures/cli.ts';
import { environment } from '../fixtures/environment.ts';
import { generateTypes } from '../../supabase/local/generate-types.ts';

// The official CLI against the same database: what it says of the `supabase/` folder.

const ROOT = join(import.meta.dirname, '..', '..');
const here = () => `--remote=${environment.dbUrl}`;

describe('the Supabase CLI', () => {
	test('generates the types that are committed', async () => {
		const committed = join(ROOT, 'src/lib/support-chat/supabase/database.types.ts');
		expect(await generateTypes(environment.dbUrl)).toBe(await readFile(committed, 'utf8'));
	}, 60_000);

	test('has no advice about security or performance', async () => {
		const output = await cli(['db', 'advisors', '--level', 'info', '--fail-on', 'warn', here()]);
		const names = [...output.matchAll(/"name": "(\w+)",\s+"title"/g)].map((match) => match[1]);
		// In a database that was made a moment ago no query has used every index yet.
		expect(names.filter((name) => name !== 'unused_index')).toEqual([]);
	}, 60_000);

	test('accepts config.toml without a warning and sees every migration as applied', async () => {
		const output = await cli(['migration', 'list', here()]);
		expect(output).not.toMatch(/WARN|deprecated|invalid|failed/i);
		const rows = output.split('\n').filter((line) => /\d{14}/.test(line));
		expect(rows.length).toBeGreaterThan(0);
		for (const row of rows) {
			const versions = row.match(/\d{14}/g) ?? [];
			expect(versions.length, row).toBe(2);
			expect(versions[0]).toBe(versions[1]);
		}
	}, 60_000);
});

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import released from '../../tests/database/released-migrations.json' with { type: 'json' };
import { SECTIONS } from './config-section.ts';
import { add, upgrade } from './install.ts';
import { readMigrations, type Texts } from './read-files.ts';
import { readRecord } from './record.ts';
import { killedAt, makeFolder, newer, product, put, run, small, tree } from './testing.ts';

const FUNCTION = 'supabase/functions/support-reply-notification/index.ts';
const CONFIG = SECTIONS;

const firstRelease = Object.keys(released['1.0.0']);

/** A host whose owner has copied 1.0.0 by hand. */
function copiedByHand(rename = (name: string) => name, ending = '\n'): Promise<string> {
	const files: Texts = { 'supabase/config.toml': CONFIG };
	for (const name of firstRelease) {
		const text = product.migrations[name] ?? '';
		files[`supabase/migrations/${rename(name)}`] = text.replaceAll('\n', ending);
	}
	for (const [path, text] of Object.entries(product.functions)) {
		files[`supabase/functions/${path}`] = text.replaceAll('\n', ending);
	}
	return makeFolder(files);
}

async function installed(): Promise<string> {
	const folder = await makeFolder({ 'supabase/config.toml': CONFIG });
	await run(add, folder);
	return folder;
}

describe('upgrade', () => {
	test('adds what is newer, and replaces the function’s files that nobody has changed', async () => {
		const folder = await installed();
		const before = await tree(folder);
		const { asked } = await run(upgrade, folder, { source: newer });
		const after = await tree(folder);
		const added = Object.keys(after).filter((name) => !(name in before));
		expect(added).toHaveLength(1);
		expect(added[0]).toMatch(/^supabase\/migrations\/\d{14}_support_chat_later\.sql$/);
		expect(after[FUNCTION]).toBe('// Newer.\n');
		expect(asked).toEqual([]);
		expect((await readRecord(join(folder, 'supabase')))?.version).toBe('99.0.0');
		const again = await run(upgrade, folder, { source: newer });
		expect(again.said).toContain('is up to date');
		expect(await tree(folder)).toEqual(after);
	});

	test.for([
		['by name', (name: string) => name, '\n'],
		['with Windows line endings', (name: string) => name, '\r\n'],
		['under other names', (name: string) => name.replace(/^2026/, '2025'), '\n']
	] as const)('recognises a folder of 1.0.0 copied %s', async ([, rename, ending]) => {
		const folder = await copiedByHand(rename, ending);
		const before = await tree(folder);
		await expect(run(add, folder)).rejects.toThrow('upgrade');
		await run(upgrade, folder, { source: newer, yes: true });
		const after = await tree(folder);
		for (const name of firstRelease) {
			const path = `supabase/migrations/${rename(name)}`;
			expect(after[path]).toBe(before[path]);
		}
		const record = await readRecord(join(folder, 'supabase'));
		expect(record?.migrations.slice(0, firstRelease.length).map(({ file }) => file)).toEqual(
			firstRelease.map(rename)
		);
		const files = await readMigrations(join(folder, 'supabase/migrations'));
		expect(Object.keys(files)).toHaveLength(Object.keys(newer.migrations).length);
		expect(Object.keys(files).at(-1)).toMatch(/^202703011200\d\d_support_chat_later\.sql$/);
	});

	test('refuses a migration that was changed', async () => {
		const folder = await copiedByHand();
		const name = firstRelease[3] ?? '';
		await put(folder, { [`supabase/migrations/${name}`]: 'select 2;' });
		const before = await tree(folder);
		await expect(run(upgrade, folder, { source: newer })).rejects.toThrow(name);
		expect(await tree(folder)).toEqual(before);
	});

	test('shows a changed file of the function and asks', async () => {
		const folder = await installed();
		await put(folder, { [FUNCTION]: '// My own\n' });
		const kept = await run(upgrade, folder, { source: newer, answer: false });
		expect(kept.asked).toEqual(['You have changed this file. Replace it?']);
		expect(kept.said).toContain('  - // My own\n  + // Newer.');
		expect((await tree(folder))[FUNCTION]).toBe('// My own\n');
		await run(upgrade, folder, { source: newer });
		expect((await tree(folder))[FUNCTION]).toBe('// Newer.\n');
	});

	test('does not bring back what the host has squashed', async () => {
		const folder = await installed();
		await rm(join(folder, 'supabase/migrations'), { recursive: true });
		await run(upgrade, folder, { source: newer });
		expect(Object.keys(await readMigrations(join(folder, 'supabase/migrations')))).toHaveLength(1);
	});

	test('refuses where nothing is installed, and an older version', async () => {
		await expect(run(upgrade, await makeFolder({}))).rejects.toThrow('add');
		const folder = await installed();
		await run(upgrade, folder, { source: newer });
		await expect(run(upgrade, folder)).rejects.toThrow('which is older');
	});
});

test('killed at any step, the next run ends as one that was not', async () => {
	const [path = ''] = Object.keys(small.functions);
	const source = {
		version: '99.0.0',
		migrations: { ...small.migrations, '20991231000000_later.sql': 'select 1;\n' },
		functions: { ...small.functions, [path]: '// Newer.\n' }
	};
	const make = async () => {
		const folder = await makeFolder({ 'supabase/config.toml': CONFIG });
		await run(add, folder, { source: small });
		return folder;
	};
	const whole = await make();
	const counter = killedAt(Infinity);
	await run(upgrade, whole, { source, fs: counter });
	const wanted = await tree(whole);
	expect(counter.steps).toBeGreaterThan(10);
	for (let step = 1; step <= counter.steps; step++) {
		const folder = await make();
		const killed = run(upgrade, folder, { source, fs: killedAt(step) });
		await expect(killed).rejects.toThrow('Killed');
		await run(upgrade, folder, { source });
		expect(await tree(folder), `step ${step}`).toEqual(wanted);
	}
});

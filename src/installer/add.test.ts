import * as nodeFs from 'node:fs/promises';
import { readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { add, upgrade } from './install.ts';
import { readMigrations } from './read-files.ts';
import { readRecord } from './record.ts';
import { killedAt, makeFolder, product, put, run, small, tree } from './testing.ts';

const COUNT = Object.keys(product.migrations).length;
const CONFIG = '# Ours\nproject_id = "host"\n\n[api]\nport = 1 # keep\n';

const freshHost = () =>
	makeFolder({
		'package.json': '{"dependencies":{"react":"19"}}',
		'supabase/config.toml': CONFIG,
		'supabase/migrations/20250101000000_host.sql': 'select 1;',
		'supabase/functions/_shared/cors.ts': '// Host'
	});

describe('add', () => {
	test('copies everything, in our order after the host’s, and keeps a list', async () => {
		const folder = await freshHost();
		const { said, asked } = await run(add, folder);
		const files = await readMigrations(join(folder, 'supabase/migrations'));
		expect(Object.keys(files)[0]).toBe('20250101000000_host.sql');
		expect(Object.keys(files)[1]).toBe('20270301120000_support_chat_requirements.sql');
		expect(Object.values(files).slice(1)).toEqual(Object.values(product.migrations));
		const after = await tree(join(folder, 'supabase'));
		for (const path of Object.keys(product.functions)) {
			expect(after).toHaveProperty([`functions/${path}`]);
		}
		expect(after['functions/_shared/cors.ts']).toBe('// Host');
		expect(after['config.toml']).toBe(
			`${CONFIG}\n[functions.support-reply-notification]\nverify_jwt = false\n` +
				'\n[functions.support-attachment-removal]\nverify_jwt = false\n'
		);
		const record = await readRecord(join(folder, 'supabase'));
		expect(record?.version).toBe(product.version);
		expect(record?.migrations.map(({ file }) => file)).toEqual(Object.keys(files).slice(1));
		expect(record?.migrations.map(({ name }) => name)).toEqual(Object.keys(product.migrations));
		expect(Object.keys(after).filter((name) => name.startsWith('.'))).toEqual([]);
		expect(asked).toEqual(['Add the sections?']);
		expect(said).toContain('supabase-support-chat/react');
		expect(said).toContain('functions_url =');
		expect(said).toContain('insert into public.support_admins');
	});

	test('run again changes nothing and points to upgrade', async () => {
		const folder = await freshHost();
		await run(add, folder);
		const before = await tree(folder);
		const { said } = await run(add, folder);
		expect(said).toMatch(/is installed.*upgrade/);
		expect(await tree(folder)).toEqual(before);
	});

	test('a dry run says what it would do and leaves the folder as it is', async () => {
		const folder = await freshHost();
		const before = await tree(folder);
		const { said, asked } = await run(add, folder, { dryRun: true });
		expect(said.match(/would be added: supabase\/migrations/g)).toHaveLength(COUNT);
		expect(said).toContain('would be changed: supabase/config.toml');
		expect(asked).toEqual([]);
		expect(await tree(folder)).toEqual(before);
	});

	test('without supabase/ makes one, when that is wanted', async () => {
		const folder = await makeFolder({});
		await expect(run(add, folder, { answer: false })).rejects.toThrow('Nothing was changed.');
		expect(await tree(folder)).toEqual({});
		const { said } = await run(add, folder);
		expect(said).toContain('npx supabase init');
		expect(await readFile(join(folder, 'supabase/config.toml'), 'utf8')).toMatch(/^project_id = /);
	});

	test('a changed file of the function and the config stay when the answer is no', async () => {
		const folder = await freshHost();
		const path = 'supabase/functions/support-reply-notification/index.ts';
		await put(folder, { [path]: '// My own' });
		const { said } = await run(add, folder, { answer: false });
		expect(said).toContain('  - // My own');
		const after = await tree(folder);
		expect(after[path]).toBe('// My own');
		expect(after['supabase/config.toml']).toBe(CONFIG);
	});

	test('excludes edge functions from the app’s compiler, when that is wanted', async () => {
		const settings = '{ "include": ["**/*.ts"] }';
		const folder = await freshHost();
		await put(folder, { 'tsconfig.json': settings });
		const { asked } = await run(add, folder, { answer: false });
		expect(asked).toContain(
			'Edge functions run in Deno, and your compiler would fail on them. Exclude them?'
		);
		expect((await tree(folder))['tsconfig.json']).toBe(settings);
		const { said } = await run(upgrade, folder);
		expect(said).toContain('changed: tsconfig.json');
		expect((await tree(folder))['tsconfig.json']).toContain('"supabase/functions"');
	});

	test('follows a host’s migration of the future', async () => {
		const folder = await makeFolder({
			'supabase/migrations/20991231235959_host.sql': 'select 1;'
		});
		await run(add, folder);
		const files = Object.keys(await readMigrations(join(folder, 'supabase/migrations')));
		expect(files[0]).toBe('20991231235959_host.sql');
		expect(files[1]).toBe('21000101000000_support_chat_requirements.sql');
	});

	test('refuses to follow a version that is no timestamp', async () => {
		const folder = await makeFolder({ 'supabase/migrations/9999_host.sql': 'select 1;' });
		const before = await tree(folder);
		await expect(run(add, folder)).rejects.toThrow('The migration 9999_… has no timestamp');
		expect(await tree(folder)).toEqual(before);
	});

	test('in a package of a monorepo uses supabase/ above it, through a link', async () => {
		const root = await makeFolder({
			'.git/HEAD': '',
			'apps/web/package.json': '{"dependencies":{"next":"16"}}',
			'elsewhere/config.toml': CONFIG
		});
		await symlink(join(root, 'elsewhere'), join(root, 'supabase'));
		const { said } = await run(add, join(root, 'apps/web'));
		expect(said).toContain("'use client'");
		expect((await readRecord(join(root, 'elsewhere')))?.migrations).toHaveLength(COUNT);
	});

	test('does not look above the root of the repository', async () => {
		const root = await makeFolder({ 'supabase/config.toml': CONFIG, 'app/.git/HEAD': '' });
		await run(add, join(root, 'app'));
		expect(await tree(join(root, 'supabase'))).toEqual({ 'config.toml': CONFIG });
	});

	test('without permission says so', async () => {
		const folder = await freshHost();
		const denied = Object.assign(new Error('Denied'), { code: 'EACCES', path: '/app/supabase/x' });
		const fs = { ...nodeFs, mkdir: () => Promise.reject(denied) };
		await expect(run(add, folder, { fs })).rejects.toThrow(
			'/app/supabase/x cannot be written or read: permission denied'
		);
	});
});

test('killed at any step, the next run ends as one that was not', async () => {
	const whole = await freshHost();
	const counter = killedAt(Infinity);
	await run(add, whole, { source: small, fs: counter });
	const wanted = await tree(join(whole, 'supabase'));
	expect(counter.steps).toBeGreaterThan(20);
	for (let step = 1; step <= counter.steps; step++) {
		const folder = await freshHost();
		const killed = run(add, folder, { source: small, fs: killedAt(step) });
		await expect(killed).rejects.toThrow('Killed');
		await run(add, folder, { source: small });
		expect(await tree(join(folder, 'supabase')), `step ${step}`).toEqual(wanted);
	}
}, 30_000);

test('killed before the first file moves, the host is as before after the recovery', async () => {
	const folder = await freshHost();
	const before = await tree(join(folder, 'supabase'));
	await expect(run(add, folder, { fs: killedAt(10) })).rejects.toThrow('Killed');
	const { '.support-chat-staging': staging, ...rest } = await tree(join(folder, 'supabase'));
	expect(staging).toBe('(folder)');
	for (const [name, text] of Object.entries(before)) expect(rest[name]).toBe(text);
	expect(Object.keys(rest).filter((name) => !(name in before) && !name.startsWith('.'))).toEqual(
		[]
	);
});

import { mkdir, mkdtemp, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { linkFolder } from '../../../supabase/local/postgres/link-folder.ts';

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'link-folder-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('the linked folder keeps its contents when the source is removed', async () => {
	const [source, target] = [join(folder, 'source'), join(folder, 'target')];
	await mkdir(join(source, 'bin'), { recursive: true, mode: 0o700 });
	await writeFile(join(source, 'bin', 'server'), 'a program', { mode: 0o755 });
	await symlink('server', join(source, 'bin', 'alias'));

	linkFolder(source, target);
	await rm(source, { recursive: true });

	expect(await readFile(join(target, 'bin', 'alias'), 'utf8')).toBe('a program');
	expect(await readlink(join(target, 'bin', 'alias'))).toBe('server');
	expect((await stat(join(target, 'bin', 'server'))).mode & 0o777).toBe(0o755);
	expect((await stat(join(target, 'bin'))).mode & 0o777).toBe(0o700);
});

test('a failure has its error code', async () => {
	await mkdir(join(folder, 'source'));
	expect(() => linkFolder(join(folder, 'source'), join(folder, 'no', 'target'))).toThrow(
		expect.objectContaining({ code: 'ENOENT' })
	);
});

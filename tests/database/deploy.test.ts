import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cli } from '../fixtures/cli.ts';
import { connected, startEmptyPostgres } from '../fixtures/empty-postgres.ts';

// The README's "Deploy" and "Back up and restore", with the official CLI against a second Postgres that stands for
// the hosted project: what it prints is what the README says.

const ROOT = join(import.meta.dirname, '..', '..');
const MIGRATIONS = join(ROOT, 'supabase/migrations');

let postgres: Awaited<ReturnType<typeof startEmptyPostgres>>;
let readme: string;
/** Another host's folder, with a migration of its own that is later than all of ours. */
let host: string;
beforeAll(async () => {
	[postgres, readme, host] = await Promise.all([
		startEmptyPostgres(),
		readFile(join(ROOT, 'README.md'), 'utf8'),
		mkdtemp(join(tmpdir(), 'host-'))
	]);
	await mkdir(join(host, 'supabase/migrations'), { recursive: true });
	await writeFile(join(host, 'supabase/config.toml'), 'project_id = "host"\n');
	await writeFile(
		join(host, 'supabase/migrations/20990101000000_host.sql'),
		'create table public.of_the_host ();'
	);
}, 120_000);
afterAll(async () => {
	await postgres?.stop();
	if (host) await rm(host, { recursive: true, force: true });
});

/** The commands of the CLI in the shell blocks of a section, one a line. */
function commands(section: string): string[] {
	const [text = ''] = readme.split(`\n## ${section}\n`).slice(1).join('').split('\n## ');
	return [...text.matchAll(/```sh\n(.*?)```/gs)]
		.flatMap(([, block = '']) => block.replaceAll('\\\n', ' ').split('\n'))
		.filter((line) => line.startsWith('npx supabase '))
		.map((line) => line.slice('npx supabase '.length));
}

/** Runs the push of a section as it is written there, on a database that stands for the project. */
function push(section: string, url: string, cwd?: string, ...more: string[]): Promise<string> {
	const command = commands(section).find((line) => line.startsWith('db push')) ?? '';
	const args = command.split(' ').map((arg) => (/^--remote/.test(arg) ? `--remote=${url}` : arg));
	expect(args).toContain(`--remote=${url}`);
	return cli([...args, ...more], cwd);
}

const applied = (output: string) =>
	[...output.matchAll(/Applying migration (\S+\.sql)/g)].map(([, file]) => file);

describe('the README', () => {
	test('names commands and flags that the CLI has', async () => {
		const lines = [...commands('Deploy'), ...commands('Back up and restore')];
		expect(lines.length).toBeGreaterThan(6);
		for (const line of lines) {
			const words = line.split(' ');
			const command = words.slice(
				0,
				/^(db|functions|secrets|storage)$/.test(words[0] ?? '') ? 2 : 1
			);
			const help = await cli([...command, '--help']);
			expect(help, line).toContain(`supabase ${command.join(' ')}`);
			for (const flag of words.filter((word) => word.startsWith('--'))) {
				expect(help, line).toMatch(new RegExp(`${flag.split('=')[0]}\\b`));
			}
		}
	}, 120_000);

	test('says what the CLI prints', () => {
		for (const words of ['Finished supabase db push.', 'Remote database is up to date.']) {
			expect(readme).toContain(`\`${words}\``);
		}
	});
});

describe.each(['Deploy', 'Back up and restore'])('the push of "%s"', (section) => {
	test('asks before, applies all migrations, and the second time none', async () => {
		const { url } = await postgres.create();
		await expect(push(section, url)).rejects.toThrow(/Re-run with --yes to confirm/);

		const first = await push(section, url, ROOT, '--yes');
		expect(applied(first)).toEqual((await readdir(MIGRATIONS)).sort());
		expect(first).toContain('Finished supabase db push.');
		expect(first).not.toMatch(/warning|notice|error/i);

		const second = await push(section, url, ROOT, '--yes');
		expect(second).toContain('Remote database is up to date.');
		expect(applied(second)).toEqual([]);
	}, 120_000);
});

test('a host with later migrations of its own gets ours, and later the newer ones', async () => {
	const { url } = await postgres.create();
	const files = (await readdir(MIGRATIONS)).sort();
	const newer = files.slice(-2);
	await cli(['db', 'push', `--remote=${url}`, '--yes'], host);

	const copy = (file: string) =>
		cp(join(MIGRATIONS, file), join(host, 'supabase/migrations', file));
	// The version before: without the newest files.
	await Promise.all(files.filter((file) => !newer.includes(file)).map(copy));
	await expect(cli(['db', 'push', `--remote=${url}`, '--yes'], host)).rejects.toThrow(
		/--include-all/
	);
	expect(applied(await push('Deploy', url, host, '--yes'))).toEqual(files.slice(0, -2));

	await Promise.all(newer.map(copy));
	expect(applied(await push('Deploy', url, host, '--yes'))).toEqual(newer);
}, 120_000);

test('a project with a name of ours is refused in one sentence, and nothing is changed', async () => {
	const { url } = await postgres.create();
	await connected(url, (client) => client.query('create table public.support_chats_unread_idx ()'));
	await expect(push('Deploy', url, ROOT, '--yes')).rejects.toThrow(
		'The support chat is not installed. There is a table, view, index or type ' +
			'public.support_chats_unread_idx already, whose name the chat uses.'
	);
	const left = await connected(url, (client) =>
		client.query("select to_regnamespace('support_private') as ours")
	);
	expect(left.rows).toEqual([{ ours: null }]);
}, 60_000);

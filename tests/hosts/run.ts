import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStack } from '../fixtures/start-stack.ts';
import { HOSTS } from './host.ts';

// `npm run test:hosts`: packs the package and tries it in fresh apps of other frameworks, against one
// Supabase, and prints what it adds to their scripts. `npm run test:hosts -- react vue` tries only those named,
// `--quick` does without the weights, for which everything is built twice, and `--built` takes the last build.

const ROOT = join(import.meta.dirname, '..', '..');
const names = HOSTS.map(({ name }) => name);
const args = process.argv.slice(2);
const wanted = args.filter((arg) => arg !== '--quick' && arg !== '--built');
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
	console.error(`No such host: ${unknown.join(', ')}. There are: ${names.join(', ')}.`);
	process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), 'support-chat-package-'));
if (!isRegistryWithinReach()) {
	console.log('npm’s registry is not within reach: no app can be made.');
	rmSync(folder, { recursive: true, force: true });
	process.exit(0);
}
const stopStack = await startStack();
try {
	process.env.HOSTS = (wanted.length > 0 ? wanted : names).join(',');
	if (!args.includes('--quick')) process.env.WEIGH = '1';
	process.env.PACKED_PACKAGE = pack(folder);
	run('playwright', 'test', '--config', 'tests/hosts/playwright.config.ts');
} catch (error) {
	console.error(`\n${(error as Error).message}`);
	process.exitCode = 1;
} finally {
	await stopStack();
	rmSync(folder, { recursive: true, force: true });
}

/**
 * Whether packages beside those of the lockfile can be had, such as the frameworks' templates. Without npm's cache,
 * which answers for a registry that it does not reach.
 */
function isRegistryWithinReach(): boolean {
	const options = [
		`--cache=${join(folder, 'cache')}`,
		'--fetch-retries=0',
		'--fetch-timeout=20000'
	];
	const { status } = spawnSync('npm', ['view', 'create-vite@9.3.0', 'version', ...options], {
		cwd: ROOT,
		shell: process.platform === 'win32'
	});
	return status === 0;
}

/** Builds the package, unless that was done, and packs it into a folder. @returns the packed file's path */
function pack(into: string): string {
	if (!args.includes('--built')) run('node', 'src/package/build.ts');
	const said = run('npm', 'pack', '--json', '--pack-destination', into);
	const [{ filename }] = JSON.parse(said) as [{ filename: string }];
	return join(into, filename);
}

/** Runs a program. @returns what it printed, unless that was shown @throws Error when it fails */
function run(program: string, ...args: string[]): string {
	const { status, stdout } = spawnSync(program, args, {
		cwd: ROOT,
		encoding: 'utf8',
		stdio: ['ignore', program === 'npm' ? 'pipe' : 'inherit', 'inherit'],
		shell: process.platform === 'win32'
	});
	if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed.`);
	return stdout;
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environment } from '../fixtures/environment.ts';
import type { Host, PackageManager } from './host.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** How packages are added, by manager; of exact versions, so that only a change of ours fails a test. */
const ADD: Record<PackageManager, string[]> = {
	npm: ['npm', 'install', '--no-audit', '--no-fund', '--loglevel=error'],
	pnpm: ['npx', '-y', 'pnpm@12.21.0', 'add', '--allow-build=esbuild'],
	yarn: ['npx', '-y', '@yarnpkg/cli-dist@4.18.1', 'add'],
	bun: ['npx', '-y', 'bun@1.4.5', 'add']
};

/** An app in a temporary folder, with the chat installed. */
export interface MadeHost {
	host: Host;
	folder: string;
	/** What `supabase-support-chat add` said. */
	installed: string;
	discard(): Promise<void>;
}

/** Makes an app, and installs the packed package and the chat in it. */
export async function makeHost(host: Host, packed: string): Promise<MadeHost> {
	const made = await mkdtemp(join(tmpdir(), 'support-chat-host-'));
	const discard = () => rm(made, { recursive: true, force: true, maxRetries: 5 });
	// Templates name the app after the folder, and some refuse capital letters.
	const folder = join(made, host.name);
	await mkdir(folder);
	try {
		if (host.create) await run(folder, ['npx', '-y', ...host.create]);
		await cp(join(import.meta.dirname, 'apps', host.app ?? host.name), folder, { recursive: true });
		await writeFile(join(folder, host.projectFile), projectModule());
		if (host.isCopy) await copyChat(folder);
		await prepareFor(host.manager, folder);
		await run(folder, [...ADD[host.manager], packed, ...host.packages]);
		const installed = await run(folder, ['npx', 'supabase-support-chat', 'add', '--yes']);
		return { host, folder, installed, discard };
	} catch (error) {
		await discard();
		throw error;
	}
}

/** What the README says to copy. */
async function copyChat(folder: string): Promise<void> {
	const isTest = (path: string) => /\.test\.ts$|[\\/]core[\\/]testing$/.test(path);
	for (const path of ['src/lib/support-chat', 'src/routes/(admin)']) {
		const options = { recursive: true, filter: (source: string) => !isTest(source) };
		await cp(join(ROOT, path), join(folder, path), options);
	}
	const config = join(folder, 'vite.config.ts');
	const text = await readFile(config, 'utf8');
	const imported = "import { supportChat } from './src/lib/support-chat/vite-plugin.ts';\n";
	await writeFile(config, imported + text.replace('plugins: [', 'plugins: [supportChat(), '));
}

const projectModule = () => `export const project = {
	url: ${JSON.stringify(environment.url)},
	publishableKey: ${JSON.stringify(environment.publishableKey)}
};
`;

/** Yarn takes a folder for a part of the workspace above it, unless the folder has a lockfile. */
async function prepareFor(manager: PackageManager, folder: string): Promise<void> {
	if (manager !== 'yarn') return;
	await writeFile(join(folder, 'yarn.lock'), '');
	await writeFile(
		join(folder, '.yarnrc.yml'),
		'nodeLinker: node-modules\nenableTelemetry: false\n'
	);
}

/** Runs a command of npm's in a host's folder. @returns what it printed @throws Error with that when it fails */
export async function run(folder: string, [program = '', ...args]: string[]): Promise<string> {
	const child = spawn(program, args, {
		cwd: folder,
		env: { ...process.env, CI: '1', ASTRO_TELEMETRY_DISABLED: '1', NEXT_TELEMETRY_DISABLED: '1' },
		shell: process.platform === 'win32',
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let said = '';
	child.stdout.on('data', (text) => (said += String(text)));
	child.stderr.on('data', (text) => (said += String(text)));
	const [code] = (await once(child, 'close')) as [number | null];
	if (code !== 0) throw new Error(`${program} ${args.join(' ')} failed:\n${said}`);
	return said;
}

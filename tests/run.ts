import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ENGINES } from './engines/engines.ts';
import { findChromium } from './fixtures/chromium.ts';
import { environment } from './fixtures/environment.ts';
import { startStack } from './fixtures/start-stack.ts';

// `npm test`: all checks, one after the other, against one Supabase. `npm test -- unit browser` runs
// only the steps named.

const ROOT = join(import.meta.dirname, '..');
const FUNCTION = 'supabase/functions/support-reply-notification';
// As npm does on a machine whose proxy signs with an authority of its own.
process.env.DENO_TLS_CA_STORE ??= 'mozilla,system';

let built: Promise<void> | undefined;

const steps: Record<string, () => Promise<void>> = {
	types: async () => {
		await run('svelte-kit', 'sync');
		await run('svelte-check', '--fail-on-warnings');
		await run(
			'svelte-check',
			'--fail-on-warnings',
			'--tsconfig',
			'./tests/browser-support/tsconfig.json'
		);
		await run('prettier', '--check', '--log-level', 'warn', '.');
	},
	unit: () => run('vitest', 'run', '--project', 'unit'),
	weight: () => run('node', 'tests/bench/check-weight.ts'),
	local: () => run('vitest', 'run', '--project', 'local'),
	functions: async () => {
		const config = `--config=${FUNCTION}/deno.json`;
		await run('deno', 'check', '--quiet', '--frozen', config, FUNCTION);
		await run('deno', 'lint', '--quiet', config, FUNCTION);
		await run('deno', 'test', '--frozen', '--no-prompt', '--allow-env', config, FUNCTION);
	},
	stack: () => run('vitest', 'run', '--project', 'stack'),
	email: async () => {
		if (environment.mailboxUrl) await run('vitest', 'run', '--project', 'email');
		else console.log('Only with the local Supabase, whose mailbox can be told to fail.');
	},
	browser: async () => {
		await prepareBrowser();
		await run('playwright', 'test', '--config', 'tests/e2e/playwright.config.ts');
	},
	engines: async () => {
		if (environment.url.startsWith('https:')) {
			return console.log('Only with a Supabase without TLS: its line to the browsers is cut.');
		}
		for (const { name, howToGet } of ENGINES) {
			if (howToGet()) console.log(`${name} is not on this machine: ${howToGet()}.`);
		}
		if (ENGINES.every(({ howToGet }) => howToGet())) return;
		await buildApp();
		await run('vitest', 'run', '--project', 'engines', '--reporter', 'verbose');
	},
	faults: async () => {
		await prepareBrowser();
		await run('node', 'tests/faults/run.ts', '--built', '--minutes', '0.5', '--seed', '1');
	}
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in steps));
if (unknown.length > 0) {
	console.error(
		`No such step: ${unknown.join(', ')}. There are: ${Object.keys(steps).join(', ')}.`
	);
	process.exit(1);
}

const stopStack = await startStack();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.on(signal, () => void stopStack().finally(() => process.exit(1)));
}
try {
	for (const [name, step] of Object.entries(steps)) {
		if (wanted.length > 0 && !wanted.includes(name)) continue;
		console.log(`\n── ${name}`);
		await step();
	}
} catch (error) {
	console.error(`\n${(error as Error).message}`);
	process.exitCode = 1;
} finally {
	await stopStack();
}

/** What steps with Chromium need: one, and the app as it is now. */
async function prepareBrowser(): Promise<void> {
	if (!findChromium()) await run('playwright', 'install', 'chromium');
	await buildApp();
}

/** Builds the app, once. */
function buildApp(): Promise<void> {
	return (built ??= run('vite', 'build', '--logLevel', 'warn'));
}

/** Runs a program of the project's dependencies. @throws Error when it fails */
async function run(program: string, ...args: string[]): Promise<void> {
	const child = spawn(join(ROOT, 'node_modules', '.bin', program), args, {
		cwd: ROOT,
		stdio: 'inherit',
		shell: process.platform === 'win32'
	});
	const [code] = (await once(child, 'close')) as [number | null];
	if (code !== 0) throw new Error(`${program} ${args.join(' ')} failed.`);
}

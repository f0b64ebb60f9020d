import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ENGINES } from './engines/engines.ts';
import { findChromium } from './fixtures/chromium.ts';
import { environment } from './fixtures/environment.ts';

const ROOT = join(import.meta.dirname, '..');
const FUNCTIONS = 'supabase/functions';
// As npm does on a machine whose proxy signs with an authority of its own.
process.env.DENO_TLS_CA_STORE ??= 'mozilla,system';

/** One part of `npm test`. */
export interface Step {
	/** Whether it talks to the Supabase of the environment. */
	supabase: boolean;
	/** Whether it opens the app, as `vite build` leaves it. */
	app: boolean;
	/** @throws Error when a check fails */
	run(): Promise<void>;
}

const NEEDS_NOTHING = { supabase: false, app: false };
const NEEDS_SUPABASE = { supabase: true, app: false };
const NEEDS_BOTH = { supabase: true, app: true };

/** All steps by name, in the order in which they run: the quick ones first. */
export const steps: Readonly<Record<string, Step>> = {
	types: {
		...NEEDS_NOTHING,
		run: async () => {
			const strict = ['--fail-on-warnings'];
			await run('svelte-kit', 'sync');
			await run('svelte-check', ...strict);
			await run('svelte-check', ...strict, '--tsconfig', 'tests/browser-support/tsconfig.json');
		}
	},
	lint: {
		...NEEDS_NOTHING,
		run: async () => {
			await run('eslint', '--max-warnings', '0', '.');
			await run('prettier', '--check', '--log-level', 'warn', '.');
		}
	},
	unit: { ...NEEDS_NOTHING, run: () => run('vitest', 'run', '--project', 'unit') },
	weight: { ...NEEDS_NOTHING, run: () => run('node', 'tests/bench/check-weight.ts') },
	package: {
		...NEEDS_NOTHING,
		run: async () => {
			await buildPackage();
			await run('publint', 'run', '--strict');
			await run('attw', '--pack', '.', '--profile', 'esm-only');
		}
	},
	local: { ...NEEDS_NOTHING, run: () => run('vitest', 'run', '--project', 'local') },
	functions: {
		...NEEDS_NOTHING,
		run: async () => {
			const names = (await readdir(join(ROOT, FUNCTIONS))).filter((name) => /^[a-z]/.test(name));
			for (const name of names) {
				const folder = `${FUNCTIONS}/${name}`;
				const config = `--config=${folder}/deno.json`;
				const both = [folder, `${FUNCTIONS}/_shared`];
				await run('deno', 'check', '--quiet', '--frozen', config, ...both);
				await run('deno', 'lint', '--quiet', config, ...both);
				await run('deno', 'test', '--frozen', '--no-prompt', '--allow-env', config, ...both);
			}
		}
	},
	stack: { ...NEEDS_SUPABASE, run: () => run('vitest', 'run', '--project', 'stack') },
	email: {
		...NEEDS_SUPABASE,
		run: async () => {
			if (environment.mailboxUrl) await run('vitest', 'run', '--project', 'email');
			else console.log('Only with the local Supabase, whose mailbox can be made to fail.');
		}
	},
	browser: {
		...NEEDS_BOTH,
		run: async () => {
			await installChromium();
			await run('playwright', 'test', '--config', 'tests/e2e/playwright.config.ts');
		}
	},
	hosts: {
		// The two that are made fastest; all of them by `npm run test:hosts`.
		...NEEDS_SUPABASE,
		run: async () => {
			await installChromium();
			await run('node', 'tests/hosts/run.ts', '--quick', 'plain', 'react');
		}
	},
	engines: {
		...NEEDS_BOTH,
		run: async () => {
			if (environment.url.startsWith('https:')) {
				return console.log('Only with a Supabase without TLS: its line to the browsers is cut.');
			}
			for (const { name, howToGet } of ENGINES) {
				if (howToGet()) console.log(`${name} is not on this machine: ${howToGet()}.`);
			}
			if (ENGINES.every(({ howToGet }) => howToGet())) return;
			await run('vitest', 'run', '--project', 'engines', '--reporter', 'verbose');
		}
	},
	faults: {
		// Has a Supabase of its own, which it makes fail.
		...{ supabase: false, app: true },
		run: async () => {
			await installChromium();
			await run('node', 'tests/faults/run.ts', '--built', '--minutes', '0.5', '--seed', '1');
		}
	}
};

/** Builds the app and the package. @throws Error when one cannot be built */
export async function buildApp(): Promise<void> {
	await run('vite', 'build', '--logLevel', 'warn');
	await buildPackage();
}

const buildPackage = (): Promise<void> => run('node', 'src/package/build.ts');

async function installChromium(): Promise<void> {
	if (!findChromium()) await run('playwright', 'install', 'chromium');
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

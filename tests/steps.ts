import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ENGINES } from './engines/engines.ts';
import { findChromium } from './fixtures/chromium.ts';

const ROOT = join(import.meta.dirname, '..');
const FUNCTIONS = 'supabase/functions';
// As npm does on a machine whose proxy signs with an authority of its own.
process.env.DENO_TLS_CA_STORE ??= 'mozilla,system';

/** What a step does its work with. */
export interface Tools {
	/** Runs a program of the project's dependencies. @throws Error when it fails */
	run(program: string, ...args: string[]): Promise<void>;
	/** Prints a line. */
	say(line: string): void;
	/** The environment of its programs, with the Supabase that it talks to. */
	env: NodeJS.ProcessEnv;
}

type Work = (tools: Tools) => Promise<void>;

/** What several steps need, and is made once for all of them. */
export type Preparation = keyof typeof preparations;

/** One part of `npm test`. */
export interface Step {
	/** What must be there before. */
	needs?: readonly Preparation[];
	/**
	 * The Supabase that it talks to: two that are not alike keep out of each other's way, as one step measures what
	 * another would change. Those of one Supabase run one after the other. `own`: starts those that it needs itself,
	 * unless there is one from outside.
	 */
	supabase?: 'data' | 'pages' | 'others' | 'own';
	/** Whether nothing in it has a timeout: it then takes what other steps leave of the processors' time. */
	isPatient?: boolean;
	/** @throws Error when a check fails */
	run: Work;
}

/** What is made before steps, in an order in which it can be made. */
export const preparations = {
	'the types of the routes': ({ run }: Tools) => run('svelte-kit', 'sync'),
	Chromium: async ({ run }: Tools) => {
		if (!findChromium()) await run('playwright', 'install', 'chromium');
	},
	'the package': ({ run }: Tools) => run('node', 'src/package/build.ts'),
	'the app': ({ run }: Tools) => run('vite', 'build', '--logLevel', 'warn')
} as const satisfies Record<string, Work>;

const TYPES = 'the types of the routes';

/** All steps by name, in the order in which they start: the first two take longest. */
export const steps: Readonly<Record<string, Step>> = {
	browser: {
		needs: [TYPES, 'Chromium', 'the package', 'the app'],
		supabase: 'pages',
		run: ({ run }) => run('playwright', 'test', '--config', 'tests/e2e/playwright.config.ts')
	},
	stack: { supabase: 'own', run: ({ run }) => run('vitest', 'run', '--project', 'stack') },
	types: {
		isPatient: true,
		needs: [TYPES],
		run: async ({ run }) => {
			const strict = ['--fail-on-warnings'];
			await run('svelte-check', ...strict);
			await run('svelte-check', ...strict, '--tsconfig', 'tests/browser-support/tsconfig.json');
		}
	},
	lint: {
		isPatient: true,
		needs: [TYPES],
		run: async ({ run }) => {
			await run('eslint', '--max-warnings', '0', '.');
			await run('prettier', '--check', '--log-level', 'warn', '.');
		}
	},
	unit: { needs: [TYPES], run: ({ run }) => run('vitest', 'run', '--project', 'unit') },
	weight: {
		isPatient: true,
		needs: [TYPES],
		run: ({ run }) => run('node', 'tests/bench/check-weight.ts')
	},
	package: {
		isPatient: true,
		needs: [TYPES, 'the package'],
		run: async ({ run }) => {
			await run('publint', 'run', '--strict');
			await run('attw', '--pack', '.', '--profile', 'esm-only');
		}
	},
	functions: {
		isPatient: true,
		run: async ({ run }) => {
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
	local: { run: ({ run }) => run('vitest', 'run', '--project', 'local') },
	email: {
		supabase: 'data',
		run: async ({ run, say, env }) => {
			if (env.TEST_MAILBOX_URL) await run('vitest', 'run', '--project', 'email');
			else say('Only with the local Supabase, whose mailbox can be made to fail.');
		}
	},
	faults: {
		// Has a Supabase of its own, which it makes fail.
		needs: [TYPES, 'Chromium', 'the app'],
		run: ({ run }) =>
			run('node', 'tests/faults/run.ts', '--built', '--minutes', '0.5', '--seed', '1')
	},
	hosts: {
		// The two that are made fastest; all of them by `npm run test:hosts`.
		needs: [TYPES, 'Chromium', 'the package'],
		supabase: 'others',
		run: ({ run }) => run('node', 'tests/hosts/run.ts', '--built', '--quick', 'plain', 'react')
	},
	engines: {
		needs: [TYPES, 'the app'],
		supabase: 'others',
		run: async ({ run, say, env }) => {
			if (env.SUPABASE_URL?.startsWith('https:')) {
				return say('Only with a Supabase without TLS: its line to the browsers is cut.');
			}
			for (const { name, howToGet } of ENGINES) {
				if (howToGet()) say(`${name} is not on this machine: ${howToGet()}.`);
			}
			if (ENGINES.every(({ howToGet }) => howToGet())) return;
			await run('vitest', 'run', '--project', 'engines', '--reporter', 'verbose');
		}
	}
};

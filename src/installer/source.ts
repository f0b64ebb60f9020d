import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InstallerError } from './installer-error.ts';
import { readMigrations, readTree, type Texts } from './read-files.ts';

/** The edge functions of the product, as `supabase functions deploy` takes them. */
export const FUNCTION_NAMES = ['support-reply-notification', 'support-attachment-removal'] as const;

export type FunctionName = (typeof FUNCTION_NAMES)[number];

/** What they share, in a folder of its own in the one that the CLI reserves for this. */
const SHARED = '_shared/support-chat';

/** The command that deploys them; the README says the same. */
export const DEPLOY_COMMAND = `npx supabase functions deploy ${FUNCTION_NAMES.join(' ')}`;

/** What one version of the product puts into a host's `supabase/`. */
export interface Source {
	version: string;
	/** By file name, in the order in which they are applied. */
	migrations: Texts;
	/** By the path below `supabase/functions/`. */
	functions: Texts;
}

/** The product's `supabase/`: beside the built installer's folder, or in the repository. */
export function sourceFolder(): string {
	const built = fileURLToPath(new URL('../supabase/', import.meta.url));
	if (existsSync(join(built, 'migrations'))) return built;
	return fileURLToPath(new URL('../../supabase/', import.meta.url));
}

/** Reads what is to be installed; the version is that of the package that contains `folder`. */
export async function readSource(folder: string): Promise<Source> {
	const trees = await Promise.all(
		[...FUNCTION_NAMES, SHARED].map((path) => readTree(join(folder, 'functions', path), `${path}/`))
	);
	const files: Texts = Object.assign({}, ...trees);
	return {
		version: await versionAbove(folder),
		migrations: await readMigrations(join(folder, 'migrations')),
		functions: Object.fromEntries(Object.entries(files).filter(([path]) => !isTest(path)))
	};
}

/** Whether a file only tests the functions. */
const isTest = (path: string): boolean => /\.test\.ts$|\/testing\.ts$/.test(path);

async function versionAbove(folder: string): Promise<string> {
	const manifest = ['../package.json', '../../package.json']
		.map((path) => join(folder, path))
		.find((path) => existsSync(path));
	if (!manifest) throw new InstallerError(`${folder} is in no package.`);
	return (JSON.parse(await readFile(manifest, 'utf8')) as { version: string }).version;
}

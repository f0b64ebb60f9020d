import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { readIfAny } from './read-files.ts';

export type Framework =
	'sveltekit' | 'next' | 'nuxt' | 'astro' | 'vue' | 'react' | 'rails' | 'laravel' | 'plain';

/** The app that the chat is added to. */
export interface Host {
	framework: Framework;
	/** The folder `supabase/`, links resolved; it may not exist yet. */
	supabase: string;
	/** Whether there is such a folder. */
	hasSupabase: boolean;
	/** The name of its project in a new config.toml. */
	projectId: string;
}

/** Packages that identify a framework, the more special ones first: Next.js apps depend on React too. */
const PACKAGES: [string, Framework][] = [
	['@sveltejs/kit', 'sveltekit'],
	['next', 'next'],
	['nuxt', 'nuxt'],
	['astro', 'astro'],
	['vue', 'vue'],
	['react', 'react']
];

/**
 * Looks at the app in `folder`. Its `supabase/` may be in a folder above, up to the root of the
 * repository; without one it is made in `folder`.
 */
export async function findHost(folder: string): Promise<Host> {
	const found = findAbove(folder);
	const parent = found ?? folder;
	const path = join(parent, 'supabase');
	return {
		framework: await findFramework(folder),
		supabase: found ? await realpath(path) : path,
		hasSupabase: found !== undefined,
		projectId: basename(parent).replaceAll(/[^\w-]+/g, '-') || 'app'
	};
}

function findAbove(folder: string): string | undefined {
	if (existsSync(join(folder, 'supabase'))) return folder;
	const parent = dirname(folder);
	if (parent === folder || existsSync(join(folder, '.git'))) return undefined;
	return findAbove(parent);
}

async function findFramework(folder: string): Promise<Framework> {
	const manifest = await readIfAny(join(folder, 'package.json'));
	const names = manifest ? dependenciesOf(manifest) : [];
	// Laravel and Rails apps have a package.json for their assets.
	if (
		existsSync(join(folder, 'artisan')) ||
		(await mentions(folder, 'composer.json', 'laravel/'))
	) {
		return 'laravel';
	}
	if (await mentions(folder, 'Gemfile', 'rails')) return 'rails';
	return PACKAGES.find(([name]) => names.includes(name))?.[1] ?? 'plain';
}

async function mentions(folder: string, file: string, word: string): Promise<boolean> {
	return (await readIfAny(join(folder, file)))?.includes(word) ?? false;
}

/** The packages of a package.json; none if it is not valid. */
function dependenciesOf(manifest: string): string[] {
	try {
		const { dependencies, devDependencies } = JSON.parse(manifest) as Record<string, object>;
		return Object.keys({ ...dependencies, ...devDependencies });
	} catch {
		return [];
	}
}

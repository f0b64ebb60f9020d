import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Output } from '../browser/page.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
/** Replaces the app's routes by one page that does nothing but create the inbox's client. */
const EMPTY_PAGE = join(import.meta.dirname, 'empty-page');

/** An app as `vite build` makes it, in a folder of its own. */
export interface BuiltCopy {
	/** The browser's files, with their modules. */
	output: Output[];
	/** Runs with `node build` in it. */
	folder: string;
	remove(): Promise<void>;
}

/**
 * Builds a copy of the app, so that neither build/ nor a build that runs meanwhile is touched.
 *
 * @param routes the app's own, or only an empty page at `/` behind the same server
 * @throws Error when the build fails, with its output
 */
export async function buildApp(routes: 'app' | 'empty'): Promise<BuiltCopy> {
	const folder = await makeFolder();
	const remove = () => rm(folder, { recursive: true, force: true });
	try {
		const names = ['src', 'svelte.config.js', 'tsconfig.json', 'package.json', 'vite.config.ts'];
		for (const name of names) await cp(join(ROOT, name), join(folder, name), { recursive: true });
		if (routes === 'empty') {
			await rm(join(folder, 'src/routes'), { recursive: true });
			await cp(EMPTY_PAGE, join(folder, 'src/routes'), { recursive: true });
		}
		await writeFile(join(folder, 'bench.config.ts'), CONFIG);
		build(folder);
		const output = JSON.parse(await readFile(join(folder, 'output.json'), 'utf8')) as Output[];
		return { output, folder, remove };
	} catch (error) {
		await remove();
		throw error;
	}
}

/** Below the repo, for its packages, and not in node_modules, whose code is built differently. */
async function makeFolder(): Promise<string> {
	const parent = join(ROOT, '.svelte-kit');
	await mkdir(parent, { recursive: true });
	return mkdtemp(join(parent, 'bench-'));
}

/** In a process of its own: SvelteKit builds what the working directory has. */
function build(folder: string): void {
	const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
	const args = [vite, 'build', '--config', 'bench.config.ts', '--logLevel', 'warn'];
	// A test runner's NODE_ENV would have Svelte built for development.
	const env = { ...process.env, NODE_ENV: 'production', VERCEL: '' };
	const { status, stdout, stderr } = spawnSync(process.execPath, args, {
		...{ cwd: folder, env, encoding: 'utf8' }
	});
	if (status !== 0) throw new Error(`The app could not be built.\n${stdout}${stderr}`);
}

/** The app's own configuration, and a plugin that notes what the browser's files consist of. */
const CONFIG = `
import { writeFileSync } from 'node:fs';
import { mergeConfig } from 'vite';
import app from './vite.config.ts';

const noteOutput = {
	name: 'note-output',
	applyToEnvironment: ({ config }) => config.consumer === 'client',
	writeBundle(_, bundle) {
		const isNoted = ({ type, fileName }) => type === 'chunk' || /\\.(css|js)$/.test(fileName);
		const files = Object.values(bundle).filter(isNoted).map((file) =>
			file.type === 'asset'
				? { type: 'asset', fileName: file.fileName, source: String(file.source) }
				: {
						...{ type: 'chunk', fileName: file.fileName, code: file.code, isEntry: file.isEntry },
						...{ facadeModuleId: file.facadeModuleId, imports: file.imports },
						dynamicImports: file.dynamicImports,
						modules: Object.fromEntries(
							Object.entries(file.modules).map(([id, { code }]) => [id, { code }])
						),
						viteMetadata: { importedCss: [...file.viteMetadata.importedCss] }
					}
		);
		writeFileSync('output.json', JSON.stringify(files));
	}
};

export default mergeConfig(app, { plugins: [noteOutput] });
`;

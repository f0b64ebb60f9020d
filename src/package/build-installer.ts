import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { readSource, sourceFolder } from '../installer/source.ts';

/** Builds the installer, a program for Node without dependencies, and copies what it installs. */
export async function buildInstaller(dist: string): Promise<void> {
	await build({
		configFile: false,
		logLevel: 'warn',
		build: {
			outDir: join(dist, 'installer'),
			ssr: join(import.meta.dirname, '..', 'installer/main.ts'),
			target: 'node20',
			copyPublicDir: false,
			rolldownOptions: {
				// The native driver is optional, and not installed.
				external: ['pg-native'],
				output: { entryFileNames: 'main.js' }
			}
		},
		ssr: { noExternal: true }
	});
	await copySource(join(dist, 'supabase'));
}

async function copySource(folder: string): Promise<void> {
	const { migrations, functions } = await readSource(sourceFolder());
	for (const [name, text] of Object.entries(migrations)) await put('migrations', name, text);
	for (const [path, text] of Object.entries(functions)) await put('functions', path, text);

	async function put(subject: string, path: string, text: string): Promise<void> {
		const target = join(folder, subject, path);
		await mkdir(dirname(target), { recursive: true });
		await writeFile(target, text);
	}
}

import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { svelte, vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';
import { buildInstaller } from './build-installer.ts';
import { supportChat } from '../lib/support-chat/vite-plugin.ts';
import { pruneTypes } from './prune-types.ts';

// `npm run package`: builds dist/, what `npm pack` packs. The host's bundler, or none, loads it: the files
// need no other package, except the framework of an adapter, which the host has.

const ROOT = join(import.meta.dirname, '..', '..');
const DIST = join(ROOT, 'dist');

/** The package's modules, by the name that package.json exports them under. */
const ENTRIES = {
	index: join(import.meta.dirname, 'index.ts'),
	inbox: join(import.meta.dirname, 'inbox.ts'),
	react: join(import.meta.dirname, 'adapters/react.ts'),
	vue: join(import.meta.dirname, 'adapters/vue.ts'),
	svelte: join(import.meta.dirname, 'adapters/svelte.ts')
};

/** Whether a module is the host's own: the adapters' frameworks, but not the Svelte of the chat itself. */
const isHosts = (id: string, importer?: string): boolean =>
	['react', 'vue'].includes(id) ||
	(/^svelte/.test(id) && /adapters.svelte\.ts$/.test(importer ?? ''));

rmSync(DIST, { recursive: true, force: true });
await buildModules();
addSvelteComponent();
buildTypes();
await buildInstaller(DIST);

async function buildModules(): Promise<void> {
	await build({
		configFile: false,
		root: ROOT,
		logLevel: 'warn',
		plugins: [svelte({ configFile: false, preprocess: vitePreprocess() }), supportChat()],
		build: {
			outDir: DIST,
			target: 'es2022',
			sourcemap: true,
			copyPublicDir: false,
			// As a library, so that no code preloads files: a bundler that moves them would break it.
			lib: { entry: ENTRIES, formats: ['es'] },
			rolldownOptions: {
				external: isHosts,
				output: {
					minify: true,
					chunkFileNames: 'chunks/[name]-[hash].js',
					// One file for all that the launcher needs: what the inbox shares would be split off.
					codeSplitting: { groups: [{ name: 'launcher', test: /start-support-chat\.ts$/ }] }
				}
			}
		}
	});
	// Next's app router renders modules on the server unless they say otherwise.
	const react = join(DIST, 'react.js');
	writeFileSync(react, `'use client';${readFileSync(react, 'utf8')}`);
}

/** The component as source: the host's own Svelte compiles it. */
function addSvelteComponent(): void {
	const component = readFileSync(join(import.meta.dirname, 'adapters/SupportChat.svelte'), 'utf8');
	writeFileSync(
		join(DIST, 'SupportChat.svelte'),
		component.replace('../../lib/support-chat/widget/start-support-chat.ts', './index.js')
	);
	const exported = `\nexport { default as SupportChat } from './SupportChat.svelte';\n`;
	appendFileSync(join(DIST, 'svelte.js'), exported);
}

function buildTypes(): void {
	const { status, error } = spawnSync(
		process.execPath,
		[
			join(ROOT, 'node_modules/typescript/bin/tsc'),
			'-p',
			join(import.meta.dirname, 'tsconfig.json')
		],
		{ stdio: 'inherit' }
	);
	if (status !== 0) throw error ?? new Error('The types could not be built.');
	const adapters = ['react', 'vue', 'svelte'].map((name) => `package/adapters/${name}.d.ts`);
	pruneTypes(join(DIST, 'types'), ['package/index.d.ts', 'package/inbox.d.ts', ...adapters]);
	const component = `\nexport declare const SupportChat: import('svelte').Component<SupportChatOptions>;\n`;
	const svelteTypes = join(DIST, 'types', adapters[2]!);
	appendFileSync(
		svelteTypes,
		`import type { SupportChatOptions } from '../../lib/support-chat/widget/start-support-chat.js';${component}`
	);
}

export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun';

/** An app of an adopter: made by its framework's template, with the files of `apps/<name>` over it. */
export interface Host {
	name: string;
	/** The folder in `apps/`, if it is not the name. */
	app?: string;
	manager: PackageManager;
	/** Makes the folder `.`; without it, `apps/<name>` has the whole app, as no template is in the registry. */
	create?: string[];
	/** Has the folder `src/lib/support-chat` and the inbox's routes copied into it, instead of the package's code. */
	isCopy?: boolean;
	/** Where the module with the project's address and key goes. */
	projectFile: string;
	/** What the app needs beside the template's packages and ours. */
	packages: string[];
	/** Scripts of its package.json, one after the other. */
	build?: string[];
	/** A program of its packages, or Node, that serves it at 127.0.0.1. */
	serve: (port: number) => string[];
	/** Serves it while it is written. */
	develop?: { serve: (port: number) => string[]; file: string };
	/** A line of what the installer says to paste. */
	snippet: string;
}

const PLAIN: Host = {
	name: 'plain',
	manager: 'npm',
	projectFile: 'project.js',
	packages: ['http-server@14.1.1'],
	serve: (port) => ['http-server', '.', '-a', '127.0.0.1', '-p', `${port}`, '-s'],
	snippet: '<support-chat'
};

/** All hosts, those first that are made and built within seconds. */
export const HOSTS: readonly Host[] = [
	PLAIN,
	{
		name: 'react',
		manager: 'npm',
		create: ['create-vite@9.3.0', '.', '--template', 'react-ts', '--no-interactive'],
		projectFile: 'src/project.ts',
		packages: ['@supabase/supabase-js'],
		build: ['build'],
		serve: (port) => ['vite', 'preview', '--host', '127.0.0.1', '--port', `${port}`],
		develop: {
			serve: (port) => ['vite', 'dev', '--host', '127.0.0.1', '--port', `${port}`],
			file: 'src/App.tsx'
		},
		snippet: "from 'supabase-support-chat/react'"
	},
	{
		name: 'vue',
		manager: 'pnpm',
		create: ['create-vite@9.3.0', '.', '--template', 'vue-ts', '--no-interactive'],
		projectFile: 'src/project.ts',
		packages: ['@supabase/supabase-js'],
		build: ['build'],
		serve: (port) => ['vite', 'preview', '--host', '127.0.0.1', '--port', `${port}`],
		develop: {
			serve: (port) => ['vite', 'dev', '--host', '127.0.0.1', '--port', `${port}`],
			file: 'src/App.vue'
		},
		snippet: "from 'supabase-support-chat/vue'"
	},
	{
		name: 'svelte',
		manager: 'npm',
		create: [
			...['sv@0.17.1', 'create', '.', '--template', 'minimal', '--types', 'ts', '--no-install'],
			...['--no-dir-check', '--add', 'tailwindcss=plugins:none']
		],
		projectFile: 'src/lib/project.ts',
		packages: ['@supabase/supabase-js'],
		build: ['build'],
		serve: (port) => ['vite', 'preview', '--host', '127.0.0.1', '--port', `${port}`],
		develop: {
			serve: (port) => ['vite', 'dev', '--host', '127.0.0.1', '--port', `${port}`],
			file: 'src/routes/+page.svelte'
		},
		snippet: "from 'supabase-support-chat/svelte'"
	},
	{
		name: 'sveltekit',
		manager: 'npm',
		create: [
			...['sv@0.17.1', 'create', '.', '--template', 'minimal', '--types', 'ts', '--no-install'],
			...['--no-dir-check', '--add', 'tailwindcss=plugins:none']
		],
		isCopy: true,
		projectFile: 'src/lib/project.ts',
		packages: ['@supabase/supabase-js', '@supabase/ssr'],
		build: ['check', 'build'],
		serve: (port) => ['vite', 'preview', '--host', '127.0.0.1', '--port', `${port}`],
		snippet: "from 'supabase-support-chat/svelte'"
	},
	{
		name: 'next',
		manager: 'npm',
		create: [
			...['create-next-app@16.4.3', '.', '--ts', '--app', '--no-tailwind', '--no-eslint'],
			...['--no-src-dir', '--skip-install', '--yes', '--disable-git', '--use-npm']
		],
		projectFile: 'app/project.ts',
		packages: ['@supabase/supabase-js', '@supabase/ssr'],
		build: ['build'],
		serve: (port) => ['next', 'start', '-H', '127.0.0.1', '-p', `${port}`],
		snippet: "'use client';"
	},
	{
		name: 'nuxt',
		manager: 'npm',
		projectFile: 'app/project.ts',
		packages: ['@supabase/supabase-js'],
		build: ['build'],
		serve: () => ['node', '.output/server/index.mjs'],
		snippet: "from 'supabase-support-chat/vue'"
	},
	{
		name: 'astro',
		manager: 'bun',
		projectFile: 'src/project.ts',
		packages: ['@supabase/supabase-js'],
		build: ['build'],
		serve: (port) => ['astro', 'preview', '--host', '127.0.0.1', '--port', `${port}`],
		snippet: 'startSupportChat({'
	},
	// It has a configuration of its own, also for certificates, so that not every machine can run it.
	{ ...PLAIN, name: 'plain-yarn', app: 'plain', manager: 'yarn' }
];

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, type Plugin, type Rolldown } from 'vite';
import { supportChat } from '../../../src/lib/support-chat/vite-plugin.ts';

const FOLDER = join(import.meta.dirname, 'pages');
/** Page names; each is a separate build, so that they share no code. */
const PAGES = ['plain', 'widget', 'empty-panel', 'conversation'] as const;

export type PageName = (typeof PAGES)[number];

const TYPES: Record<string, string> = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.css': 'text/css; charset=utf-8'
};

/** A server of the bench's pages. */
export interface PageServer {
	address(page: PageName): string;
	stop(): Promise<void>;
}

/** Builds and serves the pages like an app: hashed files are immutable. */
export async function servePages(): Promise<PageServer> {
	const files: Files = new Map();
	for (const page of PAGES) {
		for (const [name, content] of await buildPage(page)) files.set(name, content);
	}
	const { origin, stop } = await serveFiles(files);
	return { address: (page) => `${origin}/${page}/page.html`, stop };
}

/** Contents by path. */
export type Files = Map<string, string | Uint8Array>;

/** @returns the server, for more than files */
export async function serveFiles(
	files: Files
): Promise<{ origin: string; server: Server; stop(): Promise<void> }> {
	const server = createServer(({ url = '/' }, response) => {
		const name = new URL(url, 'http://bench').pathname;
		const content = files.get(name);
		const isPage = name.endsWith('.html');
		response.setHeader('Content-Type', TYPES[extname(name)] ?? 'application/octet-stream');
		response.setHeader(
			'Cache-Control',
			isPage ? 'no-cache' : 'public, max-age=31536000, immutable'
		);
		response.writeHead(content === undefined ? 404 : 200).end(content);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		origin: `http://127.0.0.1:${port}`,
		server,
		stop: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		}
	};
}

/**
 * @param page the name of its script
 * @param script where the script is, relative to the page; and where packages are that are not installed here
 */
export async function buildPage(
	page: string,
	{ script = `./${page}.ts`, modules }: { script?: string; modules?: string } = {}
): Promise<[name: string, content: string | Uint8Array][]> {
	const base = `/${page}/`;
	const { output } = (await build({
		configFile: false,
		root: FOLDER,
		base,
		logLevel: 'silent',
		plugins: [scriptOf(script), packagesOf(modules), svelte({ configFile: false }), supportChat()],
		build: {
			write: false,
			target: 'es2022',
			rolldownOptions: { input: join(FOLDER, 'page.html') }
		}
	})) as Rolldown.RolldownOutput;
	return output.map((file) => [
		base + file.fileName,
		file.type === 'chunk' ? file.code : file.source
	]);
}

/** Inserts the page's script, the only difference between the pages. */
function scriptOf(script: string): Plugin {
	return {
		name: 'bench-page',
		transformIndexHtml: {
			order: 'pre',
			handler: (html) => html.replace('./PAGE.ts', script)
		}
	};
}

/** Resolves packages that are imported from this repo in the folder `modules`, if they are there. */
function packagesOf(modules: string | undefined): Plugin | null {
	if (!modules) return null;
	const importer = join(modules, '..', 'package.json');
	return {
		name: 'bench-packages',
		enforce: 'pre',
		async resolveId(source, from) {
			const isBare = /^(@[\w-]+\/)?[\w-]+(\/|$)/.test(source);
			if (!isBare || from?.startsWith(modules) || /^svelte|^@supabase/.test(source)) return null;
			return this.resolve(source, importer, { skipSelf: true });
		}
	};
}

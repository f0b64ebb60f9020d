import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { svelte, vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { build, type Rolldown } from 'vite';
import { supportChat } from '../../../src/lib/support-chat/vite-plugin.ts';
import type { Output } from '../browser/page.ts';
import { groupsOf, reach, type Weights } from '../browser/weigh.ts';
import { buildApp } from './build-app.ts';

const ADMIN = 'routes/(admin)/admin';
/** The layouts of every page of the inbox, and those of the list and its chats. */
const FRAME = ['routes/+layout.svelte', `${ADMIN}/+layout.svelte`];
const CHATS = [...FRAME, `${ADMIN}/(chats)/+layout.svelte`];

/** Layouts and page of each screen, by figure. */
const SCREENS: Record<string, string[]> = {
	'20a': [...CHATS, `${ADMIN}/(chats)/+page.svelte`],
	'20b': [...CHATS, `${ADMIN}/(chats)/[chat]/+page.svelte`],
	'20c': [...FRAME, `${ADMIN}/reports/+page.svelte`],
	'20d': [...FRAME, `${ADMIN}/settings/[[part]]/+page.svelte`]
};

/** The section of the settings that 20d shows: the largest. */
const SECTION = 'HoursSection.svelte';

/** Modules that no screen loads without interaction; every other import on demand counts. */
const ON_DEMAND = [
	// Other languages than the reader's.
	/\/languages\/(?!en\/)/,
	// Other pages: the entry of each route.
	/\/client-optimized\/nodes\//,
	/\/shared\/error-template\.js$/,
	/\/session-renewal\.ts$/,
	/\/evict-messages\.ts$/,
	/\/(FileParts\.svelte|start-uploads\.ts)/,
	// When the pointer is over the messages.
	/\/copy-messages\.ts$/,
	// Shown on use.
	/\/(MenuSwitches|ShortcutSheet|HealthAdvice|SearchResults)\.svelte/
];

/** What only the settings load by themselves, and what the list loads when it is on screen already. */
const SETTINGS = /\/settings-transport\.ts/;
const LATER = /\/inbox-network\.ts/;

/** What the server's page loads by an element of its own: an asset to the build, which no module imports. */
const EARLY_KEYS = /\/early-keys\.[^/]+\.js$/;

/**
 * Bytes (gzip) of JS and CSS that each screen of the inbox loads without interaction, by figure and group of
 * modules: in the app as `vite build` makes it (20a to 20d), the list in the package (20e), and what comes before the
 * list can be used (20f).
 */
export async function weighInbox(): Promise<Record<string, Weights>> {
	const app = await buildApp('app');
	try {
		const nodes = await readNodes(app.folder);
		const screens = Object.entries(SCREENS).map(([figure, route]) => {
			const roots = route.map((component) => nodes.get(component) ?? missing(component));
			roots.push('kit/src/runtime/client/entry.js', 'client-optimized/app.js');
			return [figure, roots] as const;
		});
		const early = weighEarlyKeys(app.output);
		const weigh = (roots: string[], later?: RegExp[]) =>
			add(groupsFrom(app.output, roots, later), early);
		const figures = screens.map(
			([figure, roots]) => [figure, weigh(roots, figure === '20d' ? [] : [SETTINGS])] as const
		);
		const usable = weigh(screens[0]![1], [SETTINGS, LATER]);
		const packed = await weighPackage(app.folder);
		return { ...Object.fromEntries(figures), '20e': packed, '20f': usable };
	} finally {
		await app.remove();
	}
}

/** SvelteKit's entry for each route's component, by the component. */
async function readNodes(folder: string): Promise<Map<string, string>> {
	const nodes = join(folder, '.svelte-kit/generated/client-optimized/nodes');
	const found = new Map<string, string>();
	for (const name of await readdir(nodes)) {
		const text = await readFile(join(nodes, name), 'utf8');
		const component = /component } from ".*?src\/(.+?)"/.exec(text)?.[1];
		if (component) found.set(component, `client-optimized/nodes/${name}`);
	}
	return found;
}

/** @param root the copy of the app, whose build has left the tsconfig that this one needs, too */
async function weighPackage(root: string): Promise<Weights> {
	const entry = join(root, 'src/package/inbox.ts');
	const built = (await build({
		...{ configFile: false, root, logLevel: 'silent' },
		plugins: [svelte({ configFile: false, preprocess: vitePreprocess() }), supportChat()],
		build: {
			...{ write: false, target: 'es2022', lib: { entry, formats: ['es'] } },
			rolldownOptions: { output: { minify: true } }
		}
	})) as Rolldown.RolldownOutput[];
	const pages = [SETTINGS, /\/(Settings|Reports)Page\.svelte/];
	return groupsFrom(built[0]!.output, ['package/inbox.ts'], pages);
}

function groupsFrom(output: Output[], roots: string[], onDemand: RegExp[] = []): Weights {
	const isRoot = ({ facadeModuleId: id }: Rolldown.OutputChunk) =>
		roots.some((root) => id?.endsWith(root));
	for (const root of roots) {
		const isThere = output.some(
			(file) => file.type === 'chunk' && file.facadeModuleId?.endsWith(root)
		);
		if (!isThere) missing(root);
	}
	const isLoaded = ({ facadeModuleId, modules }: Rolldown.OutputChunk) => {
		// A file that is shared has several modules instead.
		const id = facadeModuleId ?? Object.keys(modules).join('\n');
		if (/Section\.svelte/.test(id)) return id.includes(SECTION);
		return ![...ON_DEMAND, ...onDemand].some((module) => module.test(id));
	};
	return round(groupsOf(output, reach(output, isLoaded, isRoot)));
}

function weighEarlyKeys(output: Output[]): Weights {
	const file = output.find(({ fileName }) => EARLY_KEYS.test(fileName));
	if (file?.type !== 'asset') missing('early-keys.js');
	return { 'support-chat/inbox/keyboard': gzipSync(file.source).length };
}

function add(weights: Weights, more: Weights): Weights {
	const entries = Object.entries(more).map(
		([group, bytes]) => [group, (weights[group] ?? 0) + bytes] as const
	);
	return round({ ...weights, ...Object.fromEntries(entries) });
}

/** Whole bytes, the heaviest group first. */
function round(weights: Weights): Weights {
	const entries = Object.entries(weights).map(
		([group, bytes]) => [group, Math.round(bytes)] as const
	);
	return Object.fromEntries(entries.toSorted(([, a], [, b]) => b - a));
}

function missing(module: string): never {
	throw new Error(`The build has no file for ${module} any more.`);
}

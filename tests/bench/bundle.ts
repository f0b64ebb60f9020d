import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, type Rolldown } from 'vite';
import { supportChat } from '../../src/lib/support-chat/vite-plugin.ts';
import type { Measurement } from './measurement.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const WIDGET = join(ROOT, 'src/lib/support-chat/widget/ChatWidget.svelte');

/** What only readers of other languages load: each loads one of them instead of English. */
const OTHER_LANGUAGES = ['languages/catalogue.ts'];

type Output = Rolldown.OutputChunk | Rolldown.OutputAsset;

/** What the widget weighs on a page: before its first use, and with the chat open. */
export async function measureBundle(): Promise<Measurement[]> {
	const plain = await buildPage({ widget: false, supabase: false });
	const withWidget = await buildPage({ widget: true, supabase: false });
	const host = await buildPage({ widget: false, supabase: true });
	const hostWithWidget = await buildPage({ widget: true, supabase: true });
	return [
		{
			id: '1',
			what: 'page with the widget, before its first use',
			floorWhat: 'without',
			...added(atLoad(withWidget), atLoad(plain), 5)
		},
		{
			id: '2a',
			what: 'chat open, on a host that uses supabase-js',
			floorWhat: 'the host alone',
			// The client that the widget would make for itself is not loaded there.
			...added(
				whenOpen(hostWithWidget, ['browser-client.ts', ...OTHER_LANGUAGES]),
				atLoad(host),
				20
			)
		},
		{
			id: '2b',
			what: 'chat open, on a host without supabase-js',
			floorWhat: 'the host alone',
			...added(whenOpen(withWidget, OTHER_LANGUAGES), atLoad(plain), 70)
		}
	];
}

/** Bytes (gzip) by group of modules. */
export type Weights = Record<string, number>;

/**
 * What figures 1, 2a and 2b are made of: bytes that the widget adds, by group of modules. A module's
 * part of its file is taken to be its part of the sum of all modules packed alone.
 */
export async function weighGroups(): Promise<Record<'1' | '2a' | '2b', Weights>> {
	const plain = groupsOf(await buildPage({ widget: false, supabase: false }), () => false);
	const host = groupsOf(await buildPage({ widget: false, supabase: true }), () => false);
	const page = await buildPage({ widget: true, supabase: false });
	const hostPage = await buildPage({ widget: true, supabase: true });
	return {
		1: difference(
			groupsOf(page, () => false),
			plain
		),
		'2a': difference(groupsOf(hostPage, allBut(['browser-client.ts', ...OTHER_LANGUAGES])), host),
		'2b': difference(groupsOf(page, allBut(OTHER_LANGUAGES)), plain)
	};
}

function groupsOf(output: Output[], follows: (chunk: Rolldown.OutputChunk) => boolean): Weights {
	const names = reach(output, follows);
	const weights: Weights = {};
	const add = (group: string, bytes: number) => {
		weights[group] = (weights[group] ?? 0) + bytes;
	};
	for (const file of output) {
		if (file.type !== 'chunk' || !names.has(file.fileName)) continue;
		const modules = Object.entries(file.modules).map(
			([id, { code }]) => [groupOf(id), code ? packed(code) : 0] as const
		);
		const sum = modules.reduce((total, [, bytes]) => total + bytes, 0);
		const whole = packed(file.code);
		for (const [group, bytes] of modules) add(group, (whole * bytes) / sum);
	}
	add('linked styles', weighStyles(output, names));
	return weights;
}

/** `svelte`, `@supabase/auth-js`, `support-chat/core` … */
function groupOf(id: string): string {
	const match = /support-chat\/\w+|node_modules\/(?!.*node_modules)((?:@[^/]+\/)?[^/.][^/]*)/.exec(
		id
	);
	return match?.[1] ?? match?.[0] ?? 'the page and its loader';
}

function difference(weights: Weights, floor: Weights): Weights {
	return Object.fromEntries(
		Object.entries(weights)
			.map(([group, bytes]) => [group, Math.round(bytes - (floor[group] ?? 0))] as const)
			.filter(([, bytes]) => bytes !== 0)
			.toSorted(([, a], [, b]) => b - a)
	);
}

function added(value: number, floor: number, target: number) {
	return { value, floor, target, unit: 'KB', kind: 'added' } as const;
}

/** Builds a small Svelte page as an app would, in memory. */
async function buildPage(page: { widget: boolean; supabase: boolean }): Promise<Output[]> {
	const folder = await mkdtemp(join(ROOT, 'node_modules', '.bench-'));
	try {
		await writeFile(join(folder, 'main.ts'), entry(page));
		await writeFile(join(folder, 'Page.svelte'), PAGE);
		const result = (await build({
			configFile: false,
			root: folder,
			logLevel: 'silent',
			plugins: [svelte(), supportChat()],
			build: {
				write: false,
				target: 'es2022',
				rolldownOptions: { input: join(folder, 'main.ts') }
			}
		})) as Rolldown.RolldownOutput;
		return result.output;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** A page with some life of its own: what Svelte's runtime weighs is the host's. */
const PAGE = `<script lang="ts">
	import { onMount } from 'svelte';
	let { items }: { items: string[] } = $props();
	let query = $state('');
	let ready = $state(false);
	const found = $derived(items.filter((item) => item.includes(query)));
	onMount(() => { ready = true; });
	$effect(() => { document.title = query; });
</script>
<input bind:value={query} disabled={!ready} class:ready />
{#if found.length}<ul>{#each found as item (item)}<li>{item}</li>{/each}</ul>{:else}<p>None</p>{/if}
<style>ul { color: teal }</style>`;

function entry({ widget, supabase }: { widget: boolean; supabase: boolean }): string {
	return `
		import { mount } from 'svelte';
		import Page from './Page.svelte';
		${widget ? `import ChatWidget from ${JSON.stringify(WIDGET)};` : ''}
		${supabase ? `import { createClient } from '@supabase/supabase-js';` : ''}
		const target = document.body;
		${supabase ? `const client = createClient(location.origin, 'key'); client.from('items').select();` : ''}
		mount(Page, { target, props: { items: ['a', 'b'] } });
		${widget ? `mount(ChatWidget, { target, props: { project: { url: location.origin, publishableKey: 'key' }, user: { id: '1' }${supabase ? ', client: () => client' : ''} } });` : ''}`;
}

/** KB (gzip) of the entry, of what it imports at once and of the styles of these. */
function atLoad(output: Output[]): number {
	return weigh(
		output,
		reach(output, () => false)
	);
}

/** KB (gzip) of that and of everything imported on demand, but for some modules. */
function whenOpen(output: Output[], without: string[]): number {
	return weigh(output, reach(output, allBut(without)));
}

function allBut(without: string[]): (chunk: Rolldown.OutputChunk) => boolean {
	return ({ facadeModuleId }) => !without.some((name) => facadeModuleId?.endsWith(name));
}

function reach(output: Output[], follows: (chunk: Rolldown.OutputChunk) => boolean): Set<string> {
	const chunks = new Map(
		output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file] as const] : []))
	);
	const reached = new Set<string>();
	const visit = (name: string) => {
		const chunk = chunks.get(name);
		if (!chunk || reached.has(name)) return;
		reached.add(name);
		for (const next of chunk.imports) visit(next);
		for (const next of chunk.dynamicImports) {
			const target = chunks.get(next);
			if (target && follows(target)) visit(next);
		}
	};
	for (const chunk of chunks.values()) if (chunk.isEntry) visit(chunk.fileName);
	return reached;
}

function weigh(output: Output[], names: Set<string>): number {
	let bytes = weighStyles(output, names);
	for (const file of output) {
		if (file.type === 'chunk' && names.has(file.fileName)) bytes += packed(file.code);
	}
	return bytes / 1024;
}

function weighStyles(output: Output[], names: Set<string>): number {
	const styles = new Set<string>();
	for (const file of output) {
		if (file.type !== 'chunk' || !names.has(file.fileName)) continue;
		const metadata = (file as { viteMetadata?: { importedCss: Set<string> } }).viteMetadata;
		for (const style of metadata?.importedCss ?? []) styles.add(style);
	}
	return output.reduce(
		(bytes, file) =>
			file.type === 'asset' && styles.has(file.fileName) ? bytes + packed(file.source) : bytes,
		0
	);
}

function packed(source: string | Uint8Array): number {
	return gzipSync(source, { level: 9 }).length;
}

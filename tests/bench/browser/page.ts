import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, type Rolldown } from 'vite';
import { supportChat } from '../../../src/lib/support-chat/vite-plugin.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const WIDGET = join(ROOT, 'src/lib/support-chat/widget/ChatWidget.svelte');
/** Also the host of the pages measured in a browser. */
const BARE_PAGE = join(import.meta.dirname, 'pages', 'HostPage.svelte');

export type Output = Rolldown.OutputChunk | Rolldown.OutputAsset;

interface Page {
	widget: boolean;
	supabase: boolean;
	ordinary: boolean;
}

/** Builds a small Svelte page in memory, as an app would. */
export async function buildPage(page: Page): Promise<Output[]> {
	const folder = await mkdtemp(join(ROOT, 'node_modules', '.bench-'));
	try {
		await writeFile(join(folder, 'main.ts'), entry(page));
		if (page.ordinary) await writeFile(join(folder, 'Page.svelte'), ORDINARY_PAGE);
		else await copyFile(BARE_PAGE, join(folder, 'Page.svelte'));
		await writeFile(join(folder, 'Card.svelte'), CARD);
		await writeFile(join(folder, 'Route.svelte'), ROUTE);
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

/**
 * The bare page plus what nearly every app uses: components with children, defaults and context, an element
 * reference, a window listener, a key, an icon, and a component loaded on demand, as SvelteKit loads routes.
 * No attachments and nothing else that only the widget may use.
 */
const ORDINARY_PAGE = `<script lang="ts">
	import { onMount, setContext, tick, type Component } from 'svelte';
	import Card from './Card.svelte';
	let { items }: { items: string[] } = $props();
	let query = $state('');
	let Route = $state.raw<Component>();
	let width = $state(0);
	let field: HTMLInputElement;
	const found = $derived(items.filter((item) => item.includes(query)));
	setContext('size', () => width);
	onMount(() => field.focus());
	$effect(() => { document.title = query; });
	async function more() {
		Route = (await import('./Route.svelte')).default;
		await tick();
		field.focus();
	}
</script>
<svelte:window onresize={() => (width = innerWidth)} />
<input bind:this={field} bind:value={query} class:wide={width > 600} />
<button onclick={more}><svg viewBox="0 0 24 24"><path d="m6 9 6 6 6-6" /></svg></button>
{#key query}<Card title={query} open={!!Route}>{#if Route}<Route />{/if}</Card>{/key}
{#if found.length}<ul>{#each found as item (item)}<li>{item}</li>{/each}</ul>{:else}<p>None</p>{/if}
<style>ul { color: teal }</style>`;

const CARD = `<script lang="ts">
	import { getContext, type Snippet } from 'svelte';
	let { title, tone = 'calm', open = $bindable(false), children }:
		{ title: string; tone?: string; open?: boolean; children: Snippet } = $props();
	const size = getContext<() => number>('size');
</script>
<section class={['card', tone]} aria-label={title} onclick={() => (open = !open)}>
	{#if open}{@render children()}{:else}{size()}{/if}
</section>`;

const ROUTE = `<h1>Loaded on demand</h1>`;

function entry({ widget, supabase }: Page): string {
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

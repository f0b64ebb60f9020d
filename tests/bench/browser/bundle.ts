import { gzipSync } from 'node:zlib';
import type { Rolldown } from 'vite';
import type { Measurement } from '../measurement.ts';
import { buildPage, type Output } from './page.ts';

/**
 * Modules that opening the chat does not load: the other languages, of which a reader loads one instead
 * of English; the switches, which load when the settings are first opened; the session renewal, which
 * loads when the token expires; what only users without an address see; the alerts, which load when a reply
 * arrives; the eviction of messages, which loads when a few hundred are read; and what shows and uploads files,
 * which loads with the first file.
 */
const NOT_OPENED = [
	'languages/catalogue.ts',
	'widget/panel/widget-switches.ts',
	'widget/guest/guest.ts',
	'widget/alerts/reply-alerts.ts',
	'supabase/session/session-renewal.ts',
	'core/sync/evict-messages.ts',
	'core/sync/timeline-window.ts',
	'conversation/FileParts.svelte?shadow',
	'conversation/files/start-uploads.ts'
];

/**
 * The two hosts that the widget is measured on: one that uses almost nothing of Svelte, and one that uses
 * what an ordinary app does. Svelte code that a host loads itself does not count as the widget's weight.
 */
const HOSTS = [
	{ mark: '', name: 'a bare page', ordinary: false },
	{ mark: '+', name: 'an ordinary page', ordinary: true }
] as const;

/** Figures 1, 2a and 2b: the widget's weight before its first use and with the chat open. */
export async function measureBundle(): Promise<Measurement[]> {
	const measured = await Promise.all(HOSTS.map(measureOn));
	return measured.flat();
}

async function measureOn({ mark, name, ordinary }: (typeof HOSTS)[number]): Promise<Measurement[]> {
	const plain = await buildPage({ widget: false, supabase: false, ordinary });
	const withWidget = await buildPage({ widget: true, supabase: false, ordinary });
	const host = await buildPage({ widget: false, supabase: true, ordinary });
	const hostWithWidget = await buildPage({ widget: true, supabase: true, ordinary });
	return [
		{
			id: `1${mark}`,
			what: `${name} with the widget, before its first use`,
			floorWhat: 'without',
			...added(atLoad(withWidget), atLoad(plain), 5)
		},
		{
			id: `2a${mark}`,
			what: `chat open, on ${name} that uses supabase-js`,
			floorWhat: 'the page alone',
			// The widget does not load its own client there.
			...added(whenOpen(hostWithWidget, ['browser-client.ts', ...NOT_OPENED]), atLoad(host), 30)
		},
		{
			id: `2b${mark}`,
			what: `chat open, on ${name} without supabase-js`,
			floorWhat: 'the page alone',
			...added(whenOpen(withWidget, NOT_OPENED), atLoad(plain), 54)
		}
	];
}

/** Bytes (gzip) by group of modules. */
export type Weights = Record<string, number>;

/**
 * Bytes (gzip) that the widget adds, by figure (1, 2a, 2b; + marks the ordinary page) and group of modules.
 * A module's share of its file is its share of the sum of all modules compressed separately.
 */
export async function weighGroups(): Promise<Record<string, Weights>> {
	const figures: Record<string, Weights> = {};
	for (const { mark, ordinary } of HOSTS) {
		const nothing = () => false;
		const load = async (widget: boolean, supabase: boolean) =>
			buildPage({ widget, supabase, ordinary });
		const plain = groupsOf(await load(false, false), nothing);
		const host = groupsOf(await load(false, true), nothing);
		const page = await load(true, false);
		const opened = groupsOf(await load(true, true), allBut(['browser-client.ts', ...NOT_OPENED]));
		figures[`1${mark}`] = difference(groupsOf(page, nothing), plain);
		figures[`2a${mark}`] = difference(opened, host);
		figures[`2b${mark}`] = difference(groupsOf(page, allBut(NOT_OPENED)), plain);
	}
	return figures;
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

/** KB (gzip) of the entry, its static imports and their styles. */
function atLoad(output: Output[]): number {
	return weigh(
		output,
		reach(output, () => false)
	);
}

/** KB (gzip) of these and of everything imported on demand, except the modules in `without`. */
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

import { gzipSync } from 'node:zlib';
import type { Rolldown } from 'vite';
import type { Output } from './page.ts';

/** Bytes (gzip) by group of modules. */
export type Weights = Record<string, number>;

/**
 * The weight of these files and their styles, by group. A module's share of its file is its share of the sum of all
 * modules compressed separately.
 */
export function groupsOf(output: Output[], names: ReadonlySet<string>): Weights {
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
		// A file that only exports what is in others has no code of a module.
		if (sum === 0) add(groupOf(''), whole);
		else for (const [group, bytes] of modules) add(group, (whole * bytes) / sum);
	}
	add('linked styles', weighStyles(output, names));
	return weights;
}

/** `svelte`, `@supabase/auth-js`, `support-chat/core` … */
function groupOf(id: string): string {
	const match =
		/(?<=src\/lib\/)support-chat\/(?:inbox\/(?=\w+\/))?\w+|node_modules\/(?!.*node_modules)((?:@[^/]+\/)?[^/.][^/]*)/.exec(
			id
		);
	return match?.[1] ?? match?.[0] ?? 'the page and its loader';
}

/**
 * The names of the files that are loaded: the roots, what they import, and what `follows` of what is imported on
 * demand.
 *
 * @param isRoot by default each entry
 */
export function reach(
	output: Output[],
	follows: (chunk: Rolldown.OutputChunk) => boolean,
	isRoot = ({ isEntry }: Rolldown.OutputChunk) => isEntry
): Set<string> {
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
	for (const chunk of chunks.values()) if (isRoot(chunk)) visit(chunk.fileName);
	return reached;
}

/** KB (gzip) of these files and their styles. */
export function weigh(output: Output[], names: ReadonlySet<string>): number {
	let bytes = weighStyles(output, names);
	for (const file of output) {
		if (file.type === 'chunk' && names.has(file.fileName)) bytes += packed(file.code);
	}
	return bytes / 1024;
}

function weighStyles(output: Output[], names: ReadonlySet<string>): number {
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

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

// The rules of the house that a reviewer would otherwise have to look for.

const ROOT = join(import.meta.dirname, '..');

/** A path below ROOT with the slashes of imports, on Windows too. */
const fromRoot = (path: string) => relative(ROOT, path).replaceAll('\\', '/');

function files(folder: string, ending: RegExp): string[] {
	return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && ending.test(entry.name))
		.map((entry) => fromRoot(join(entry.parentPath, entry.name)));
}

function importsOf(file: string): string[] {
	const text = readFileSync(join(ROOT, file), 'utf8');
	return [...text.matchAll(/(?:from\s+|import\s*\(?\s*)['"]([^'"]+)['"]/g)].map(
		(match) => match[1] ?? ''
	);
}

/** The folder of `src/lib/support-chat` that an import leads to, if any. */
function layerOf(file: string, specifier: string): string | undefined {
	const path = specifier.startsWith('$lib/')
		? specifier.replace('$lib/', 'src/lib/')
		: fromRoot(join(ROOT, file, '..', specifier));
	return /^src\/lib\/support-chat\/(\w+)\//.exec(path)?.[1];
}

const CODE = /(?<!\.test)\.(ts|svelte)$/;

/** What each layer may import from; routes may import from all. */
const ALLOWED: Record<string, string[]> = {
	core: ['core'],
	supabase: ['supabase', 'core'],
	languages: ['languages', 'core'],
	conversation: ['conversation', 'languages', 'supabase', 'core'],
	widget: ['widget', 'conversation', 'languages', 'supabase', 'core'],
	inbox: ['inbox', 'conversation', 'languages', 'supabase', 'core']
};

/** Which folders of a layer each of them imports from. What lies beside them belongs to all. */
function roomImports(layer: string): Map<string, Set<string>> {
	const folder = `src/lib/support-chat/${layer}`;
	const roomOf = (path: string) => /^([^/.][^/]*)\//.exec(relative(join(ROOT, folder), path))?.[1];
	const rooms = new Map<string, Set<string>>();
	for (const file of files(folder, CODE)) {
		const room = roomOf(join(ROOT, file));
		if (!room) continue;
		const imported = importsOf(file)
			.filter((specifier) => specifier.startsWith('.'))
			.map((specifier) => roomOf(join(ROOT, file, '..', specifier)))
			.filter((other) => other !== undefined && other !== room);
		rooms.set(room, new Set([...(rooms.get(room) ?? []), ...(imported as string[])]));
	}
	return rooms;
}

/** Rooms that import each other in a circle, if there are any. */
function circleOf(imports: Map<string, Set<string>>): string[] | null {
	const isFree = new Set<string>();
	const visit = (room: string, way: string[]): string[] | null => {
		if (way.includes(room)) return [...way.slice(way.indexOf(room)), room];
		if (isFree.has(room)) return null;
		for (const next of imports.get(room) ?? []) {
			const circle = visit(next, [...way, room]);
			if (circle) return circle;
		}
		isFree.add(room);
		return null;
	};
	for (const room of imports.keys()) {
		const circle = visit(room, []);
		if (circle) return circle;
	}
	return null;
}

describe('layers', () => {
	test.for(Object.entries(ALLOWED))('%s imports only from %j', ([layer, allowed]) => {
		const wrong = files(`src/lib/support-chat/${layer}`, CODE).flatMap((file) =>
			importsOf(file)
				.filter((specifier) => specifier.startsWith('.') || specifier.startsWith('$lib'))
				.filter((specifier) => !allowed.includes(layerOf(file, specifier) ?? 'outside'))
				.filter((specifier) => !/tokens\.css(\?inline)?$/.test(specifier))
				.map((specifier) => `${file}: ${specifier}`)
		);
		expect(wrong).toEqual([]);
	});

	test.for(Object.keys(ALLOWED))('the rooms of %s import each other in one direction', (layer) => {
		expect(circleOf(roomImports(layer))).toBeNull();
	});

	test('core imports no package', () => {
		const wrong = files('src/lib/support-chat/core', CODE).flatMap((file) =>
			importsOf(file).filter((specifier) => !specifier.startsWith('.'))
		);
		expect(wrong).toEqual([]);
	});

	test('only the supabase layer imports supabase-js when it runs', () => {
		const wrong = files('src/lib/support-chat', CODE)
			.filter((file) => !file.includes('/support-chat/supabase/'))
			.filter((file) =>
				/import\s+(?!type\b)[^;]*from\s+['"]@supabase\//.test(
					readFileSync(join(ROOT, file), 'utf8')
				)
			);
		expect(wrong).toEqual([]);
	});
});

describe('the installer', () => {
	test('imports of the app only the words of health', () => {
		const outside = files('src/installer', CODE).flatMap((file) =>
			importsOf(file)
				.map((specifier) => fromRoot(join(ROOT, file, '..', specifier)))
				.filter((path) => /^(src|tests|supabase)\//.test(path) && !/^src\/installer/.test(path))
		);
		expect([...new Set(outside)].sort()).toEqual([
			'src/lib/support-chat/core/health.ts',
			'src/lib/support-chat/inbox/health/remedies.ts',
			'src/lib/support-chat/languages/en/inbox.ts',
			'src/lib/support-chat/languages/reader.ts'
		]);
	});

	test('is imported by nothing that runs in the app', () => {
		const wrong = files('src', CODE)
			.filter((file) => !/^src\/(installer|package)\//.test(file))
			.filter((file) => importsOf(file).some((specifier) => specifier.includes('/installer/')));
		expect(wrong).toEqual([]);
	});
});

describe('the local Supabase', () => {
	test('is known to nobody: the app, the schema and the functions do without it', () => {
		const wrong = [
			...files('src', /\.(ts|svelte|css|html)$/),
			...files('supabase/migrations', /\.sql$/),
			...files('supabase/templates', /\.html$/),
			...files('supabase/functions', /\.(ts|json)$/),
			'supabase/seed.sql',
			'supabase/config.toml'
		].filter((file) =>
			/supabase\/local|127\.0\.0\.1:54324/.test(readFileSync(join(ROOT, file), 'utf8'))
		);
		expect(wrong).toEqual([]);
	});
});

describe('components', () => {
	test('never put raw HTML into a page', () => {
		const wrong = files('src', /\.svelte$/).filter((file) =>
			readFileSync(join(ROOT, file), 'utf8').includes('{@html')
		);
		expect(wrong).toEqual([]);
	});
});

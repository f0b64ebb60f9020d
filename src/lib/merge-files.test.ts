import { build, type Rolldown } from 'vite';
import { describe, expect, it } from 'vitest';
import { mergeFiles } from './merge-files.ts';

/** What a module imports, and how many characters it has beside. */
interface Module {
	imports?: string[];
	onDemand?: string[];
	size?: number;
}

const START = '/app/runtime/client/entry.js';
const APP = '/app/client-optimized/app.js';
const node = (index: number) => `/app/client-optimized/nodes/${index}.js`;

/** A root layout, and a part with a layout and two pages, which open a search and a menu on demand. */
const ROUTES: Record<string, Module> = {
	[START]: { imports: ['runtime'] },
	[APP]: { imports: ['runtime'], onDemand: [0, 1, 2, 3].map(node) },
	[node(0)]: { imports: ['/app/src/routes/+layout.svelte'] },
	[node(1)]: { imports: ['/app/src/routes/admin/+layout.svelte'] },
	[node(2)]: { imports: ['/app/src/routes/admin/+page.svelte'] },
	[node(3)]: { imports: ['/app/src/routes/admin/reports/+page.svelte'] }
};

describe('the files of an app', () => {
	it('has in one what every page loads, and what parts of pages use too', async () => {
		const files = await filesOf({
			'/app/src/routes/+layout.svelte': { imports: ['brand'] },
			'/app/src/routes/admin/+page.svelte': { imports: ['runtime', 'brand'], onDemand: ['search'] },
			'/app/src/routes/admin/reports/+page.svelte': { imports: ['brand', 'clock'] },
			search: { imports: ['runtime', 'clock'] },
			...{ runtime: {}, brand: {}, clock: {} }
		});
		expect(files.holding('runtime')).toContain('brand');
		expect(files.holding('runtime')).not.toContain('clock');
	});

	it('has in one what a layout uses, whatever inside it uses that as well', async () => {
		const files = await filesOf({
			'/app/src/routes/admin/+layout.svelte': { imports: ['frame', 'title', 'runtime'] },
			'/app/src/routes/admin/+page.svelte': { imports: ['frame'], onDemand: ['search'] },
			'/app/src/routes/admin/reports/+page.svelte': { imports: ['title'] },
			search: { imports: ['title', 'frame'] },
			...{ runtime: {}, frame: { size: 9_000 }, title: { size: 9_000 } }
		});
		expect(files.holding('frame')).toContain('title');
	});

	it('loads with a page nothing that only its parts on demand use', async () => {
		const files = await filesOf({
			'/app/src/routes/admin/+page.svelte': { imports: ['list'], onDemand: ['search', 'menu'] },
			'/app/src/routes/admin/reports/+page.svelte': { imports: ['list'] },
			search: { imports: ['hits', 'list'] },
			menu: { imports: ['hits', 'list'] },
			...{ runtime: {}, hits: {}, list: {} }
		});
		expect(files.loadedBy(node(2))).toContain('list');
		expect(files.loadedBy(node(2))).not.toContain('hits');
	});

	it('has in one the small modules that several pages use, and large ones apart', async () => {
		const files = await filesOf({
			'/app/src/routes/admin/+page.svelte': { imports: ['a', 'b', 'large'], onDemand: ['search'] },
			'/app/src/routes/admin/reports/+page.svelte': { imports: ['a', 'b', 'large'] },
			'/app/src/routes/admin/+layout.svelte': { onDemand: ['menu', 'sheet'] },
			search: { imports: ['a', 'runtime'] },
			menu: { imports: ['b'] },
			sheet: { imports: ['large'] },
			...{ runtime: {}, a: { imports: ['runtime'] }, b: {}, large: { size: 9_000 } }
		});
		expect(files.holding('a')).toContain('b');
		expect(files.holding('a')).not.toContain('large');
	});
});

/** Builds an app of these modules and those of its routes. */
async function filesOf(others: Record<string, Module>) {
	const modules: Record<string, Module> = { ...ROUTES, ...others };
	const entries = Object.keys(ROUTES);
	const built = (await build({
		...{ configFile: false, logLevel: 'silent', plugins: [provide(modules), mergeFiles()] },
		build: {
			...{ write: false, modulePreload: false },
			rolldownOptions: { input: entries, preserveEntrySignatures: 'strict' }
		}
	})) as Rolldown.RolldownOutput;
	const chunks = built.output.filter((file) => file.type === 'chunk');
	const named = (name: string) => chunks.find(({ fileName }) => fileName === name)!;
	const load = (chunk: Rolldown.OutputChunk): string[] => [
		...Object.keys(chunk.modules),
		...chunk.imports.flatMap((name) => load(named(name)))
	];
	return {
		/** The modules of the file that has this one. */
		holding: (id: string) => Object.keys(chunks.find(({ modules }) => id in modules)!.modules),
		/** The modules that come with an entry. */
		loadedBy: (entry: string) => load(chunks.find((chunk) => chunk.facadeModuleId === entry)!)
	};
}

/** Modules out of nothing, with an effect each, so that none is left out. */
function provide(modules: Record<string, Module>) {
	return {
		name: 'provide',
		enforce: 'pre' as const,
		resolveId: (id: string) => (id in modules || id.startsWith('/app/') ? id : undefined),
		load(id: string) {
			if (!(id in modules) && !id.startsWith('/app/')) return;
			const { imports = [], onDemand = [], size = 0 } = modules[id] ?? {};
			return [
				...imports.map((other) => `import ${JSON.stringify(other)};`),
				...onDemand.map(
					(other) => `globalThis.parts.push(() => import(${JSON.stringify(other)}));`
				),
				`globalThis.log(${JSON.stringify(id)}, ${JSON.stringify('.'.repeat(size))});`
			].join('\n');
		}
	};
}

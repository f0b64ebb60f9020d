import type { Plugin, Rolldown } from 'vite';

/** SvelteKit's entries that every page loads, beside those of the root's layout and error page. */
const ALWAYS = /\/runtime\/client\/entry\.js$|\/client-optimized\/app\.js$/;
/** The component of a page, layout or error page, in SvelteKit's entry for it. */
const COMPONENT = /\/src\/routes\/(.*?)\+(page|layout|error)\.svelte$/;
/** Characters of code, before it is minified, up to which a file is small: of 1,500 to 8,000 the lightest pages. */
const SMALL = 3000;

/** Where the loading of code begins: the id of an entry, or of a module that is imported on demand. */
type Root = string;
type Roots = ReadonlySet<Root>;
type Modules = ReadonlyMap<string, Rolldown.ModuleInfo>;
/** Modules that are needed at the same moments, each with the roots that use it. */
type SharedFile = [id: string, users: Roots][];

/**
 * Vite plugin that makes fewer files of the app's code, so that a page needs fewer requests. Rolldown makes a file for
 * each set of roots that use the same modules. Many of these sets mean the same, since some roots are never loaded
 * before others: a layout comes before its pages, a part that opens on a click before what it shows later. Modules that
 * are needed at the same moments become one file, and small files one for each part of the app.
 */
export function mergeFiles(): Plugin {
	let names: ReadonlyMap<string, string> = new Map();
	return {
		name: 'merge-files',
		apply: 'build',
		applyToEnvironment: ({ config }) => config.consumer === 'client',

		// Rolldown asks for this where a group leaves out what its modules import.
		options: (options) => ({ ...options, preserveEntrySignatures: 'allow-extension' }),

		outputOptions: (options) => ({
			...options,
			codeSplitting: {
				// What a module imports is needed whenever it is: files never import each other in a circle.
				includeDependenciesRecursively: false,
				groups: [{ debugName: 'merge-files', name: (id) => names.get(id) }]
			}
		}),

		buildEnd() {
			// In the order of their names, for the same files each time: they are known in that of their loading.
			const ids = [...this.getModuleIds()].sort();
			names = nameFiles(new Map(ids.map((id) => [id, this.getModuleInfo(id)!])));
		}
	};
}

/** Names the file of each module; those of one root are in its file, and entries have their own. */
function nameFiles(modules: Modules): Map<string, string> {
	const users = findUsers(modules);
	const loaded = findLoaded(modules, users);
	const shared = [...users].filter(([id, roots]) => roots.size > 1 && !modules.get(id)!.isEntry);
	const byMoment = Map.groupBy(shared, ([, roots]) =>
		[...loaded].flatMap(([root, before]) => (before.isDisjointFrom(roots) ? [] : root)).join()
	);
	const files = [...byMoment.values()];
	return new Map([...nameAll('shared', files), ...nameSmall(modules, loaded, files)]);
}

/**
 * Names the files of modules from small files: those that several entries use, and that import only each other and
 * what every page has.
 */
function nameSmall(
	modules: Modules,
	loaded: ReadonlyMap<Root, Roots>,
	files: readonly SharedFile[]
): Map<string, string> {
	const isEntry = (root: Root) => modules.get(root)!.isEntry;
	const isEverywhere = (file: SharedFile) =>
		[...loaded.values()].every((before) => !before.isDisjointFrom(file[0]![1]));
	const isSmall = (file: SharedFile) =>
		[...file[0]![1]].filter(isEntry).length > 1 &&
		file.reduce((sum, [id]) => sum + (modules.get(id)!.code?.length ?? 0), 0) <= SMALL;

	const everywhere = files.filter(isEverywhere).flatMap((file) => file.map(([id]) => id));
	const rest = files.filter((file) => !isEverywhere(file) && isSmall(file));
	const isIn = new Set([...everywhere, ...rest.flat().map(([id]) => id)]);
	const isOpen = (file: SharedFile) =>
		file.some(([id]) => modules.get(id)!.importedIds.some((other) => !isIn.has(other)));
	for (let index; (index = rest.findIndex(isOpen)) >= 0;) {
		for (const [id] of rest.splice(index, 1)[0]!) isIn.delete(id);
	}
	const byPart = Map.groupBy(rest.flat(), ([, users]) =>
		[...common(users, loaded)].filter(isEntry).sort().join()
	);
	return nameAll('small', [...byPart.values()]);
}

/** Names files by number: their styles have the name in their address. */
function nameAll(kind: string, files: readonly SharedFile[]): Map<string, string> {
	return new Map(
		files.flatMap((file, index) => file.map(([id]) => [id, `${kind}-${index}`] as const))
	);
}

/** The roots that import each module, directly or not, without a step on demand. */
function findUsers(modules: Modules): Map<string, Roots> {
	const users = new Map([...modules.keys()].map((id) => [id, new Set<Root>()]));
	for (const [root, { isEntry, dynamicImporters }] of modules) {
		if (!isEntry && dynamicImporters.length === 0) continue;
		const open = [root];
		for (let id; (id = open.pop());) {
			const known = users.get(id);
			if (!known || known.has(root)) continue;
			known.add(root);
			open.push(...modules.get(id)!.importedIds);
		}
	}
	return users;
}

/** What is loaded for certain when a root is, itself included. */
function findLoaded(modules: Modules, users: ReadonlyMap<string, Roots>): Map<Root, Roots> {
	const roots = [...modules.values()].filter(({ id }) => users.get(id)!.has(id));
	const entries = roots.filter(({ isEntry }) => isEntry);
	const all: Roots = new Set(roots.map(({ id }) => id));
	const loaded = new Map(roots.map(({ id }) => [id, all]));
	for (const entry of entries) {
		const before = entries.filter((other) => isBefore(other, entry));
		loaded.set(entry.id, new Set([entry, ...before].map(({ id }) => id)));
	}
	// A part on demand has what all that ask for it have. Each round can only remove some, until none is removed.
	for (let isDone = false; !isDone;) {
		isDone = true;
		for (const { id, isEntry, dynamicImporters } of roots) {
			if (isEntry) continue;
			const askers = new Set(dynamicImporters.flatMap((importer) => [...users.get(importer)!]));
			const before = new Set([id, ...common(askers, loaded)]);
			if (before.size < loaded.get(id)!.size) isDone = false;
			loaded.set(id, before);
		}
	}
	return loaded;
}

/** What is loaded for certain when any of these roots is. */
function common(roots: Roots, loaded: ReadonlyMap<Root, Roots>): Roots {
	const [first = new Set<Root>(), ...others] = [...roots].map((root) => loaded.get(root)!);
	return others.reduce((both, some) => both.intersection(some), first);
}

/** Whether SvelteKit loads an entry with each page that another one belongs to. */
function isBefore(entry: Rolldown.ModuleInfo, other: Rolldown.ModuleInfo): boolean {
	if (ALWAYS.test(entry.id)) return true;
	const { folder, kind } = componentOf(entry);
	if (folder === undefined || kind === 'page') return false;
	return folder === '' || componentOf(other).folder?.startsWith(folder) === true;
}

/** What SvelteKit's entry for a page, layout or error page shows; the folder ends with a slash, that of the root is empty. */
function componentOf({ importedIds }: Rolldown.ModuleInfo): { folder?: string; kind?: string } {
	const [, folder, kind] = importedIds.map((id) => COMPONENT.exec(id)).find(Boolean) ?? [];
	return { folder, kind };
}

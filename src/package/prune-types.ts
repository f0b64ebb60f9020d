import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const IMPORT = /(from\s+|import\(?\s*)(['"])(\.[^'"]+?)\.(?:ts|js)\2/g;

/**
 * Keeps the declarations that the entries lead to, and removes all others: what the compiler writes for
 * modules that no public type mentions would ask the host for packages that it does not have.
 *
 * @param folder holds the declarations
 * @param entries paths in it
 */
export function pruneTypes(folder: string, entries: string[]): void {
	const kept = new Set<string>();
	const keep = (file: string) => {
		if (kept.has(file)) return;
		kept.add(file);
		// Node resolves a declaration's imports by the name of the JavaScript file.
		const text = readFileSync(file, 'utf8').replace(IMPORT, '$1$2$3.js$2');
		writeFileSync(file, text);
		for (const [, , , path = ''] of text.matchAll(IMPORT)) {
			keep(join(dirname(file), `${path}.d.ts`));
		}
	};
	for (const entry of entries) keep(join(folder, entry));
	for (const file of readdirSync(folder, { recursive: true, withFileTypes: true })) {
		const path = join(file.parentPath, file.name);
		if (file.isFile() && !kept.has(path)) rmSync(path);
	}
}

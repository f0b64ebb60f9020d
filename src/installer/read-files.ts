import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Text by name; in names of subfolders the separator is a slash on every system. */
export type Texts = Record<string, string>;

/** The text of a file, or undefined if there is none. */
export async function readIfAny(path: string): Promise<string | undefined> {
	try {
		return await readFile(path, 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw error;
	}
}

/** The names in a folder, sorted; none if there is no folder. */
async function namesIn(folder: string): Promise<string[]> {
	try {
		return (await readdir(folder)).sort();
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
		throw error;
	}
}

/** The files below a folder, also through links. */
export async function readTree(folder: string, prefix = ''): Promise<Texts> {
	const texts: Texts = {};
	for (const name of await namesIn(folder)) {
		const path = join(folder, name);
		if ((await stat(path)).isDirectory()) {
			Object.assign(texts, await readTree(path, `${prefix}${name}/`));
		} else {
			texts[prefix + name] = await readFile(path, 'utf8');
		}
	}
	return texts;
}

/** The migrations of a folder by file name. */
export async function readMigrations(folder: string): Promise<Texts> {
	const names = (await namesIn(folder)).filter((name) => /^\d+_.*\.sql$/.test(name));
	const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
	return Object.fromEntries(names.map((name, index) => [name, texts[index] ?? '']));
}

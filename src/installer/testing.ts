import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import * as nodeFs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Console } from './console.ts';
import { add, upgrade, type Installation } from './install.ts';
import type { Texts } from './read-files.ts';
import { readSource, sourceFolder, type Source } from './source.ts';
import type { FileSystem } from './transaction.ts';

export const NOW = new Date('2027-03-01T12:00:00Z');
export const product: Source = await readSource(sourceFolder());

/** The product as if a later version had brought these two changes. */
export const newer: Source = {
	version: '99.0.0',
	migrations: { ...product.migrations, '20991231000000_later.sql': 'select 1;\n' },
	functions: { ...product.functions, 'support-reply-notification/index.ts': '// Newer.\n' }
};

/** Enough to be interrupted in, and quick to write. */
export const small: Source = {
	version: '1.0.0',
	migrations: Object.fromEntries(Object.entries(product.migrations).slice(0, 3)),
	functions: Object.fromEntries(Object.entries(product.functions).slice(0, 2))
};

/** A folder with these files that is removed after the test. */
export async function makeFolder(files: Texts): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'installer-'));
	onTestFinished(() => rm(folder, { recursive: true, force: true }));
	await put(folder, files);
	return folder;
}

/** Writes files by their paths below a folder, and makes the folders that they need. */
export async function put(folder: string, files: Texts): Promise<void> {
	for (const [name, text] of Object.entries(files)) {
		await mkdir(dirname(join(folder, name)), { recursive: true });
		await writeFile(join(folder, name), text);
	}
}

/** Every file below a folder with its bytes as text, hidden ones too. */
export async function tree(folder: string): Promise<Texts> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const texts: Texts = {};
	for (const entry of entries) {
		const path = join(entry.parentPath, entry.name);
		const name = relative(folder, path).replaceAll('\\', '/');
		texts[name] = entry.isFile() ? await readFile(path, 'latin1') : '(folder)';
	}
	return texts;
}

/** A console that answers the same to every question. */
function fakeConsole(answer: boolean): Console & { said: string; asked: string[] } {
	const fake = {
		said: '',
		asked: [] as string[],
		say: (text: string) => void (fake.said += `${text}\n`),
		ask: (question: string) => {
			fake.asked.push(question);
			return Promise.resolve(answer);
		}
	};
	return fake;
}

/** Runs a command on a folder. @returns what it said and asked */
export async function run(
	command: typeof add | typeof upgrade,
	folder: string,
	more: Partial<Installation> & { answer?: boolean } = {}
) {
	const console = fakeConsole(more.answer ?? true);
	const defaults = { source: product, now: NOW, dryRun: false, yes: false };
	await command({ ...defaults, folder, console, ...more });
	return console;
}

/** A file system that stops for good at its nth change, as a killed process does. */
export function killedAt(step: number): FileSystem & { steps: number } {
	const fs = { steps: 0 } as FileSystem & { steps: number };
	for (const name of ['mkdir', 'writeFile', 'rename', 'rm', 'copyFile'] as const) {
		const real = nodeFs[name] as (...args: unknown[]) => Promise<unknown>;
		Object.assign(fs, {
			[name]: async (...args: unknown[]) => {
				if (++fs.steps >= step) throw new Error('Killed');
				return real(...args);
			}
		});
	}
	return fs;
}

import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { explainFileError, StackError } from './errors.ts';
import { isRunning } from './is-running.ts';

const REPO = join(import.meta.dirname, '..', '..');

/**
 * Where the local Supabase keeps its data: `supabase/.local` in the repo. Under root it is elsewhere,
 * since PostgreSQL then runs as another user (os-user.ts), who may not be able to enter the repo.
 */
export function stateFolder(): string {
	if (process.getuid?.() !== 0) return join(REPO, 'supabase', '.local');
	const repo = createHash('sha256').update(REPO).digest('hex').slice(0, 12);
	return join('/var/lib/supabase-support-chat', repo);
}

/** Creates the state folder. @throws StackError when the disk is full or not writable */
export async function makeStateFolder(): Promise<string> {
	const folder = stateFolder();
	try {
		await mkdir(folder, { recursive: true, mode: 0o755 });
	} catch (error) {
		throw explainFileError(error, folder);
	}
	return folder;
}

/**
 * Creates a folder that `remove()` deletes with its contents. Deletes those left behind by killed
 * processes first.
 */
export async function makeThrowawayFolder(): Promise<{ path: string; remove(): Promise<void> }> {
	const parent = await makeStateFolder();
	for (const name of await readdir(parent)) {
		const owner = /^fresh-(\d+)-/.exec(name)?.[1];
		if (owner && !isRunning(Number(owner)))
			await rm(join(parent, name), { recursive: true, force: true });
	}
	const path = await mkdtemp(join(parent, `fresh-${process.pid}-`));
	// PostgreSQL's user must be able to traverse it to its own folder.
	await chmod(path, 0o711);
	return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/**
 * Opens and locks the folder of a stack's data; `release` unlocks it, or removes a fresh one.
 *
 * @param options fresh: use a throwaway folder; folder: use this one instead of the state folder's
 * @throws StackError when another running stack uses this folder
 */
export async function openDataFolder(options: {
	fresh: boolean;
	folder?: string;
}): Promise<{ path: string; release(): Promise<void> }> {
	if (options.fresh) {
		const { path, remove } = await makeThrowawayFolder();
		return { path, release: remove };
	}
	const path = options.folder ?? join(await makeStateFolder(), 'stack');
	await mkdir(path, { recursive: true, mode: 0o711 });
	const lock = join(path, 'stack.pid');
	const owner = Number(await readFile(lock, 'utf8').catch(() => ''));
	if (owner && owner !== process.pid && isRunning(owner)) {
		throw new StackError(
			`The local Supabase of this folder is already running (process ${owner}).`
		);
	}
	await writeFile(lock, String(process.pid));
	return { path, release: () => rm(lock, { force: true }) };
}

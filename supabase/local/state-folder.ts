import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { explainFileError } from './errors.ts';

const REPO = join(import.meta.dirname, '..', '..');

/**
 * Where the local Supabase keeps its data: `supabase/.local` in the repo. Root's is elsewhere, since
 * the repo may lie where only root can enter and PostgreSQL runs as another user (os-user.ts).
 */
export function stateFolder(): string {
	if (process.getuid?.() !== 0) return join(REPO, 'supabase', '.local');
	const repo = createHash('sha256').update(REPO).digest('hex').slice(0, 12);
	return join('/var/lib/supabase-support-chat', repo);
}

/** Makes the state folder. @throws StackError when the disk is full or not writable */
export async function makeStateFolder(): Promise<string> {
	const folder = stateFolder();
	try {
		await mkdir(folder, { recursive: true, mode: 0o755 });
	} catch (error) {
		throw explainFileError(error, folder);
	}
	return folder;
}

/** A new folder that is removed with everything in it by `remove()`. */
export async function makeThrowawayFolder(): Promise<{ path: string; remove(): Promise<void> }> {
	const path = await mkdtemp(join(await makeStateFolder(), 'fresh-'));
	// PostgreSQL's user has to pass through it to its own folder.
	await chmod(path, 0o711);
	return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

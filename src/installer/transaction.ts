import * as nodeFs from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checksum } from './checksum.ts';
import { InstallerError, inWords } from './installer-error.ts';
import { readIfAny } from './read-files.ts';

/** The file operations that change something; tests let them fail. */
export type FileSystem = Pick<typeof nodeFs, 'mkdir' | 'writeFile' | 'rename' | 'rm' | 'copyFile'>;

/** A file to write. */
export interface Change {
	/** Below `supabase/`, with slashes. */
	path: string;
	/** Its text afterwards. */
	text: string;
	/** Its text now; undefined if there is no file. */
	before: string | undefined;
}

/** An entry of the journal, whose text is in the staging folder under its number. */
interface Entry {
	path: string;
	/** Checksum of the text that is replaced; null for a new file. */
	before: string | null;
	after: string;
}

const STAGING = '.support-chat-staging';
const JOURNAL = 'journal.json';

/**
 * Writes the changes in order, all or none: first into a folder beside the targets, then, once a journal
 * of all is there, each is renamed to its place. What an interruption leaves is completed by `recover`.
 *
 * @throws InstallerError in words for missing permissions
 */
export async function commit(
	supabase: string,
	changes: Change[],
	fs: FileSystem = nodeFs
): Promise<void> {
	const staging = join(supabase, STAGING);
	const journal: Entry[] = changes.map(({ path, text, before }) => ({
		path,
		before: before === undefined ? null : checksum(before),
		after: checksum(text)
	}));
	try {
		await fs.mkdir(staging, { recursive: true });
		for (const [index, { text }] of changes.entries()) {
			await fs.writeFile(join(staging, String(index)), text);
		}
		await fs.writeFile(join(staging, `${JOURNAL}.new`), JSON.stringify(journal));
		await fs.rename(join(staging, `${JOURNAL}.new`), join(staging, JOURNAL));
		await moveAll(supabase, journal, fs);
	} catch (error) {
		throw inWords(error);
	}
}

/** Whether an earlier run was interrupted. */
export async function wasInterrupted(supabase: string): Promise<boolean> {
	return nodeFs.access(join(supabase, STAGING)).then(
		() => true,
		() => false
	);
}

/**
 * Completes what an interrupted run had begun to move, or removes what it had only prepared.
 *
 * @returns what was done; undefined if no run was interrupted
 * @throws InstallerError when a file that is still to be written was changed meanwhile
 */
export async function recover(
	supabase: string,
	fs: FileSystem = nodeFs
): Promise<'completed' | 'removed' | undefined> {
	if (!(await wasInterrupted(supabase))) return undefined;
	const staging = join(supabase, STAGING);
	const journal = await readIfAny(join(staging, JOURNAL));
	try {
		if (journal !== undefined) {
			await moveAll(supabase, JSON.parse(journal) as Entry[], fs);
			return 'completed';
		}
		await fs.rm(staging, { recursive: true, force: true });
		return 'removed';
	} catch (error) {
		throw inWords(error);
	}
}

async function moveAll(supabase: string, journal: Entry[], fs: FileSystem): Promise<void> {
	const staging = join(supabase, STAGING);
	for (const [index, entry] of journal.entries()) {
		const staged = join(staging, String(index));
		if ((await readIfAny(staged)) === undefined) continue;
		const target = join(supabase, entry.path);
		const present = await readIfAny(target);
		const sum = present === undefined ? null : checksum(present);
		if (sum !== entry.before && sum !== entry.after) {
			throw new InstallerError(
				`${target} was changed while an installation was under way. Delete ${staging} and run again.`
			);
		}
		await fs.mkdir(dirname(target), { recursive: true });
		await move(staged, target, fs);
	}
	// The journal goes first: without it, what is left of the folder is only removed.
	await fs.rm(join(staging, JOURNAL), { force: true });
	await fs.rm(staging, { recursive: true, force: true });
}

/** Renames; through a copy beside the target if a link leads to another file system. */
async function move(from: string, to: string, fs: FileSystem): Promise<void> {
	try {
		await fs.rename(from, to);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
		const beside = `${to}.support-chat-new`;
		await fs.copyFile(from, beside);
		await fs.rename(beside, to);
		await fs.rm(from, { force: true });
	}
}

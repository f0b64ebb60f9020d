import { join } from 'node:path';
import { InstallerError } from './installer-error.ts';
import { readIfAny } from './read-files.ts';

/** The name of the list in the host's `supabase/`. */
export const RECORD_FILE = 'support-chat.json';

export interface InstalledMigration {
	/** The file's name in the product. */
	name: string;
	/** The file's name in the host. */
	file: string;
	sha256: string;
}

/** What was installed: the list in the host's `supabase/support-chat.json`. */
export interface InstallRecord {
	version: string;
	migrations: InstalledMigration[];
	/** Checksums of the functions' files as shipped, by their path below `functions/`. */
	functions: Record<string, string>;
}

/** Reads the list, or undefined if there is none. @throws InstallerError when it is not valid */
export async function readRecord(supabase: string): Promise<InstallRecord | undefined> {
	const text = await readIfAny(join(supabase, RECORD_FILE));
	if (text === undefined) return undefined;
	try {
		const record = JSON.parse(text) as InstallRecord;
		if (Array.isArray(record.migrations) && typeof record.functions === 'object') return record;
	} catch {
		// Said below.
	}
	throw new InstallerError(
		`${join(supabase, RECORD_FILE)} is not valid. Restore it from version control, or delete it and run upgrade.`
	);
}

/** The list as a file: with tabs, so that a change of it can be reviewed line by line. */
export function recordText(record: InstallRecord): string {
	return JSON.stringify(record, null, '\t') + '\n';
}

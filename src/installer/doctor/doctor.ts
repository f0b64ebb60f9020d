import { join } from 'node:path';
import type { Console } from '../console.ts';
import { findHost } from '../host.ts';
import { InstallerError } from '../installer-error.ts';
import { findMigrations } from '../prepare.ts';
import { readMigrations } from '../read-files.ts';
import { readRecord } from '../record.ts';
import type { Source } from '../source.ts';
import { diagnose } from './diagnose.ts';
import { isLinked, linkedProject, queryDatabase } from './query.ts';

/** What `doctor` works with. */
export interface Examination {
	source: Source;
	/** The folder of the host's app. */
	folder: string;
	console: Console;
	/** A connection string; without one the linked project is asked. */
	dbUrl: string | undefined;
}

/**
 * Says what a project lacks, each with its remedy. Changes nothing.
 *
 * @returns whether nothing is missing
 * @throws InstallerError when there is no project to ask, or it cannot be reached
 */
export async function doctor({ source, folder, console, dbUrl }: Examination): Promise<boolean> {
	const { supabase } = await findHost(folder);
	if (dbUrl === undefined && !(await isLinked(supabase))) {
		throw new InstallerError(
			'Which project? Run `npx supabase link`, or give --db-url or SUPABASE_DB_URL.'
		);
	}
	const files = await chatMigrations(source, supabase);
	const found =
		dbUrl === undefined
			? await diagnose(linkedProject(supabase), files)
			: await queryDatabase(dbUrl, (query) => diagnose(query, files));
	for (const { missing, remedy } of found) console.say(`✗ ${missing}\n  ${remedy}`);
	if (found.length === 0) console.say('✓ Nothing is missing.');
	return found.length === 0;
}

/** The files of the chat's migrations in the host's folder. */
async function chatMigrations(source: Source, supabase: string): Promise<string[]> {
	const present = await readMigrations(join(supabase, 'migrations'));
	const record = await readRecord(supabase);
	return findMigrations(source, present, record).map(({ file }) => file);
}

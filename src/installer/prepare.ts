import { join } from 'node:path';
import { checksum } from './checksum.ts';
import { withoutFunctions } from './compiler-exclude.ts';
import { hasOtherSection, withSections } from './config-section.ts';
import type { Host } from './host.ts';
import { InstallerError } from './installer-error.ts';
import { readIfAny, readMigrations, type Texts } from './read-files.ts';
import { RECORD_FILE, recordText, type InstalledMigration, type InstallRecord } from './record.ts';
import type { Source } from './source.ts';
import { hostName, nextVersions } from './timestamps.ts';
import type { Change } from './transaction.ts';

/** The settings of the app's compiler, which is beside `supabase/`. */
export const COMPILER_FILE = '../tsconfig.json';

/** What an installation would change. */
export interface Plan {
	/** Files that nobody has changed, or that are new. */
	changes: Change[];
	/** Files of the host that are to be changed only when somebody agrees. */
	questions: Change[];
	/** The list, which is written last. */
	record: Change;
}

/**
 * Our migrations that are in the host's folder: by the list, else by file name or content, for a folder
 * that was copied by hand.
 */
export function findMigrations(
	source: Source,
	host: Texts,
	record: InstallRecord | undefined
): InstalledMigration[] {
	const byContent = new Map(Object.entries(host).map(([file, text]) => [checksum(text), file]));
	return Object.entries(source.migrations).flatMap(([name, text]) => {
		const listed = record?.migrations.find((migration) => migration.name === name);
		if (listed) return [listed];
		const sha256 = checksum(text);
		const file = name in host ? name : byContent.get(sha256);
		return file === undefined ? [] : [{ name, file, sha256 }];
	});
}

/** The same, for writing. @throws InstallerError when one of them was changed */
export function findInstalled(
	source: Source,
	host: Texts,
	record: InstallRecord | undefined
): InstalledMigration[] {
	const installed = findMigrations(source, host, record);
	refuseChanged(installed, host);
	return installed;
}

/** One that the list names and that is gone is no change: hosts squash what has been applied. */
function refuseChanged(installed: InstalledMigration[], host: Texts): void {
	const changed = installed.filter(({ file, sha256 }) => {
		const text = host[file];
		return text !== undefined && checksum(text) !== sha256;
	});
	if (changed.length === 0) return;
	throw new InstallerError(
		'These migrations of the chat were changed, so that newer ones may not fit the database:\n' +
			changed.map(({ file }) => `  supabase/migrations/${file}\n`).join('') +
			'Restore them, put your own changes into migrations of your own, and run again.'
	);
}

/** Compares the host's folder with the version that is to be installed; writes nothing. */
export async function prepare(
	source: Source,
	host: Host,
	record: InstallRecord | undefined,
	now: Date
): Promise<Plan> {
	const present = await readMigrations(join(host.supabase, 'migrations'));
	const installed = findInstalled(source, present, record);
	const added = addedMigrations(source, Object.keys(present), installed, now);
	const functions = await functionChanges(source, host, record);
	const config = [...(await configChange(host)), ...(await compilerChange(host))];
	const list: InstallRecord = {
		version: source.version,
		migrations: [...installed, ...added].map(({ name, file, sha256 }) => ({ name, file, sha256 })),
		functions: shipped(source)
	};
	return {
		changes: [
			...added.map(({ file, text }) => ({ path: `migrations/${file}`, text, before: undefined })),
			...functions.filter(({ isOurs }) => isOurs),
			...config.filter(({ isOurs }) => isOurs)
		],
		questions: [...functions, ...config].filter(({ isOurs }) => !isOurs),
		record: {
			path: RECORD_FILE,
			text: recordText(list),
			before: await readIfAny(join(host.supabase, RECORD_FILE))
		}
	};
}

function addedMigrations(
	source: Source,
	hostFiles: string[],
	installed: InstalledMigration[],
	now: Date
) {
	const added = Object.entries(source.migrations).filter(
		([name]) => !installed.some((migration) => migration.name === name)
	);
	const versions = nextVersions(hostFiles, added.length, now);
	return added.map(([name, text], index) => ({
		name,
		file: hostName(name, versions[index] ?? ''),
		sha256: checksum(text),
		text
	}));
}

const shipped = (source: Source): Record<string, string> =>
	Object.fromEntries(
		Object.entries(source.functions).map(([path, text]) => [path, checksum(text)])
	);

/** A change, and whether it needs nobody's consent. */
type Proposal = Change & { isOurs: boolean };

async function functionChanges(
	source: Source,
	host: Host,
	record: InstallRecord | undefined
): Promise<Proposal[]> {
	const proposals: Proposal[] = [];
	for (const [path, text] of Object.entries(source.functions)) {
		const before = await readIfAny(join(host.supabase, 'functions', path));
		if (before !== undefined && checksum(before) === checksum(text)) continue;
		const isOurs = before === undefined || checksum(before) === record?.functions[path];
		proposals.push({ path: `functions/${path}`, text, before, isOurs });
	}
	return proposals;
}

async function configChange(host: Host): Promise<Proposal[]> {
	const before = await readIfAny(join(host.supabase, 'config.toml'));
	const text = withSections(before, host.projectId);
	if (text === undefined) return [];
	return [{ path: 'config.toml', text, before, isOurs: before === undefined }];
}

async function compilerChange({ supabase }: Host): Promise<Proposal[]> {
	const before = await readIfAny(join(supabase, COMPILER_FILE));
	const text = withoutFunctions(before);
	return text === undefined ? [] : [{ path: COMPILER_FILE, text, before, isOurs: false }];
}

/** Whether a question is about a section that is there and differs, rather than about adding some. */
export const changesSection = ({ path, before }: Change): boolean =>
	path === 'config.toml' && before !== undefined && hasOtherSection(before);

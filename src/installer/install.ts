import { mkdir } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { Console } from './console.ts';
import { SECTIONS } from './config-section.ts';
import { difference } from './difference.ts';
import { findHost, type Host } from './host.ts';
import { InstallerError } from './installer-error.ts';
import { changesSection, COMPILER_FILE, findInstalled, prepare, type Plan } from './prepare.ts';
import { readMigrations } from './read-files.ts';
import { readRecord, type InstallRecord } from './record.ts';
import { closingWords } from './snippets.ts';
import { DEPLOY_COMMAND, type Source } from './source.ts';
import { commit, recover, wasInterrupted, type Change, type FileSystem } from './transaction.ts';

/** What a run of `add` or `upgrade` works with. */
export interface Installation {
	source: Source;
	/** The folder of the host's app. */
	folder: string;
	console: Console;
	now: Date;
	/** Says what would be done, and changes nothing. */
	dryRun: boolean;
	/** Answers yes to every question. */
	yes: boolean;
	/** The file system to write with, if it is not Node's. */
	fs?: FileSystem;
}

/**
 * Installs the chat in an app that does not have it.
 *
 * @throws InstallerError in words when nothing can be installed; then nothing was changed
 */
export async function add(run: Installation): Promise<void> {
	const host = await findHost(run.folder);
	await resume(run, host);
	const record = await readRecord(host.supabase);
	if (record) {
		return run.console.say(
			`Support chat ${record.version} is installed. For a newer version: npx supabase-support-chat upgrade`
		);
	}
	if ((await copiedByHand(run.source, host)).length > 0) {
		throw new InstallerError(
			'The chat’s migrations are in supabase/migrations already. Run: npx supabase-support-chat upgrade'
		);
	}
	if (!host.hasSupabase) await proposeFolder(run, host);
	await write(run, host, await prepare(run.source, host, undefined, run.now));
	run.console.say(closingWords(host.framework));
}

/**
 * Brings an installed chat up to the version of `source`; one that was copied by hand too.
 *
 * @throws InstallerError in words when there is none, or a migration of it was changed
 */
export async function upgrade(run: Installation): Promise<void> {
	const host = await findHost(run.folder);
	await resume(run, host);
	const record = await readRecord(host.supabase);
	if (!record && (await copiedByHand(run.source, host)).length === 0) {
		throw new InstallerError('The chat is not installed here. Run: npx supabase-support-chat add');
	}
	refuseOlder(run.source, record);
	const plan = await prepare(run.source, host, record, run.now);
	if (isDone(plan)) return run.console.say(`Support chat ${run.source.version} is up to date.`);
	await write(run, host, plan);
	run.console.say(
		'\nNow: npx supabase db push --remote --include-all\n' + `Then: ${DEPLOY_COMMAND}`
	);
}

const copiedByHand = async (source: Source, host: Host) =>
	findInstalled(source, await readMigrations(join(host.supabase, 'migrations')), undefined);

/** The list names migrations that this version does not know. */
function refuseOlder(source: Source, record: InstallRecord | undefined): void {
	if (record?.migrations.every(({ name }) => name in source.migrations) ?? true) return;
	throw new InstallerError(
		`Version ${record?.version} is installed, and this is ${source.version}, which is older.`
	);
}

const isDone = ({ changes, questions, record }: Plan): boolean =>
	changes.length === 0 && questions.length === 0 && record.text === record.before;

/** Completes or removes what an earlier run has left. */
async function resume({ console, dryRun, fs }: Installation, host: Host): Promise<void> {
	if (!(await wasInterrupted(host.supabase))) return;
	if (dryRun) {
		throw new InstallerError('An earlier run was interrupted. Run once without --dry-run.');
	}
	const done = await recover(host.supabase, fs);
	console.say(`An earlier run was interrupted. What it had begun is ${done}.`);
}

async function proposeFolder({ console, yes, dryRun }: Installation, host: Host): Promise<void> {
	console.say(
		`There is no folder supabase/ here or above. \`npx supabase init\` makes one with all settings; otherwise ` +
			`${host.supabase} is made with what the chat needs.`
	);
	if (dryRun || yes || (await console.ask('Make it?'))) return;
	throw new InstallerError('Nothing was changed.');
}

/** Asks about each file of the host's, and writes what was agreed to; the list last. */
async function write(run: Installation, host: Host, plan: Plan): Promise<void> {
	const agreed: Change[] = [];
	for (const question of plan.questions) if (await isAgreed(run, question)) agreed.push(question);
	const changes = [...plan.changes, ...agreed, plan.record];
	const verb = run.dryRun ? 'would be ' : '';
	for (const { path, before } of changes) {
		run.console.say(`${verb}${before === undefined ? 'added' : 'changed'}: ${shownPath(path)}`);
	}
	if (run.dryRun) return;
	await mkdir(host.supabase, { recursive: true });
	await commit(host.supabase, changes, run.fs);
}

async function isAgreed(run: Installation, change: Change): Promise<boolean> {
	const { console, yes, dryRun } = run;
	const shown = difference(change.before ?? '', change.text);
	console.say(`\n${shownPath(change.path)} ${yes ? 'is changed' : 'needs a change'}:\n${shown}`);
	if (yes || dryRun) return true;
	if (await console.ask(questionAbout(change))) return true;
	console.say(
		change.path === 'config.toml'
			? `Left as it is. Add it by hand:\n\n${SECTIONS}`
			: 'Left as it is.'
	);
	return false;
}

function questionAbout(change: Change): string {
	if (changesSection(change)) return 'A section is there and differs. Change it?';
	if (change.path === 'config.toml') return 'Add the sections?';
	if (change.path === COMPILER_FILE) {
		return 'Edge functions run in Deno, and your compiler would fail on them. Exclude them?';
	}
	return 'You have changed this file. Replace it?';
}

/** A path below `supabase/` as seen from the folder around it. */
const shownPath = (path: string): string => posix.join('supabase', path);

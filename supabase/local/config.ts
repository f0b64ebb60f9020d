import { readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { parse } from 'smol-toml';
import { StackError } from './errors.ts';

type Table = Record<string, unknown>;

/** The parts of `supabase/config.toml` that the local Supabase reads. */
export interface Config {
	api: { schemas?: string[]; max_rows?: number };
	auth: Table;
	seedPaths: string[];
	/** Bytes of a file in Storage at most. */
	maxFileSize: number;
}

/** The `supabase/` folder. */
export const SUPABASE_FOLDER = join(import.meta.dirname, '..');
export const CONFIG_PATH = join(SUPABASE_FOLDER, 'config.toml');

/** Reads config.toml. @throws StackError when it is not valid TOML */
export async function readConfig(): Promise<Config> {
	let config: Table;
	try {
		config = parse(await readFile(CONFIG_PATH, 'utf8')) as Table;
	} catch (cause) {
		throw new StackError(`supabase/config.toml: ${(cause as Error).message}`, { cause });
	}
	const db = (config.db ?? {}) as Table;
	const seed = (db.seed ?? {}) as {
		enabled?: boolean;
		sql_paths?: string[];
	};
	const storage = (config.storage ?? {}) as { file_size_limit?: string };
	return {
		maxFileSize: bytesOf(storage.file_size_limit ?? '50MiB'),
		api: (config.api ?? {}) as Config['api'],
		auth: withAbsoluteTemplates((config.auth ?? {}) as Table),
		seedPaths:
			seed.enabled === false
				? []
				: (seed.sql_paths ?? ['./seed.sql']).map((path) => join(SUPABASE_FOLDER, path))
	};
}

/**
 * A copy of `config` with other values.
 *
 * @param settings values by their path, such as `auth.email.enable_confirmations`
 * @throws StackError for a path outside of the tables that the local Supabase reads
 */
export function overrideConfig(config: Config, settings: Record<string, unknown>): Config {
	const copy = structuredClone(config);
	for (const [path, value] of Object.entries(settings)) {
		const [section = '', ...names] = path.split('.');
		const name = names.pop();
		if ((section !== 'api' && section !== 'auth') || name === undefined) {
			throw new StackError(`The local Supabase reads no setting ${path}: [api] and [auth] only.`);
		}
		let table: Table = copy[section];
		for (const key of names) table = (table[key] ??= {}) as Table;
		table[name] = value;
	}
	return copy;
}

/** The bytes of a size such as 50MiB. @throws StackError for another form */
function bytesOf(size: string): number {
	const [, number, unit = ''] = /^(\d+)(KiB|MiB|GiB)$/.exec(size) ?? [];
	if (number === undefined) {
		throw new StackError(
			`supabase/config.toml: file_size_limit takes a size like 50MiB, not ${size}.`
		);
	}
	return Number(number) * 1024 ** (1 + ['KiB', 'MiB', 'GiB'].indexOf(unit));
}

/** Resolves `content_path` against the repo's root, as the CLI does; lite uses the working folder. */
function withAbsoluteTemplates(auth: Table): Table {
	const email = (auth.email ?? {}) as { template?: Record<string, { content_path?: string }> };
	const template = Object.fromEntries(
		Object.entries(email.template ?? {}).map(([name, entry]) => [
			name,
			{ ...entry, content_path: entry.content_path && absolute(entry.content_path) }
		])
	);
	return { ...auth, email: { ...email, template } };
}

function absolute(path: string): string {
	return isAbsolute(path) ? path : join(SUPABASE_FOLDER, '..', path);
}

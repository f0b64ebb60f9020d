/**
 * The functions and their secrets, from the folder and config.toml, as the Supabase CLI reads them:
 * every folder with an entrypoint is a function unless config.toml disables it; paths in config.toml are
 * relative to its folder.
 */
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { parse } from 'smol-toml';

/** An edge function; the paths are absolute. */
export interface FunctionConfig {
	name: string;
	entrypoint: string;
	/** deno.json or an import map, if there is one. */
	importMap: string | undefined;
	verifyJwt: boolean;
}

export interface FunctionsConfig {
	functions: Map<string, FunctionConfig>;
	/** From functions/.env and [edge_runtime.secrets]; the file takes precedence. */
	secrets: Record<string, string>;
}

interface FunctionTable {
	enabled?: boolean;
	verify_jwt?: boolean;
	import_map?: string;
	entrypoint?: string;
}

interface ConfigToml {
	functions?: Record<string, FunctionTable>;
	edge_runtime?: { secrets?: Record<string, string> };
}

/**
 * Reads folder and config.toml. `env(NAME)` in config.toml is replaced by that variable of this process; a
 * secret whose variable is not set is omitted.
 *
 * @throws when config.toml is not valid TOML
 */
export async function readConfig(
	functionsDir: string,
	configPath: string
): Promise<FunctionsConfig> {
	const config = parse(await readIfAny(configPath)) as ConfigToml;
	const tables = config.functions ?? {};
	const names = new Set([...(await listFolders(functionsDir)), ...Object.keys(tables)]);
	const functions = new Map<string, FunctionConfig>();
	for (const name of names) {
		const table = tables[name] ?? {};
		const found = describe(name, table, join(functionsDir, name), dirname(configPath));
		if (table.enabled !== false && existsSync(found.entrypoint)) functions.set(name, found);
	}
	return { functions, secrets: await readSecrets(functionsDir, config.edge_runtime?.secrets) };
}

function describe(name: string, table: FunctionTable, folder: string, root: string) {
	const importMaps = ['deno.json', 'deno.jsonc', 'import_map.json'].map((file) =>
		join(folder, file)
	);
	return {
		name,
		entrypoint: table.entrypoint ? resolve(root, table.entrypoint) : join(folder, 'index.ts'),
		importMap: table.import_map ? resolve(root, table.import_map) : importMaps.find(existsSync),
		verifyJwt: table.verify_jwt ?? true
	};
}

async function listFolders(functionsDir: string): Promise<string[]> {
	const entries = await readdir(functionsDir, { withFileTypes: true }).catch(() => []);
	return entries
		.filter((entry) => entry.isDirectory() && /^[A-Za-z][\w-]*$/.test(entry.name))
		.map((entry) => entry.name);
}

async function readSecrets(functionsDir: string, table: Record<string, string> = {}) {
	const file = parseEnv(await readIfAny(join(functionsDir, '.env'))) as Record<string, string>;
	const secrets: Record<string, string> = {};
	for (const [name, value] of Object.entries({ ...table, ...file })) {
		const variable = name in file ? undefined : /^env\((\w+)\)$/.exec(value)?.[1];
		const resolved = variable ? process.env[variable] : value;
		// The platform reserves these names.
		if (resolved !== undefined && !name.startsWith('SUPABASE_')) secrets[name] = resolved;
	}
	return secrets;
}

function readIfAny(path: string): Promise<string> {
	return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return '';
		throw error;
	});
}

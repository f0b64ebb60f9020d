import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { format, resolveConfig } from 'prettier';

const CLI = join(import.meta.dirname, '../../node_modules/.bin/supabase');

/** The TypeScript types of the schema `public` from `supabase gen types`, formatted. */
export async function generateTypes(dbUrl: string): Promise<string> {
	const { stdout } = await promisify(execFile)(
		CLI,
		['gen', 'types', `--remote=${dbUrl}`, '--schema', 'public'],
		{ env: { ...process.env, PGSSLMODE: 'disable' }, maxBuffer: 16 * 1024 * 1024 }
	);
	const config = await resolveConfig(import.meta.filename);
	return format(stdout, { ...config, parser: 'typescript' });
}

import { Client } from 'pg';

/**
 * Writes the secrets of `[db.vault]` in config.toml to Vault, as `supabase db push` does.
 *
 * @param databaseUrl of the superuser
 * @param secrets values by name, each the value itself or `env(NAME)`
 * @param environment where `env(NAME)` is looked up; a name it lacks leaves the secret unset
 */
export async function writeSecrets(
	databaseUrl: string,
	secrets: Record<string, string>,
	environment: Record<string, string | undefined>
): Promise<void> {
	const client = new Client({ connectionString: databaseUrl });
	await client.connect();
	try {
		for (const [name, source] of Object.entries(secrets)) {
			const variable = /^env\((\w+)\)$/.exec(source)?.[1];
			const value = variable ? environment[variable] : source;
			if (value) await writeSecret(client, name, value);
		}
	} finally {
		await client.end();
	}
}

async function writeSecret(client: Client, name: string, value: string): Promise<void> {
	const { rows } = await client.query<{ id: string }>(
		'select id from vault.secrets where name = $1',
		[name]
	);
	if (rows[0]) await client.query('select vault.update_secret($1, $2)', [rows[0].id, value]);
	else await client.query('select vault.create_secret($1, $2)', [value, name]);
}

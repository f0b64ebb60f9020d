import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { as, startDatabase } from '../cron/start-database.ts';
import type { TestDatabase } from '../cron/start-database.ts';

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
	database = await startDatabase();
	client = await database.connect();
});
afterAll(() => database.stop());

async function create(secret: string, name: string | null = null): Promise<string> {
	const { rows } = await client.query('select vault.create_secret($1, $2) as id', [secret, name]);
	return rows[0].id;
}

async function read(id: string): Promise<string> {
	const { rows } = await client.query('select * from vault.decrypted_secrets where id = $1', [id]);
	return rows[0]?.decrypted_secret;
}

test('a secret is stored encrypted and read decrypted', async () => {
	const id = await create('grüße', 'greeting');
	expect(await read(id)).toBe('grüße');
	const { rows } = await client.query('select * from vault.secrets where id = $1', [id]);
	expect(rows[0].name).toBe('greeting');
	const stored = Buffer.from(rows[0].secret, 'base64').toString();
	expect(stored).not.toContain('grüße');
	expect(rows[0].secret).not.toContain('grüße');
});

test('the same secret is stored differently each time', async () => {
	const ids = [await create('same'), await create('same')];
	const { rows } = await client.query('select secret from vault.secrets where id = any ($1)', [
		ids
	]);
	expect(rows[0].secret).not.toBe(rows[1].secret);
});

test('a name belongs to one secret', async () => {
	await create('1', 'unique');
	await expect(create('2', 'unique')).rejects.toMatchObject({ code: '23505' });
});

test('an update changes what it names', async () => {
	const id = await create('old', 'kept');
	await client.query('select vault.update_secret($1, $2)', [id, 'new']);
	expect(await read(id)).toBe('new');
	await client.query('select vault.update_secret($1, new_name := $2)', [id, 'renamed']);
	expect(await read(id)).toBe('new');
});

test('postgres deletes secrets and does not write them past the functions', async () => {
	const id = await create('gone');
	await client.query('delete from vault.secrets where id = $1', [id]);
	expect(await read(id)).toBeUndefined();
	const insert = client.query(`insert into vault.secrets (secret) values ('plain')`);
	await expect(insert).rejects.toMatchObject({ code: '42501' });
});

test('postgres cannot call the cipher itself', async () => {
	const call = client.query(`select vault._crypto_aead_det_encrypt('x', 'x', 0)`);
	await expect(call).rejects.toMatchObject({ code: '42501' });
});

test.each(['anon', 'authenticated'])('%s sees nothing of it', async (role) => {
	for (const sql of [
		'select * from vault.secrets',
		'select * from vault.decrypted_secrets',
		`select vault.create_secret('x')`
	]) {
		await expect(as(client, role, () => client.query(sql))).rejects.toMatchObject({
			code: '42501'
		});
	}
});

test('service_role reads secrets', async () => {
	const id = await create('for the service');
	const { rows } = await as(client, 'service_role', () =>
		client.query('select decrypted_secret from vault.decrypted_secrets where id = $1', [id])
	);
	expect(rows).toEqual([{ decrypted_secret: 'for the service' }]);
});

test('a definer function hands one secret to a role that has no access', async () => {
	await create('https://example.com', 'project_url');
	await client.query(
		`create function public.project_url() returns text language sql security definer
		set search_path = ''
		as $$ select decrypted_secret from vault.decrypted_secrets where name = 'project_url' $$`
	);
	const { rows } = await as(client, 'anon', () =>
		client.query('select public.project_url() as url')
	);
	expect(rows).toEqual([{ url: 'https://example.com' }]);
});

import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyMigrations } from '../../../supabase/local/postgres/migrations.ts';
import { stateFolder } from '../../../supabase/local/state-folder.ts';
import { connected, startEmptyPostgres } from '../../fixtures/empty-postgres.ts';

let postgres: Awaited<ReturnType<typeof startEmptyPostgres>>;
let folder: string;
beforeAll(async () => {
	postgres = await startEmptyPostgres();
	folder = await mkdtemp(join(tmpdir(), 'migrations-'));
}, 120_000);
afterAll(async () => {
	await postgres?.stop();
	await rm(folder, { recursive: true, force: true });
});

test('a database made from other migrations is left alone, and the error says what to delete', async () => {
	const { url } = await postgres.create();
	await writeFile(join(folder, '20260101000000_orders.sql'), 'create table public.orders ();');
	await connected(url, async (client) => {
		expect(await applyMigrations(client, folder)).toEqual(['20260101000000_orders.sql']);
		expect(await applyMigrations(client, folder)).toEqual([]);
		await rename(
			join(folder, '20260101000000_orders.sql'),
			join(folder, '20260102000000_orders.sql')
		);
		const applying = applyMigrations(client, folder);
		await expect(applying).rejects.toThrow(/other migrations: 20260101000000\. /);
		await expect(applying).rejects.toThrow(stateFolder());
	});
});

import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createClient } from '@supabase/supabase-js';
import pg from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { findFreePortBase } from '../../../supabase/local/ports.ts';
import { startStack, type Stack } from '../../../supabase/local/stack.ts';
import { makeThrowawayFolder, stateFolder } from '../../../supabase/local/state-folder.ts';

let stack: Stack | undefined;
afterEach(() => stack?.stop());

async function query(sql: string): Promise<pg.QueryResult['rows']> {
	const client = new pg.Client({ connectionString: stack?.dbUrl });
	await client.connect();
	try {
		return (await client.query(sql)).rows;
	} finally {
		await client.end();
	}
}

/** The grants on all schemas, and on relations, columns and functions outside the system schemas. */
const GRANTS = `
	select 'relation' as kind, relation.oid::regclass::text as name, relacl::text as grants
	from pg_class as relation
	where relnamespace::regnamespace::text in ('public', 'support_private', 'auth', 'realtime', 'storage', 'cron', 'net')
	union all
	select 'column', attrelid::regclass::text || '.' || attname, attacl::text
	from pg_attribute where attacl is not null
	union all
	select 'schema', nspname, nspacl::text from pg_namespace
	union all
	select 'function', oid::regprocedure::text, proacl::text from pg_proc
	where pronamespace::regnamespace::text in ('public', 'support_private', 'auth', 'realtime', 'storage', 'cron', 'net')
	union all
	select 'default', defaclrole::regrole::text || ' ' || defaclnamespace::regnamespace || ' ' || defaclobjtype::text, defaclacl::text
	from pg_default_acl
	order by 1, 2`;

describe('the local Supabase', () => {
	test('keeps the grants of the migrations whatever the traffic', async () => {
		stack = await startStack({ portBase: await findFreePortBase(29600), fresh: true });
		const before = await query(GRANTS);
		expect(before.length).toBeGreaterThan(100);

		const client = createClient(stack.url, stack.publishableKey);
		await client.auth.signInWithPassword({ email: 'user@example.com', password: 'password123' });
		const chat = await client.rpc('get_or_create_support_chat');
		expect(chat.error).toBeNull();
		await client.from('support_messages').insert({ chat_id: chat.data.id, content: 'Hello' });
		await client.from('support_messages').update({ content: 'x' }).eq('chat_id', chat.data.id);
		await client.from('support_chats').select();
		await createClient(stack.url, stack.secretKey).from('support_admins').select();

		expect(await query(GRANTS)).toEqual(before);
	});

	test('keeps its data from one start to the next', async () => {
		const throwaway = await makeThrowawayFolder();
		const folder = join(throwaway.path, 'kept');
		await mkdir(folder, { mode: 0o711 });
		const portBase = await findFreePortBase(29800);
		try {
			stack = await startStack({ portBase, fresh: false, folder });
			await query("update public.support_admins set display_name = 'Kept'");
			const storage = () => createClient(stack!.url, stack!.secretKey).storage;
			await storage().createBucket('kept', { public: false });
			await storage()
				.from('kept')
				.upload('file.txt', new Blob(['kept']));
			await stack.stop();
			stack = await startStack({ portBase, fresh: false, folder });
			expect(await (await storage().from('kept').download('file.txt')).data?.text()).toBe('kept');
			expect(await query('select display_name from public.support_admins')).toEqual([
				{ display_name: 'Kept' }
			]);
			expect(
				await query("select count(*)::int from auth.users where email = 'user@example.com'")
			).toEqual([{ count: 1 }]);
		} finally {
			await stack?.stop();
			await throwaway.remove();
		}
	});

	test('keeps the files of a fresh start in a folder that is removed with it', async () => {
		const folders = async () =>
			(await readdir(stateFolder())).filter((it) => it.startsWith(`fresh-${process.pid}-`));
		const before = await folders();
		stack = await startStack({ portBase: await findFreePortBase(29800), fresh: true });
		const [folder = ''] = (await folders()).filter((it) => !before.includes(it));
		const { storage } = createClient(stack.url, stack.secretKey);
		await storage.createBucket('fresh', { public: false });
		await storage.from('fresh').upload('file.txt', new Blob(['fresh']));
		const files = await readdir(join(stateFolder(), folder, 'files'), { recursive: true });
		expect(files.filter((it) => it.endsWith('.json'))).toHaveLength(1);
		await stack.stop();
		expect(await folders()).not.toContain(folder);
	});
});

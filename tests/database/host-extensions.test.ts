import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { install, startEmptyPostgres } from '../fixtures/empty-postgres.ts';
import { Database } from '../fixtures/database.ts';

// Extensions that the host has made before, in a schema of its choice: they are used where they are.

let postgres: Awaited<ReturnType<typeof startEmptyPostgres>>;
beforeAll(async () => {
	postgres = await startEmptyPostgres();
}, 120_000);
afterAll(() => postgres?.stop());

/** In a project that was prepared so and then got the chat. */
async function inProject(prepare: string, use: (db: Database) => Promise<void>): Promise<void> {
	const project = await postgres.create();
	const client = new pg.Client({ connectionString: project.superuserUrl });
	await client.connect();
	try {
		await client.query(prepare);
		expect((await install(project)).length).toBeGreaterThan(20);
		await client.query('set session authorization postgres');
		await client.query('begin');
		await use(new Database(client));
	} finally {
		await client.end();
	}
}

/** Both searches find what was written; that of chats takes the index of an extension. */
async function expectSearch(db: Database): Promise<void> {
	const [user, admin] = [await db.createUser(), await db.createAdmin()];
	const chatId = await db.openChat(user);
	await db.send(user, chatId, 'Où est le Café «Zoë»?');
	await db.as(admin, async () => {
		const messages = await db.rows(
			"select chat_id from public.search_support_messages('cafe zoe')"
		);
		expect(messages).toEqual([{ chat_id: chatId }]);
		const chats = await db.rows('select id from public.search_support_chats($1)', [
			user.email.slice(3, 20)
		]);
		expect(chats).toEqual([{ id: chatId }]);
	});
}

test.for([
	['in public', 'create extension pg_trgm schema public'],
	[
		'in a schema of the host’s, with a name that is to be quoted',
		'create schema "Their Tools"; create extension pg_trgm schema "Their Tools"'
	],
	['with pgcrypto in public', 'alter extension pgcrypto set schema public'],
	[
		'with pg_net and pg_cron there already, pg_net in public',
		'create extension pg_net schema public; create extension pg_cron'
	]
])('%s', async ([, prepare = '']) => {
	await inProject(prepare, expectSearch);
});

test('the searches go on when the host moves them', async () => {
	await inProject('select', async (db) => {
		await db.rows('reset session authorization');
		await db.rows('alter extension pg_trgm set schema public');
		await db.rows('set session authorization postgres');
		await expectSearch(db);
	});
});

import { describe, expect } from 'vitest';
import { test, type Caller, type Database } from '../fixtures/database.ts';

// What admins know of a user: the name, the facts that the app says, and the page that a message was written from.

/** Replaces the host's function; `body` is an expression, with the user's id as `user_id`. */
function sayFacts(db: Database, body: string): Promise<unknown> {
	return db.rows(
		`create or replace function public.support_user_facts(user_id uuid) returns jsonb
		language plpgsql stable set search_path = '' as $$ begin return ${body}; end; $$`
	);
}

function nameOf(db: Database, chatId: string): Promise<string | null> {
	return db.value('select user_name from public.support_chats where id = $1', [chatId]);
}

function setMetadata(db: Database, user: Caller, metadata: object): Promise<unknown> {
	return db.rows('update auth.users set raw_user_meta_data = $2 where id = $1', [
		user.id,
		metadata
	]);
}

function factsOf(db: Database, admin: Caller, chatId: string): Promise<unknown> {
	return db.as(admin, () => db.value('select public.support_chat_facts($1)', [chatId]));
}

const FAILURE = `jsonb_build_object('n', 1 / 0)`;

describe('the name of a user', () => {
	test('is what the app says, before what the account’s metadata say', async ({ db }) => {
		await sayFacts(db, `jsonb_build_object('name', 'Ada ' || left(user_id::text, 4))`);
		const user = await db.createUser();
		await setMetadata(db, user, { full_name: 'From metadata' });
		expect(await nameOf(db, await db.openChat(user))).toBe(`Ada ${user.id.slice(0, 4)}`);
	});

	test.for([
		['nothing', `'{}'::jsonb`],
		['no object', `'["Ada"]'::jsonb`],
		['null', 'null'],
		['a name that is no text', `'{"name": {"first": "Ada"}}'::jsonb`],
		['an error', FAILURE]
	])('is the metadata’s when the app’s function returns %s', async ([, body], { db }) => {
		await sayFacts(db, body!);
		const user = await db.createUser();
		await setMetadata(db, user, { name: 'Grace' });
		expect(await nameOf(db, await db.openChat(user))).toBe('Grace');
	});

	test('is the metadata’s when the app has dropped the function', async ({ db }) => {
		await db.rows('drop function public.support_user_facts(uuid)');
		const user = await db.createUser();
		await setMetadata(db, user, { name: 'Grace' });
		expect(await nameOf(db, await db.openChat(user))).toBe('Grace');
	});

	test('is tidied, and null when nobody says one', async ({ db }) => {
		await sayFacts(db, `jsonb_build_object('name', E'  Ada\\n' || repeat('x', 300))`);
		const chatId = await db.openChat(await db.createUser());
		const name = await nameOf(db, chatId);
		expect(name).toMatch(/^Ada x+$/);
		expect(name).toHaveLength(200);
		await sayFacts(db, `'{}'::jsonb`);
		expect(await nameOf(db, await db.openChat(await db.createUser()))).toBeNull();
	});

	test('is the phone number of an account without an address', async ({ db }) => {
		const user = await db.createUser();
		const chatId = await db.openChat(user);
		await db.rows(`update auth.users set email = null, phone = '4366012345' where id = $1`, [
			user.id
		]);
		expect(await nameOf(db, chatId)).toBe('+4366012345');
		await setMetadata(db, user, { name: 'Grace' });
		expect(await nameOf(db, chatId)).toBe('Grace');
		await setMetadata(db, user, {});
		await db.rows(`update auth.users set email = 'grace@example.com' where id = $1`, [user.id]);
		expect(await nameOf(db, chatId)).toBeNull();
	});

	test('follows the metadata, and goes with the account', async ({ db }) => {
		const user = await db.createUser();
		const chatId = await db.openChat(user);
		await setMetadata(db, user, { name: 'Grace' });
		expect(await nameOf(db, chatId)).toBe('Grace');
		await sayFacts(db, FAILURE);
		await setMetadata(db, user, { name: 'Grace Hopper' });
		expect(await nameOf(db, chatId)).toBe('Grace Hopper');
		await db.rows(
			`update auth.users set deleted_at = now(), email = 'hash', raw_user_meta_data = '{"name": "x"}'
			where id = $1`,
			[user.id]
		);
		expect(await nameOf(db, chatId)).toBeNull();
	});

	test('follows the app when an admin reads the facts, and stays when they fail', async ({
		db
	}) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		await sayFacts(db, `'{"name": "Ada", "plan": "Pro"}'::jsonb`);
		expect(await factsOf(db, admin, chatId)).toEqual({ name: 'Ada', plan: 'Pro' });
		expect(await nameOf(db, chatId)).toBe('Ada');
		await sayFacts(db, FAILURE);
		expect(await factsOf(db, admin, chatId)).toEqual({});
		expect(await nameOf(db, chatId)).toBe('Ada');
	});

	test('is in the list, the details, the hits of a search, and events', async ({ db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		await setMetadata(db, user, { name: 'Zebulon Example' });
		const chatId = await db.openChat(user);
		await db.send(user, chatId, 'Quagmire');
		const names = await db.as(admin, () =>
			db.rows(
				`select user_name from public.support_chat_list where id = $1
				union all select user_name from public.support_chat_details($1)
				union all select user_name from public.search_support_messages('quagmire') where chat_id = $1
				union all select user_name from public.search_support_chats('zebulon ex')`,
				[chatId]
			)
		);
		expect(names).toEqual(Array(4).fill({ user_name: 'Zebulon Example' }));
		await setMetadata(db, user, { name: 'Yolanda' });
		const events = await db.rows<{ name: string }>(
			`select payload -> 'chat' ->> 'user_name' as name from realtime.messages
			where payload -> 'chat' ->> 'id' = $1 and payload ->> 'type' in ('new_user_message', 'chat_updated')`,
			[chatId]
		);
		expect(events.map(({ name }) => name)).toEqual(
			expect.arrayContaining(['Zebulon Example', 'Yolanda'])
		);
		const found = (name: string) =>
			db.as(admin, () => db.rows('select id from public.search_support_chats($1)', [name]));
		expect(await found('zebulon')).toEqual([]);
		expect(await found('yolanda')).toEqual([{ id: chatId }]);
		expect(await found(user.email)).toEqual([{ id: chatId }]);
	});
});

describe('the page of a message', () => {
	const write = (db: Database, caller: Caller, chatId: string, url: unknown) =>
		db.as(caller, () =>
			db.value<string | null>(
				`insert into public.support_messages (chat_id, content, page_url)
				values ($1, 'Hello', $2) returning page_url`,
				[chatId, url]
			)
		);
	const LONGEST = `https://app.example/${'x'.repeat(1980)}`;

	test.for(['https://app.example/cart?id=1#total', 'http://localhost:5173/', LONGEST])(
		'is kept: %s',
		async (url, { db }) => {
			const user = await db.createUser();
			expect(await write(db, user, await db.openChat(user), url)).toBe(url);
		}
	);

	test.for([
		null,
		'',
		'javascript:alert(1)',
		'data:text/html,x',
		'ftp://app.example',
		'https://app.example/\nx',
		'https://app.example/ x',
		' https://app.example',
		`${LONGEST}x`
	])('is ignored, and the message is not refused: %j', async (url, { db }) => {
		const user = await db.createUser();
		expect(await write(db, user, await db.openChat(user), url)).toBeNull();
	});

	test('is the user’s only, and in no event', async ({ db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		expect(await write(db, admin, chatId, 'https://app.example/admin')).toBeNull();
		await write(db, user, chatId, 'https://app.example/secret');
		const events = await db.value<number>(
			`select count(*)::int from realtime.messages where payload::text like '%app.example/secret%'`
		);
		expect(events).toBe(0);
	});

	test('is in the details: the newest, with the language of the chat', async ({ db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		const details = async () =>
			(
				await db.as(admin, () =>
					db.rows('select page_url, language from public.support_chat_details($1)', [chatId])
				)
			)[0];
		expect(await details()).toEqual({ page_url: null, language: null });
		for (const page of ['a', 'b']) await write(db, user, chatId, `https://app.example/${page}`);
		await db.send(admin, chatId);
		await db.rows("update public.support_chats set language = 'fr' where id = $1", [chatId]);
		expect(await details()).toEqual({ page_url: 'https://app.example/b', language: 'fr' });
	});
});

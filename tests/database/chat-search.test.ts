import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { test, type Caller, type Database } from '../fixtures/database.ts';
import { refusal } from './refusal.ts';

interface ListRow {
	id: string;
	user_email: string | null;
	last_message_at: string;
	archived: boolean;
	unread: boolean;
	message_count: string;
}

const SEARCH = `
	select id, user_email, last_message_at::text, archived, unread, message_count
	from public.search_support_chats($1, $2, $3, $4)`;

function search(
	db: Database,
	caller: Caller | 'anon' | 'service_role',
	email: string,
	{ before, limit = 20 }: { before?: ListRow; limit?: number } = {}
): Promise<ListRow[]> {
	const place = [before?.last_message_at ?? null, before?.id ?? null];
	return db.as(caller, () => db.rows<ListRow>(SEARCH, [email, ...place, limit]));
}

/** A chat with a message of a user with this address. */
async function chatOf(db: Database, email: string): Promise<{ user: Caller; chatId: string }> {
	const user = { id: randomUUID(), email };
	await db.rows('insert into auth.users (id, email) values ($1, $2)', [user.id, email]);
	const chatId = await db.openChat(user);
	await db.send(user, chatId);
	return { user, chatId };
}

/** As many chats at once, most of them archived, written without triggers' work by the owner. */
async function manyChats(db: Database, count: number, domain: string): Promise<void> {
	await db.rows(
		`with people as (
			insert into auth.users (id, email)
			select gen_random_uuid(), 'person' || n || '@' || $2 from generate_series(1, $1::integer) as n
			returning id, email
		)
		insert into public.support_chats (user_id, user_email, message_count, last_message_at, archived_at)
		select id, email, 1, now() - random() * interval '1 year', case when random() < 0.7 then now() end
		from people`,
		[count, domain]
	);
}

describe('a part of the address', () => {
	test.for([
		['ann', ['ann.lee@mail.test-quixotic.example', 'joanna@test-quixotic.example']],
		['lee', ['ann.lee@mail.test-quixotic.example']],
		['ann.lee@mail', ['ann.lee@mail.test-quixotic.example']],
		[
			'TEST-quixotic.example',
			['ann.lee@mail.test-quixotic.example', 'joanna@test-quixotic.example']
		],
		['anna@test', ['joanna@test-quixotic.example']],
		['  joanna@  ', ['joanna@test-quixotic.example']],
		['quixotic.exampleX', []],
		['_ixotic', []],
		['%', []],
		['joa%', []],
		['\\', []],
		['', []],
		['  ', []]
	] as const)('%s', async ([email, addresses], { db }) => {
		const admin = await db.createAdmin();
		await chatOf(db, 'joanna@test-quixotic.example');
		await chatOf(db, 'Ann.Lee@mail.test-quixotic.example'.toLowerCase());
		const found = (await search(db, admin, email, { limit: 100 })).map((chat) => chat.user_email);
		expect(found.filter((address) => address?.endsWith('test-quixotic.example'))).toEqual(
			addresses
		);
	});

	test('of one or two letters is its beginning', async ({ db }) => {
		const admin = await db.createAdmin();
		await chatOf(db, 'zqjoanna@example.com');
		await chatOf(db, 'joanzq@example.com');
		expect((await search(db, admin, 'zq')).map((chat) => chat.user_email)).toEqual([
			'zqjoanna@example.com'
		]);
	});

	test('is looked for in the address as it is now', async ({ db }) => {
		const admin = await db.createAdmin();
		const { user, chatId } = await chatOf(db, 'before@quixotic.example');
		await db.rows("update auth.users set email = 'after@quixotic.example' where id = $1", [
			user.id
		]);
		expect(await search(db, admin, 'before@quixotic')).toEqual([]);
		expect(await search(db, admin, 'after@quixotic')).toMatchObject([{ id: chatId }]);
		await db.rows('update auth.users set email = null where id = $1', [user.id]);
		expect(await search(db, admin, 'after@quixotic')).toEqual([]);
	});

	test('finds archived chats, and none that was erased', async ({ db }) => {
		const admin = await db.createAdmin();
		const { user, chatId } = await chatOf(db, 'someone@quixotic.example');
		await db.as(admin, () => db.rows('select public.archive_support_chat($1)', [chatId]));
		expect(await search(db, admin, 'quixotic')).toMatchObject([
			{ id: chatId, archived: true, unread: true, message_count: '1' }
		]);
		await db.as(user, () => db.rows('select public.erase_support_data()'));
		expect(await search(db, admin, 'quixotic')).toEqual([]);
		expect(
			await db.value(
				'select count(*)::int from support_private.support_chat_addresses where chat_id = $1',
				[chatId]
			)
		).toBe(0);
	});
});

test.for([
	['every chat', 'example', 1],
	['few chats', 'person7', 1],
	['more than a few', 'rare.example', 1200]
] as const)('pages of %s hold every hit once, newest first', async ([, email, rare], { db }) => {
	const admin = await db.createAdmin();
	await manyChats(db, 400, 'quixotic.example');
	await manyChats(db, rare, 'rare.example');
	// The newest chats are not among the hits, so that more than the first look is needed.
	await db.rows(
		`update public.support_chats set last_message_at = last_message_at - interval '2 years'
		where user_email like '%@rare.example'`
	);
	const expected = await db.rows<{ id: string }>(
		`select id from public.support_chats
		where user_email like '%' || $1 || '%' and message_count > 0
		order by last_message_at desc, id desc limit 150`,
		[email]
	);
	const found: string[] = [];
	for (let before: ListRow | undefined; found.length < 150;) {
		const page = await search(db, admin, email, { before, limit: 30 });
		found.push(...page.map((chat) => chat.id));
		before = page.at(-1);
		if (page.length < 30) break;
	}
	expect(found).toEqual(expected.map((chat) => chat.id));
});

test('no search reads the chats from end to end', async ({ db }) => {
	const admin = await db.createAdmin();
	await manyChats(db, 1500, 'quixotic.example');
	await db.rows('analyze public.support_chats');
	const scans = () =>
		db.value(
			`select pg_stat_get_xact_numscans('public.support_chats'::regclass)
				+ pg_stat_get_xact_numscans('support_private.support_chat_addresses'::regclass)`
		);
	const before = await scans();
	for (const email of ['quixotic', 'person77@', 'nobody-there', 'pe', 'zz']) {
		await search(db, admin, email);
		expect(await scans(), email).toBe(before);
	}
	for (const call of ['count_unread_support_chats()', 'support_reply_time()']) {
		await db.as(admin, () => db.rows(`select public.${call}`));
		expect(await scans(), call).toBe(before);
	}
});

test.for(['anon', 'service_role', 'user'] as const)('%s may not search', async (who, { db }) => {
	const caller = who === 'user' ? await db.createUser() : who;
	await expect(search(db, caller, 'example')).rejects.toMatchObject({ code: '42501' });
});

test('an endless one is refused with a reason', async ({ db }) => {
	await expect(search(db, await db.createAdmin(), 'x'.repeat(201))).rejects.toMatchObject(
		refusal('22001', 'query_too_long')
	);
});

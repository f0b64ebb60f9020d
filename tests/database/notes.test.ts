import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { test, type Caller, type Database } from '../fixtures/database.ts';
import { refusal } from './refusal.ts';

const SECRET = 'a word that no user may ever see';

interface Note {
	id: string;
	admin_id: string;
	admin_name: string;
	mentions: string[];
}

async function write(db: Database, admin: Caller, chatId: string, content = SECRET): Promise<Note> {
	const [note] = await db.as(admin, () =>
		db.rows<Note>(
			'insert into public.support_notes (id, chat_id, content) values ($1, $2, $3) returning *',
			[randomUUID(), chatId, content]
		)
	);
	return note!;
}

const publicId = (db: Database, admin: Caller) =>
	db.value<string>('select id from public.support_admins where user_id = $1', [admin.id]);

describe('notes', () => {
	test('carry their author, and are told to admins only', async ({ db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		const note = await write(db, admin, chatId);
		expect(note).toMatchObject({ admin_id: await publicId(db, admin), admin_name: 'Support' });
		const told = await db.rows(
			`select topic, payload ->> 'type' as type from realtime.messages
			where payload::text like $1 and payload::text like $2`,
			[`%${SECRET}%`, `%${chatId}%`]
		);
		expect(told).toEqual([{ topic: 'admin_support_notifications', type: 'note_added' }]);
	});

	test('are nowhere that the user looks', async ({ db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		await db.send(user, chatId, 'Hello');
		await write(db, admin, chatId);
		const seen = await db.as(user, async () => [
			await db.rows('select * from public.support_notes'),
			await db.rows('select * from public.support_mentions'),
			await db.rows('select * from public.support_messages'),
			await db.rows('select * from public.support_chats'),
			await db.rows('select * from public.support_chat_list'),
			await db.rows('select public.export_support_data()'),
			await db.rows('select * from public.get_or_create_support_chat()')
		]);
		expect(JSON.stringify(seen)).not.toContain(SECRET);
		await expect(write(db, user, chatId)).rejects.toMatchObject({ code: '42501' });
		const forAdmins = await db.as(admin, () =>
			db.value('select public.export_support_data($1)', [user.id])
		);
		expect(forAdmins).toMatchObject({ notes: [{ content: SECRET }] });
	});

	test('are deleted by their author only, and with the chat', async ({ db }) => {
		const user = await db.createUser();
		const [admin, other] = [await db.createAdmin(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		const note = await write(db, admin, chatId);
		const remove = (caller: Caller) =>
			db.as(caller, () =>
				db.rows('delete from public.support_notes where id = $1 returning id', [note.id])
			);
		expect(await remove(other)).toEqual([]);
		expect(await remove(admin)).toEqual([{ id: note.id }]);
		expect(
			await db.value(
				"select payload from realtime.messages where payload ->> 'type' = 'note_deleted' and payload ->> 'chat_id' = $1",
				[chatId]
			)
		).toMatchObject({ chat_id: chatId, id: note.id });
		await write(db, admin, chatId);
		await db.as(user, () => db.rows('select public.erase_support_data()'));
		expect(await db.rows('select from public.support_notes where chat_id = $1', [chatId])).toEqual(
			[]
		);
		const left = await db.rows('select from realtime.messages where payload::text like $1', [
			`%${chatId}%`
		]);
		expect(left).toEqual([]);
	});

	test('are of the admin whom the page belongs to, or refused', async ({ db }) => {
		const [admin, other] = [await db.createAdmin(), await db.createAdmin()];
		const chatId = await db.openChat(await db.createUser());
		const as = async (author: Caller) => {
			const [id, authorId] = [randomUUID(), await publicId(db, author)];
			return db.as(admin, () =>
				db.rows(
					'insert into public.support_notes (id, chat_id, content, admin_id) values ($1, $2, $3, $4) returning id',
					[id, chatId, SECRET, authorId]
				)
			);
		};
		expect(await as(admin)).toHaveLength(1);
		await expect(as(other)).rejects.toMatchObject(refusal('42501', 'other_user'));
	});

	test('cost what messages cost, and a retry is a duplicate', async ({ db }) => {
		const admin = await db.createAdmin();
		const chatId = await db.openChat(await db.createUser());
		await db.rows('update public.support_settings set admin_message_burst = 2');
		const note = await write(db, admin, chatId);
		const again = db.as(admin, () =>
			db.rows('insert into public.support_notes (id, chat_id, content) values ($1, $2, $3)', [
				note.id,
				chatId,
				SECRET
			])
		);
		await expect(again).rejects.toMatchObject({ code: '23505' });
		await write(db, admin, chatId);
		await expect(write(db, admin, chatId)).rejects.toMatchObject(refusal('PT429', 'too_fast'));
	});

	test('are as long as messages, and not blank', async ({ db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		await expect(write(db, admin, chatId, ' ')).rejects.toMatchObject(refusal('23514', 'blank'));
		await expect(write(db, admin, chatId, 'x'.repeat(4001))).rejects.toMatchObject(
			refusal('23514', 'too_long')
		);
	});
});

describe('mentions', () => {
	const name = (db: Database, who: Caller, display: string) =>
		db.rows('update public.support_admins set display_name = $2 where user_id = $1', [
			who.id,
			display
		]);
	const mentions = (db: Database, who: Caller) =>
		db.as(who, () => db.rows('select chat_id, note_id from public.support_mentions'));

	test('mark the chat for whom they name, until that admin has seen it', async ({ db }) => {
		const user = await db.createUser();
		const [admin, ada, bob] = [
			await db.createAdmin(),
			await db.createAdmin(),
			await db.createAdmin()
		];
		await name(db, ada, 'Ada Lovelace');
		await name(db, bob, 'Bob (100%)');
		const chatId = await db.openChat(user);
		const note = await write(db, admin, chatId, 'Ask @ada lovelace, and not Bob.');
		expect(note.mentions).toEqual([await publicId(db, ada)]);
		expect(await mentions(db, ada)).toEqual([{ chat_id: chatId, note_id: note.id }]);
		for (const who of [bob, admin, user]) expect(await mentions(db, who)).toEqual([]);
		await write(db, admin, chatId, '@Bob (100%) too');
		expect(await mentions(db, bob)).toHaveLength(1);
		const see = () =>
			db.as(ada, () => db.rows('select public.mark_support_mentions_seen($1)', [chatId]));
		await see();
		await see();
		expect(await mentions(db, ada)).toEqual([]);
		expect(await mentions(db, bob)).toHaveLength(1);
		const events = await db.rows(
			`select payload - 'id' as payload from realtime.messages
			where event = 'mentions_seen' and payload ->> 'chat_id' = $1`,
			[chatId]
		);
		expect(events).toEqual([
			{
				payload: { type: 'mentions_seen', chat_id: chatId, admin_id: await publicId(db, ada) }
			}
		]);
	});

	test.for([
		['@Ada', ['Ada']],
		['@ada: look', ['Ada']],
		['お願い@Ada ', ['Ada']],
		['@Ada Lovelace', ['Ada Lovelace']],
		['@Ada Lovelace and @Ada', ['Ada', 'Ada Lovelace']],
		['@Adam', []],
		['@ Ada', []],
		['@', []],
		['ask ada@ada', []],
		['@grace@ada', ['Grace@Ada']],
		['@%', []],
		[`${'@'.repeat(1000)}Ada`, ['Ada']]
	] as const)('of "%s" are %j', async ([content, names], { db }) => {
		const admin = await db.createAdmin();
		for (const display of ['Ada', 'Ada Lovelace', 'Grace@Ada', 'Grace']) {
			await name(db, await db.createAdmin(), display);
		}
		const note = await write(db, admin, await db.openChat(await db.createUser()), content);
		const named = await db.rows<{ display_name: string }>(
			'select display_name from public.support_admins where id = any ($1) order by display_name',
			[note.mentions]
		);
		expect(named.map(({ display_name }) => display_name)).toEqual(names);
	});

	test('are of all who have the name, and not of the author', async ({ db }) => {
		const [ada, other] = [await db.createAdmin(), await db.createAdmin()];
		for (const who of [ada, other]) await name(db, who, 'Ada');
		const note = await write(db, ada, await db.openChat(await db.createUser()), '@Ada');
		expect(note.mentions).toEqual([await publicId(db, other)]);
	});

	test('go with their note', async ({ db }) => {
		const [admin, ada] = [await db.createAdmin(), await db.createAdmin()];
		await name(db, ada, 'Ada');
		const chatId = await db.openChat(await db.createUser());
		const [first, second] = [
			await write(db, admin, chatId, '@Ada'),
			await write(db, admin, chatId, '@Ada again')
		];
		await db.as(admin, () => db.rows('delete from public.support_notes where id = $1', [first.id]));
		expect(await mentions(db, ada)).toEqual([{ chat_id: chatId, note_id: second.id }]);
	});
});

describe('saved replies', () => {
	test('are shared by admins', async ({ db }) => {
		const [admin, other] = [await db.createAdmin(), await db.createAdmin()];
		const [saved] = await db.as(admin, () =>
			db.rows<{ id: string }>(
				"insert into public.support_saved_replies (title, content) values ('Hours', 'We open at 9.') returning id"
			)
		);
		await db.as(other, () =>
			db.rows("update public.support_saved_replies set content = 'At 8.' where id = $1", [
				saved!.id
			])
		);
		expect(
			await db.as(admin, () =>
				db.rows('select title, content from public.support_saved_replies where id = $1', [
					saved!.id
				])
			)
		).toEqual([{ title: 'Hours', content: 'At 8.' }]);
		const user = await db.createUser();
		expect(await db.as(user, () => db.rows('select * from public.support_saved_replies'))).toEqual(
			[]
		);
	});
});

describe('support_user_facts', () => {
	const facts = (db: Database, admin: Caller, chatId: string) =>
		db.as(admin, () => db.value('select public.support_chat_facts($1)', [chatId]));

	test('says nothing, or what the host makes it say', async ({ db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		expect(await facts(db, admin, chatId)).toEqual({});
		await db.rows(`create or replace function public.support_user_facts(user_id uuid) returns jsonb
			language sql as $$ select jsonb_build_object('name', 'Ada', 'user', user_id) $$`);
		expect(await facts(db, admin, chatId)).toEqual({ name: 'Ada', user: user.id });
	});

	test.for([
		['fails', 'select (1 / 0)::text::jsonb'],
		['is no object', "select '[1]'::jsonb"],
		['is null', 'select null::jsonb']
	])('nothing when it %s', async ([, body], { db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		await db.rows(`create or replace function public.support_user_facts(user_id uuid) returns jsonb
			language sql as $$ ${body} $$`);
		expect(await facts(db, admin, chatId)).toEqual({});
	});
});

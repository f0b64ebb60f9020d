import { expect } from 'vitest';
import { test, type Caller, type Database } from '../fixtures/database.ts';
import { functions, relations } from './authorisation.ts';
import { canReceive } from './realtime-probe.ts';

// A note on the user's own chat, looked for as that user wherever the catalogue leads.

const SECRET = 'unutterable';

interface World {
	user: Caller;
	admin: Caller;
	chatId: string;
}

async function makeWorld(db: Database): Promise<World> {
	const [user, admin] = [await db.createUser(), await db.createAdmin()];
	const chatId = await db.openChat(user);
	await db.send(user, chatId, 'Hello');
	const note = (content: string) =>
		db.as(admin, () =>
			db.rows('insert into public.support_notes (chat_id, content) values ($1, $2)', [
				chatId,
				content
			])
		);
	await note(`${SECRET} @Support`);
	await db.send(admin, chatId, 'Gladly');
	await note(SECRET);
	return { user, admin, chatId };
}

/** What the statement shows the user, errors included; nothing that it did remains. */
async function seen(db: Database, user: Caller, sql: string): Promise<string> {
	await db.rows('savepoint look');
	try {
		return JSON.stringify(await db.as(user, () => db.rows(sql)));
	} catch (error) {
		const { message, detail, hint, where } = error as Record<string, string>;
		return JSON.stringify({ message, detail, hint, where });
	} finally {
		await db.rows('rollback to savepoint look');
	}
}

test('no table and no view shows a note to the user', async ({ db }) => {
	const { user, admin } = await makeWorld(db);
	for (const relation of Object.keys(relations)) {
		expect(await seen(db, user, `select * from ${relation}`), relation).not.toContain(SECRET);
	}
	expect(await seen(db, admin, 'select * from public.support_notes')).toContain(SECRET);
});

test('no function shows a note to the user', async ({ db }) => {
	const { user, admin, chatId } = await makeWorld(db);
	const ids: Record<string, string> = { chat: chatId, owner: user.id };
	let called = 0;
	for (const [signature, { args }] of Object.entries(functions)) {
		const [, name, types] = /^(.*)\((.*)\)$/.exec(signature)!;
		// Triggers are not called, and what takes a row gets none.
		const given =
			args ??
			(types &&
				types
					.split(',')
					.map((type) => `null::${type}`)
					.join());
		const filled = (given ?? '')
			.replace("'hello'", `'${SECRET}'`)
			.replace(/(?<!:):([a-z]\w*)/gi, (_, id: string) => `'${ids[id]}'::uuid`);
		const shown = await seen(db, user, `select * from ${name}(${filled})`);
		expect(shown, signature).not.toContain(SECRET);
		if (shown.startsWith('[')) called++;
	}
	expect(called).toBeGreaterThan(8);
	const exported = `select public.export_support_data('${user.id}')`;
	expect(await seen(db, admin, exported)).toContain(SECRET);
});

test('no event that the user may receive holds a note', async ({ db }) => {
	const { user, admin, chatId } = await makeWorld(db);
	await db.as(admin, () =>
		db.rows('delete from public.support_notes where chat_id = $1', [chatId])
	);
	const events = await db.rows<{ topic: string; private: boolean }>(
		'select distinct topic, private from realtime.messages where payload::text like $1',
		[`%${SECRET}%`]
	);
	expect(events).toEqual([{ topic: 'admin_support_notifications', private: true }]);
	expect(await canReceive(db, user, 'admin_support_notifications', 'broadcast')).toBe(false);
});

test('neither the mail to the user nor the chat itself holds a note', async ({ db }) => {
	const { user, chatId } = await makeWorld(db);
	await db.as(user, () => db.rows('select public.set_support_reply_emails(true)'));
	const mail = await db.value(
		`select support_private.support_reply_email(chat, 2)
		from public.support_chats as chat where id = $1`,
		[chatId]
	);
	expect(JSON.stringify(mail)).toContain('Gladly');
	const chat = await db.rows('select * from public.support_chats where id = $1', [chatId]);
	const messages = await db.rows('select * from public.support_messages where chat_id = $1', [
		chatId
	]);
	const found = await db.rows(
		"select support_private.find_support_messages($1, now() + interval '1 day', null, 10)",
		[SECRET]
	);
	expect(JSON.stringify([mail, chat, messages, found])).not.toContain(SECRET);
	expect(messages).toHaveLength(2);
});

test('erasing the user’s data leaves no note and no event of one', async ({ db }) => {
	const { user, chatId } = await makeWorld(db);
	await db.as(user, () => db.rows('select public.erase_support_data()'));
	const left = await db.rows(
		`select 'note' as place from public.support_notes where chat_id = $1
		union all select 'mention' from public.support_mentions where chat_id = $1
		union all select 'event' from realtime.messages where payload::text like '%' || $1 || '%'`,
		[chatId]
	);
	expect(left).toEqual([]);
});

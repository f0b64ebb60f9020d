import { describe, expect } from 'vitest';
import { test, type Database } from '../fixtures/database.ts';
import { refusal } from './refusal.ts';

interface Waiting {
	waiting_since: Date | null;
	assigned: string | null;
}

async function chatOf(db: Database, chatId: string): Promise<Waiting> {
	const [row] = await db.rows<Waiting>(
		'select waiting_since, assigned_admin_id as assigned from public.support_chats where id = $1',
		[chatId]
	);
	return row!;
}

const adminId = (db: Database, userId: string) =>
	db.value<string>('select id from public.support_admins where user_id = $1', [userId]);

/** The chats of the events chat_updated. */
async function chatEvents(db: Database): Promise<unknown[]> {
	const rows = await db.rows<{ chat: unknown }>(
		"select payload -> 'chat' as chat from realtime.messages where payload ->> 'type' = 'chat_updated'"
	);
	return rows.map(({ chat }) => chat);
}

describe('waiting_since', () => {
	test('is the first message after the last reply, and ends with a reply', async ({ db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		expect((await chatOf(db, chatId)).waiting_since).toBeNull();
		const first = await db.send(user, chatId);
		await db.send(user, chatId);
		expect((await chatOf(db, chatId)).waiting_since).toEqual(first.created_at);
		await db.send(admin, chatId);
		expect((await chatOf(db, chatId)).waiting_since).toBeNull();
		const next = await db.send(user, chatId);
		expect((await chatOf(db, chatId)).waiting_since).toEqual(next.created_at);
	});

	test('does not end when an admin only looks, or archives the chat', async ({ db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		const { created_at } = await db.send(user, chatId);
		await db.as(admin, () => db.rows('select public.mark_support_chat_viewed($1, 1)', [chatId]));
		await db.as(admin, () => db.rows('select public.archive_support_chat($1)', [chatId]));
		expect((await chatOf(db, chatId)).waiting_since).toEqual(created_at);
	});

	test('follows the messages of one statement in their order', async ({ db }) => {
		const user = await db.createUser();
		const chatId = await db.openChat(user);
		const insert = (senders: string[]) =>
			db.rows<{ created_at: Date }>(
				`insert into public.support_messages (chat_id, content, sender_type)
				select $1, 'Imported', sender::public.support_sender_type
				from unnest($2::text[]) with ordinality as each (sender, place) order by place
				returning created_at`,
				[chatId, senders]
			);
		const rows = await insert(['user', 'admin', 'user', 'user']);
		expect((await chatOf(db, chatId)).waiting_since).toEqual(rows[2]!.created_at);
		await insert(['user', 'admin']);
		expect(await chatOf(db, chatId)).toEqual({ waiting_since: null, assigned: null });
	});
});

describe('assignment', () => {
	test('by the first reply, and not by later ones', async ({ db }) => {
		const user = await db.createUser();
		const [first, second] = [await db.createAdmin(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		await db.send(user, chatId);
		await db.send(first, chatId);
		await db.send(second, chatId);
		expect((await chatOf(db, chatId)).assigned).toBe(await adminId(db, first.id));
	});

	test('not by a reply where that is turned off', async ({ db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		await db.rows('update public.support_settings set assign_on_reply = false');
		const chatId = await db.openChat(user);
		await db.send(admin, chatId);
		expect((await chatOf(db, chatId)).assigned).toBeNull();
	});

	test('by an admin to another, and to nobody, which all admins are told', async ({ db }) => {
		const user = await db.createUser();
		const [admin, other] = [await db.createAdmin(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		const assign = (to: string | null) =>
			db.as(admin, () => db.rows('select public.assign_support_chat($1, $2)', [chatId, to]));
		const otherId = await adminId(db, other.id);
		await assign(otherId);
		expect((await chatOf(db, chatId)).assigned).toBe(otherId);
		expect(await chatEvents(db)).toContainEqual(
			expect.objectContaining({ id: chatId, assigned_admin_id: otherId })
		);
		await assign(null);
		expect((await chatOf(db, chatId)).assigned).toBeNull();
		await expect(assign(chatId)).rejects.toMatchObject(refusal('PT404', 'no_admin'));
	});

	test('ends with the admin', async ({ db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		await db.send(admin, chatId);
		await db.rows('delete from public.support_admins where user_id = $1', [admin.id]);
		expect((await chatOf(db, chatId)).assigned).toBeNull();
	});
});

test('count_support_chats counts each filter of the caller', async ({ db }) => {
	const [admin, other] = [await db.createAdmin(), await db.createAdmin()];
	const counts = async () => {
		const [row] = await db.as(admin, () => db.rows('select * from public.count_support_chats()'));
		return row as { waiting: number; mine: number; unassigned: number };
	};
	const before = await counts();
	const chats: string[] = [];
	for (let each = 0; each < 3; each++) {
		const user = await db.createUser();
		chats.push(await db.openChat(user));
		await db.send(user, chats[each]!);
	}
	await db.send(admin, chats[0]!);
	await db.send(other, chats[1]!);
	expect(await counts()).toEqual({
		waiting: before.waiting + 1,
		mine: before.mine + 1,
		unassigned: before.unassigned + 1
	});
	await db.as(admin, () => db.rows('select public.archive_support_chat($1)', [chats[2]]));
	expect(await counts()).toEqual({ ...before, mine: before.mine + 1 });
	const archived = await db.as(admin, () =>
		db.rows('select * from public.count_support_chats(archived => true)')
	);
	expect(archived[0]).toMatchObject({ waiting: expect.any(Number) });
	expect((archived[0] as { waiting: number }).waiting).toBeGreaterThan(0);
});

describe('mark_support_chat_unread', () => {
	test('holds until an admin views the chat again', async ({ db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		await db.send(user, chatId);
		const unread = () =>
			db.as(admin, () =>
				db.value<boolean>('select unread from public.support_chat_list where id = $1', [chatId])
			);
		const view = () =>
			db.as(admin, () => db.rows('select public.mark_support_chat_viewed($1, 1)', [chatId]));
		await view();
		expect(await unread()).toBe(false);
		await db.as(admin, () => db.rows('select public.mark_support_chat_unread($1)', [chatId]));
		expect(await unread()).toBe(true);
		expect(await chatEvents(db)).toContainEqual(
			expect.objectContaining({ id: chatId, message_count: 1, unread: true })
		);
		await view();
		expect(await unread()).toBe(false);
	});
});

test('a chat without a message, which no inbox lists, is not marked as unread', async ({ db }) => {
	const [user, admin] = [await db.createUser(), await db.createAdmin()];
	const chatId = await db.openChat(user);
	await db.as(admin, () => db.rows('select public.mark_support_chat_unread($1)', [chatId]));
	expect(await db.value('select unread from public.support_chats where id = $1', [chatId])).toBe(
		false
	);
});

describe('a blocked user', () => {
	test('writes nothing more until an admin allows it, and reads what was written', async ({
		db
	}) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		await db.send(user, chatId, 'Before');
		await db.as(admin, () => db.rows('select public.block_support_chat($1)', [chatId]));
		await expect(db.send(user, chatId)).rejects.toMatchObject(refusal('42501', 'blocked'));
		await db.send(admin, chatId, 'Why you are blocked');
		const texts = await db.as(user, () =>
			db.rows('select content from public.support_messages where chat_id = $1 order by seq', [
				chatId
			])
		);
		expect(texts).toEqual([{ content: 'Before' }, { content: 'Why you are blocked' }]);
		expect(await chatEvents(db)).toContainEqual(
			expect.objectContaining({ id: chatId, blocked: true })
		);
		await db.as(admin, () => db.rows('select public.unblock_support_chat($1)', [chatId]));
		await db.send(user, chatId, 'After');
	});

	test('stays blocked when their data is erased, as their export says, until an admin allows it', async ({
		db
	}) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		await db.send(user, await db.openChat(user), 'Before');
		const block = async (chatId: string) =>
			db.as(admin, () => db.rows('select public.block_support_chat($1)', [chatId]));
		const erase = () => db.as(user, () => db.rows('select public.erase_support_data()'));
		await block(await db.openChat(user));
		await erase();
		const exported = await db.as(user, () =>
			db.value<{ blocked_at: string }>('select public.export_support_data()')
		);
		expect(exported.blocked_at).toEqual(expect.any(String));
		await erase();
		const chatId = await db.openChat(user);
		await expect(db.send(user, chatId)).rejects.toMatchObject(refusal('42501', 'blocked'));
		await db.as(admin, () => db.rows('select public.unblock_support_chat($1)', [chatId]));
		await db.send(user, chatId, 'After');
		await erase();
		await db.send(user, await db.openChat(user), 'Not blocked any more');
		await block(await db.openChat(user));
		await db.rows('delete from auth.users where id = $1', [user.id]);
		expect(await db.rows('select from support_private.support_blocked_users')).toEqual([]);
	});
});

import { describe, expect } from 'vitest';
import { test, type Caller, type Database } from '../fixtures/database.ts';

/** A guest with a chat and a message in it, and an admin. */
async function people(db: Database) {
	const [guest, admin] = [await db.createGuest(), await db.createAdmin()];
	const chatId = await db.openChat(guest);
	await db.send(guest, chatId);
	return { guest, admin, chatId };
}

const listed = (db: Database, admin: Caller, chatId: string) =>
	db.as(admin, () =>
		db.rows('select user_email, guest_name from public.support_chat_list where id = $1', [chatId])
	);

const find = (db: Database, admin: Caller, text: string) =>
	db.as(admin, () =>
		db.rows<{ id: string; guest_name: string | null }>(
			'select id, guest_name from public.search_support_chats($1)',
			[text]
		)
	);

describe('the name of a guest', () => {
	test('is made of the last bits of the id', async ({ db }) => {
		const name = (id: string) => db.value('select support_private.support_guest_name($1)', [id]);
		expect(await name('00000000-0000-4000-8000-000000000000')).toBe('0000');
		expect(await name('00000000-0000-4000-8000-0000000fffff')).toBe('ZZZZ');
		expect(await name('11111111-1111-4111-8111-111111138cf3')).toBe('737K');
	});

	test('stands in the list, the details, the events and what is found', async ({ db }) => {
		const { guest, admin, chatId } = await people(db);
		const guest_name = await db.value<string>('select support_private.support_guest_name($1)', [
			guest.id
		]);
		expect(guest_name).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}$/);
		expect(await listed(db, admin, chatId)).toEqual([{ user_email: null, guest_name }]);
		const details = await db.as(admin, () =>
			db.rows('select user_email, guest_name from public.support_chat_details($1)', [chatId])
		);
		expect(details).toEqual([{ user_email: null, guest_name }]);
		const event = await db.value(
			`select payload -> 'chat' from realtime.messages
			where topic = 'admin_support_notifications' and payload ->> 'chat_id' = $1`,
			[chatId]
		);
		expect(event).toMatchObject({ user_email: null, guest_name });
		await db.send(guest, chatId, 'a rhinoceros');
		const hits = await db.as(admin, () =>
			db.rows("select guest_name from public.search_support_messages('rhinoceros')")
		);
		expect(hits).toEqual([{ guest_name }]);
	});

	test('finds the chat, and the word does', async ({ db }) => {
		const { admin, chatId } = await people(db);
		const [{ guest_name } = { guest_name: null }] = await listed(db, admin, chatId);
		for (const text of [`Guest ${guest_name}`, `${guest_name}`.toLowerCase(), 'GUEST', 'gu']) {
			expect((await find(db, admin, text)).map(({ id }) => id)).toContain(chatId);
		}
	});

	test('is nobody else’s', async ({ db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const chatId = await db.openChat(user);
		await db.send(user, chatId);
		expect(await listed(db, admin, chatId)).toEqual([{ user_email: user.email, guest_name: null }]);
		expect((await find(db, admin, 'guest')).map(({ id }) => id)).not.toContain(chatId);
	});

	test('stays when an address is confirmed, and both find the chat', async ({ db }) => {
		const { guest, admin, chatId } = await people(db);
		const [{ guest_name } = { guest_name: '' }] = await listed(db, admin, chatId);
		await db.confirmAddress(guest, `${guest.id}@example.com`);
		expect(await listed(db, admin, chatId)).toEqual([
			{ user_email: `${guest.id}@example.com`, guest_name }
		]);
		expect(await find(db, admin, `${guest.id}@example`)).toHaveLength(1);
		const found = await find(db, admin, `guest ${guest_name}`);
		expect(found.map(({ id }) => id)).toContain(chatId);
	});
});

test('a deleted account leaves neither a name nor an address', async ({ db }) => {
	const { guest, admin, chatId } = await people(db);
	// What Auth does when it keeps the row: the address becomes a hash.
	await db.rows("update auth.users set email = 'aGFzaA', deleted_at = now() where id = $1", [
		guest.id
	]);
	expect(await listed(db, admin, chatId)).toEqual([{ user_email: null, guest_name: null }]);
});

test('a guest sees nothing of another guest', async ({ db }) => {
	const { chatId } = await people(db);
	const other = await db.createGuest();
	await db.openChat(other);
	await db.as(other, async () => {
		const rows = (table: string) =>
			db.rows(`select id from public.${table} where $1::text is not null`, [chatId]);
		expect(await rows('support_chat_list')).toEqual([]);
		expect(await rows('support_messages')).toEqual([]);
		expect(await rows('support_chats')).toHaveLength(1);
	});
	await expect(db.send(other, chatId)).rejects.toMatchObject({ code: '42501' });
});

describe('the limit of a guest', () => {
	test('is stricter than a user’s until an address is confirmed', async ({ db }) => {
		await db.rows(
			`update public.support_settings
			set guest_message_burst = 2, guest_message_interval = '1 hour', user_message_burst = 9`
		);
		const { guest, chatId } = await people(db);
		await db.send(guest, chatId);
		await expect(db.send(guest, chatId)).rejects.toMatchObject({
			code: 'PT429',
			message: 'You are sending messages too fast.',
			detail: '{"reason": "too_fast", "retry_after": 3600}',
			hint: 'Try again in 3600 s.'
		});
		await db.rows(
			`update support_private.support_rate_limits
			set refilled_at = refilled_at - interval '1 minute' where user_id = $1`,
			[guest.id]
		);
		await expect(db.send(guest, chatId)).rejects.toMatchObject({ code: 'PT429' });
		await db.confirmAddress(guest, `${guest.id}@example.com`);
		await db.send(guest, chatId);
	});

	test('holds for what one request may carry', async ({ db }) => {
		await db.rows('update public.support_settings set guest_message_burst = 2');
		const { guest, chatId } = await people(db);
		await db.rows("select set_config('request.headers', $1, true)", [
			JSON.stringify({ 'content-length': '100001' })
		]);
		await expect(db.send(guest, chatId)).rejects.toMatchObject({
			code: 'PT413',
			hint: 'Send at most 2 at once.'
		});
	});

	test('leaves other users theirs', async ({ db }) => {
		await db.rows('update public.support_settings set guest_message_burst = 1');
		const user = await db.createUser();
		const chatId = await db.openChat(user);
		for (let count = 0; count < 5; count++) await db.send(user, chatId);
	});
});

describe('the mail about a reply', () => {
	/** Why the mail of a reply that was due is not sent; null when it is claimed. */
	async function skipReason(db: Database, chatId: string): Promise<string | null> {
		await db.rows(
			`update public.support_reply_notifications set due_at = now() - interval '1 minute'
			where chat_id = $1`,
			[chatId]
		);
		await db.rows('select support_private.dispatch_support_reply_notifications()');
		return db.value(
			'select skip_reason from public.support_reply_notifications where chat_id = $1',
			[chatId]
		);
	}

	test('is not sent without an address, nor to one that is not confirmed', async ({ db }) => {
		const { guest, admin, chatId } = await people(db);
		await db.rows("update auth.users set email_change = 'typed@example.com' where id = $1", [
			guest.id
		]);
		await db.send(admin, chatId);
		expect(await skipReason(db, chatId)).toBe('no_address');
	});

	test('is sent when the address is confirmed before it is due', async ({ db }) => {
		const { guest, admin, chatId } = await people(db);
		await db.send(admin, chatId);
		await db.confirmAddress(guest, `${guest.id}@example.com`);
		expect(await skipReason(db, chatId)).toBeNull();
	});
});

describe('empty guests', () => {
	const old = "now() - interval '31 days'";

	/** A guest of 31 days ago with an empty chat. */
	async function emptyGuest(db: Database): Promise<Caller> {
		const guest = await db.createGuest();
		await db.openChat(guest);
		await db.rows(`update auth.users set created_at = ${old} where id = $1`, [guest.id]);
		await db.rows(`update public.support_chats set created_at = ${old} where user_id = $1`, [
			guest.id
		]);
		return guest;
	}

	const cleanUp = (db: Database) => db.rows('select support_private.clean_up_support()');
	const left = async (db: Database, guest: Caller) => ({
		chat: await db.value('select count(*)::integer from public.support_chats where user_id = $1', [
			guest.id
		]),
		account: await db.value('select count(*)::integer from auth.users where id = $1', [guest.id])
	});

	test('lose their chat after the time, and keep their account', async ({ db }) => {
		const guest = await emptyGuest(db);
		const fresh = await db.createGuest();
		await db.openChat(fresh);
		await cleanUp(db);
		expect(await left(db, guest)).toEqual({ chat: 0, account: 1 });
		expect(await left(db, fresh)).toEqual({ chat: 1, account: 1 });
	});

	test('lose nothing where no time is set', async ({ db }) => {
		await db.rows(
			'update public.support_settings set empty_guest_retention = null, delete_empty_guests = true'
		);
		const guest = await emptyGuest(db);
		await cleanUp(db);
		expect(await left(db, guest)).toEqual({ chat: 1, account: 1 });
	});

	test('are those who wrote nothing, and no other users', async ({ db }) => {
		await db.rows('update public.support_settings set delete_empty_guests = true');
		const [writer, user] = [await emptyGuest(db), await db.createUser()];
		const chatId = await db.openChat(writer);
		await db.send(writer, chatId);
		await db.openChat(user);
		await db.rows(`update public.support_chats set created_at = ${old} where user_id = any($1)`, [
			[writer.id, user.id]
		]);
		await db.rows(`update auth.users set created_at = ${old} where id = $1`, [user.id]);
		await cleanUp(db);
		expect(await left(db, writer)).toEqual({ chat: 1, account: 1 });
		expect(await left(db, user)).toEqual({ chat: 1, account: 1 });
	});

	test('lose their account too where that is set, unless it is in use', async ({ db }) => {
		await db.rows('update public.support_settings set delete_empty_guests = true');
		await db.rows(
			`create table public.orders_of_the_host (
				id integer generated always as identity,
				customer uuid references auth.users (id) on delete cascade
			)`
		);
		const [unused, ordered, caller, visiting, admin] = [
			await emptyGuest(db),
			await emptyGuest(db),
			await emptyGuest(db),
			await emptyGuest(db),
			await emptyGuest(db)
		];
		await db.rows('insert into public.orders_of_the_host (customer) values ($1)', [ordered.id]);
		await db.rows(
			'create table public.calls_of_the_host (phone text references auth.users (phone))'
		);
		await db.rows("update auth.users set phone = '15550100' where id = $1", [caller.id]);
		await db.rows("insert into public.calls_of_the_host (phone) values ('15550100')");
		await db.rows(
			'insert into auth.sessions (id, user_id, created_at) values (gen_random_uuid(), $1, now())',
			[visiting.id]
		);
		await db.rows('insert into public.support_admins (user_id) values ($1)', [admin.id]);
		await cleanUp(db);
		expect(await left(db, unused)).toEqual({ chat: 0, account: 0 });
		for (const guest of [ordered, caller, visiting, admin]) {
			expect(await left(db, guest)).toEqual({ chat: 0, account: 1 });
		}
		expect(await db.value('select count(*)::integer from public.orders_of_the_host')).toBe(1);
	});

	test('whose accounts the host keeps stop no other cleaning', async ({ db }) => {
		await db.rows('update public.support_settings set delete_empty_guests = true');
		const guest = await emptyGuest(db);
		await db.rows(
			`create function public.keep_account() returns trigger language plpgsql
			as $$ begin raise 'Accounts are kept.'; end; $$`
		);
		await db.rows(
			`create trigger keep_account before delete on auth.users
			for each row execute function public.keep_account()`
		);
		await cleanUp(db);
		expect(await left(db, guest)).toEqual({ chat: 0, account: 1 });
	});
});

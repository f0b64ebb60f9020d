import { describe, expect } from 'vitest';
import { test, type Caller, type Database } from '../fixtures/database.ts';
import { refusal } from './refusal.ts';

// Owners: who is one, who stays one, and what they change of the admins. In races: owner-races.test.ts.

interface AdminRow {
	id: string;
	user_id: string;
	display_name: string;
	role: string;
	email_alerts: boolean;
}

async function rowOf(db: Database, { id }: Caller): Promise<AdminRow | undefined> {
	const [row] = await db.rows<AdminRow & Record<string, unknown>>(
		'select * from public.support_admins where user_id = $1',
		[id]
	);
	return row;
}

async function idOf(db: Database, admin: Caller): Promise<string> {
	return (await rowOf(db, admin))!.id;
}

/** A project whose only admins are these: the first of them, an owner, and one more. */
async function makeTeam(db: Database) {
	await db.rows('delete from public.support_admins');
	const [owner, admin] = [await db.createAdmin(), await db.createAdmin()];
	return { owner, admin };
}

const remove = 'select public.remove_support_admin($1)';
const setRole = 'select public.set_support_admin_role($1, $2)';
const add = 'select public.add_support_admin($1, $2, $3)';
const lastOwner = refusal('P0001', 'last_owner');

describe('the first admin', () => {
	test('is an owner, and those after it are not', async ({ db }) => {
		const { owner, admin } = await makeTeam(db);
		expect(await rowOf(db, owner)).toMatchObject({ role: 'owner' });
		expect(await rowOf(db, admin)).toMatchObject({ role: 'admin' });
	});

	test('is one too when the project itself adds them with the secret key', async ({ db }) => {
		await db.rows('delete from public.support_admins');
		const user = await db.createUser();
		await db.as('service_role', () =>
			db.rows('insert into public.support_admins (user_id) values ($1)', [user.id])
		);
		expect(await rowOf(db, user)).toMatchObject({ role: 'owner' });
	});

	test('of data from a version without owners becomes one with the repair', async ({ db }) => {
		const { owner, admin } = await makeTeam(db);
		await db.rows('alter table public.support_admins disable trigger user');
		await db.rows("update public.support_admins set role = 'admin'");
		await db.rows(
			"update public.support_admins set created_at = created_at - interval '1 day' where user_id = $1",
			[admin.id]
		);
		await db.rows('alter table public.support_admins enable trigger user');
		await db.rows('select support_private.repair_support_chat()');
		expect(await rowOf(db, admin)).toMatchObject({ role: 'owner' });
		expect(await rowOf(db, owner)).toMatchObject({ role: 'admin' });
	});
});

describe('the last owner', () => {
	test('is not removed or demoted while there are other admins, whoever asks', async ({ db }) => {
		const { owner } = await makeTeam(db);
		const id = await idOf(db, owner);
		for (const run of [
			() => db.as(owner, () => db.rows(remove, [id])),
			() => db.as(owner, () => db.rows(setRole, [id, 'admin']))
		]) {
			await expect(run()).rejects.toMatchObject(lastOwner);
		}
		for (const sql of [
			'delete from public.support_admins where id = $1',
			"update public.support_admins set role = 'admin' where id = $1"
		]) {
			await expect(db.as('service_role', () => db.rows(sql, [id]))).rejects.toMatchObject(
				lastOwner
			);
			await db.rows('savepoint asked');
			await expect(db.rows(sql, [id])).rejects.toMatchObject(lastOwner);
			await db.rows('rollback to savepoint asked');
		}
		expect(await rowOf(db, owner)).toMatchObject({ role: 'owner' });
	});

	test('goes once another admin is an owner', async ({ db }) => {
		const { owner, admin } = await makeTeam(db);
		await db.as(owner, async () => db.rows(setRole, [await idOf(db, admin), 'owner']));
		await db.as(owner, async () => db.rows(remove, [await idOf(db, owner)]));
		expect(await rowOf(db, owner)).toBeUndefined();
		expect(await rowOf(db, admin)).toMatchObject({ role: 'owner' });
	});

	test('who is the only admin is removed by SQL, and not by themself', async ({ db }) => {
		const { owner, admin } = await makeTeam(db);
		await db.rows('delete from public.support_admins where user_id = $1', [admin.id]);
		const id = await idOf(db, owner);
		await expect(db.as(owner, () => db.rows(remove, [id]))).rejects.toMatchObject(lastOwner);
		await db.rows('delete from public.support_admins where id = $1', [id]);
		expect(await db.value('select count(*)::int from public.support_admins')).toBe(0);
	});

	test('leaves their place to the oldest admin when their account is deleted', async ({ db }) => {
		const { owner, admin } = await makeTeam(db);
		const newer = await db.createAdmin();
		await db.rows(
			"update public.support_admins set created_at = now() - interval '1 day' where user_id = $1",
			[admin.id]
		);
		await db.rows('delete from auth.users where id = $1', [owner.id]);
		expect(await rowOf(db, admin)).toMatchObject({ role: 'owner' });
		expect(await rowOf(db, newer)).toMatchObject({ role: 'admin' });
	});

	test('may go together with all others, be it their rows or their accounts', async ({ db }) => {
		const { owner, admin } = await makeTeam(db);
		await db.rows('savepoint team');
		await db.rows('delete from public.support_admins');
		await db.rows('rollback to savepoint team');
		await db.rows('delete from auth.users where id = any($1)', [[owner.id, admin.id]]);
		expect(await db.value('select count(*)::int from public.support_admins')).toBe(0);
	});
});

describe('add_support_admin', () => {
	test('finds the account by its address, in whatever case, and makes it an admin', async ({
		db
	}) => {
		const { owner } = await makeTeam(db);
		const user = await db.createUser();
		const id = await db.as(owner, () =>
			db.value(add, [` ${user.email.toUpperCase()} `, ' Ada\n Lovelace ', 'admin'])
		);
		expect(await rowOf(db, user)).toMatchObject({
			id,
			role: 'admin',
			display_name: 'Ada Lovelace'
		});
	});

	test('finds an address that was stored in capitals', async ({ db }) => {
		const { owner } = await makeTeam(db);
		const user = await db.createUser();
		await db.rows('update auth.users set email = upper(email) where id = $1', [user.id]);
		await db.as(owner, () => db.rows(add, [user.email, 'Ada', 'owner']));
		expect(await rowOf(db, user)).toMatchObject({ role: 'owner' });
	});

	test('refuses who has no account, a deleted one, or an address that is not confirmed', async ({
		db
	}) => {
		const { owner } = await makeTeam(db);
		const [deleted, unconfirmed] = [await db.createUser(), await db.createUser()];
		await db.rows('update auth.users set deleted_at = now() where id = $1', [deleted.id]);
		await db.rows('update auth.users set confirmation_sent_at = now() where id = $1', [
			unconfirmed.id
		]);
		const asOwner = (email: string | null) =>
			db.as(owner, () => db.rows(add, [email, 'Ada', 'admin']));
		for (const email of ['nobody@example.com', deleted.email, '', null, '%', 'x'.repeat(5000)]) {
			await expect(asOwner(email)).rejects.toMatchObject(refusal('PT404', 'no_account'));
		}
		await expect(asOwner(unconfirmed.email)).rejects.toMatchObject(
			refusal('P0001', 'unconfirmed_address')
		);
		expect(await rowOf(db, unconfirmed)).toBeUndefined();
	});

	test('refuses an admin, and leaves them as they are', async ({ db }) => {
		const { owner, admin } = await makeTeam(db);
		await expect(
			db.as(owner, () => db.rows(add, [admin.email, 'Other', 'owner']))
		).rejects.toMatchObject(refusal('P0001', 'already_admin'));
		expect(await rowOf(db, admin)).toMatchObject({ role: 'admin', display_name: 'Support' });
	});

	test.for([
		['', 'admin', 'blank'],
		[' \u200b ', 'admin', 'blank'],
		[null, 'admin', 'blank'],
		['x'.repeat(81), 'admin', 'too_long'],
		['x'.repeat(100_000), 'admin', 'too_long'],
		['Ada', 'king', 'unknown_role'],
		['Ada', null, 'unknown_role']
	] as const)('refuses the name %j with the role %j', async ([name, role, reason], { db }) => {
		const { owner } = await makeTeam(db);
		const user = await db.createUser();
		await expect(db.as(owner, () => db.rows(add, [user.email, name, role]))).rejects.toMatchObject(
			refusal('23514', reason)
		);
	});
});

describe('what only owners may do', () => {
	test.for([
		['add_support_admin', add, ['x@example.com', 'Ada', 'admin']],
		['remove_support_admin', remove, [null]],
		['set_support_admin_role', setRole, [null, 'owner']],
		['support_failed_emails', 'select * from public.support_failed_emails()', []],
		['retry_support_email', 'select public.retry_support_email($1)', [null]],
		['find_support_user', 'select public.find_support_user($1)', ['x@example.com']]
	] as const)('%s is refused to admins and users', async ([, sql, values], { db }) => {
		const { admin } = await makeTeam(db);
		for (const caller of [admin, await db.createUser()]) {
			await expect(db.as(caller, () => db.rows(sql, [...values]))).rejects.toMatchObject(
				refusal('42501', 'not_owner')
			);
		}
		await expect(db.as('anon', () => db.rows(sql, [...values]))).rejects.toMatchObject({
			code: '42501'
		});
	});

	test('an admin that is not there is neither removed nor promoted', async ({ db }) => {
		const { owner } = await makeTeam(db);
		for (const [sql, ...values] of [
			[remove, owner.id],
			[setRole, owner.id, 'admin'],
			[remove, null]
		] as const) {
			await expect(
				db.as(owner, () => db.rows(sql as string, values as unknown[]))
			).rejects.toMatchObject(refusal('PT404', 'no_admin'));
		}
	});

	test('a removed admin’s chats are nobody’s, and their messages keep their name', async ({
		db
	}) => {
		const { owner, admin } = await makeTeam(db);
		const chat = await db.openChat(await db.createUser());
		const message = await db.send(admin, chat);
		const id = await idOf(db, admin);
		await db.as(owner, () => db.rows(remove, [id]));
		expect(
			await db.value('select assigned_admin_id from public.support_chats where id = $1', [chat])
		).toBeNull();
		expect(
			await db.value('select sender_name from public.support_messages where id = $1', [message.id])
		).toBe('Support');
	});
});

describe('update_own_support_admin', () => {
	const update = 'select public.update_own_support_admin($1, $2)';

	test('sets the name of later messages, and leaves that of earlier ones', async ({ db }) => {
		const { admin, owner } = await makeTeam(db);
		const chat = await db.openChat(await db.createUser());
		const before = await db.send(admin, chat);
		await db.as(admin, () => db.rows(update, ['  Grace ', null]));
		const after = await db.send(admin, chat);
		const nameOf = (id: string) =>
			db.value('select sender_name from public.support_messages where id = $1', [id]);
		expect(await nameOf(before.id)).toBe('Support');
		expect(await nameOf(after.id)).toBe('Grace');
		expect(await rowOf(db, owner)).toMatchObject({ display_name: 'Support' });
	});

	test('switches alerts, and leaves the name; null changes nothing', async ({ db }) => {
		const { admin } = await makeTeam(db);
		await db.as(admin, () => db.rows(update, [null, false]));
		expect(await rowOf(db, admin)).toMatchObject({ email_alerts: false, display_name: 'Support' });
		await db.as(admin, () => db.rows(update, [null, null]));
		expect(await rowOf(db, admin)).toMatchObject({ email_alerts: false, display_name: 'Support' });
	});

	test('refuses a blank name and one that is too long, and users', async ({ db }) => {
		const { admin } = await makeTeam(db);
		const as = (caller: Caller, name: string) => db.as(caller, () => db.rows(update, [name, null]));
		await expect(as(admin, '\t')).rejects.toMatchObject(refusal('23514', 'blank'));
		await expect(as(admin, 'x'.repeat(81))).rejects.toMatchObject(refusal('23514', 'too_long'));
		await expect(as(await db.createUser(), 'Me')).rejects.toMatchObject(
			refusal('42501', 'not_admin')
		);
	});
});

describe('find_support_user', () => {
	const find = 'select * from public.find_support_user($1)';

	test('finds a person by the whole address only, with and without a chat', async ({ db }) => {
		const { owner } = await makeTeam(db);
		const user = await db.createUser();
		const asOwner = (email: string | null) => db.as(owner, () => db.rows(find, [email]));
		expect(await asOwner(` ${user.email.toUpperCase()}`)).toMatchObject([
			{ user_id: user.id, chat_id: null, user_email: user.email, has_account: true }
		]);
		const chat = await db.openChat(user);
		expect(await asOwner(user.email)).toMatchObject([{ user_id: user.id, chat_id: chat }]);
		for (const odd of [user.email.slice(1), '%', '', null, 'x'.repeat(100_000)]) {
			expect(await asOwner(odd)).toEqual([]);
		}
	});

	test('finds guests by their short name', async ({ db }) => {
		const { owner } = await makeTeam(db);
		const guest = await db.createGuest();
		const chat = await db.openChat(guest);
		const name = await db.value<string>(
			'select guest_name from public.support_chats where id = $1',
			[chat]
		);
		const found = await db.as(owner, () => db.rows(find, [name.toLowerCase()]));
		expect(found).toMatchObject([{ user_id: guest.id, chat_id: chat, guest_name: name }]);
	});
});

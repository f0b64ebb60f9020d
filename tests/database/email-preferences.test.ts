import { describe, expect } from 'vitest';
import { test, type Caller, type Database } from '../fixtures/database.ts';

function get(db: Database, caller: Caller): Promise<boolean> {
	return db.as(caller, () => db.value('select public.get_support_reply_emails()'));
}

function set(db: Database, caller: Caller | 'anon', enabled: boolean): Promise<boolean> {
	return db.as(caller, () => db.value('select public.set_support_reply_emails($1)', [enabled]));
}

function getByToken(db: Database, token: string): Promise<boolean | null> {
	const sql = 'select public.get_support_reply_emails_by_token($1)';
	return db.as('anon', () => db.value(sql, [token]));
}

function setByToken(db: Database, token: string, enabled: boolean): Promise<boolean | null> {
	const sql = 'select public.set_support_reply_emails_by_token($1, $2)';
	return db.as('anon', () => db.value(sql, [token, enabled]));
}

function giveToken(db: Database, user: Caller): Promise<string> {
	return db.value(
		`insert into support_private.support_email_preferences (user_id)
		values ($1) returning unsubscribe_token`,
		[user.id]
	);
}

describe('a signed-in user', () => {
	test('gets e-mails until they say no, and again when they say yes', async ({ db }) => {
		const user = await db.createUser();
		expect(await get(db, user)).toBe(true);
		expect(await set(db, user, false)).toBe(false);
		expect(await get(db, user)).toBe(false);
		expect(await set(db, user, false)).toBe(false);
		expect(await set(db, user, true)).toBe(true);
		expect(await get(db, user)).toBe(true);
	});

	test('decides for nobody else', async ({ db }) => {
		const [user, other] = [await db.createUser(), await db.createUser()];
		await set(db, user, false);
		expect(await get(db, other)).toBe(true);
	});

	test('is needed: a visitor and a deleted account are refused', async ({ db }) => {
		const refusal = { code: '42501' };
		await expect(set(db, 'anon', false)).rejects.toMatchObject(refusal);
		const user = await db.createUser();
		await db.rows('delete from auth.users where id = $1', [user.id]);
		await expect(set(db, user, false)).rejects.toMatchObject(refusal);
	});
});

describe('an unsubscribe token', () => {
	test('switches off and on without a session, twice as once', async ({ db }) => {
		const user = await db.createUser();
		const token = await giveToken(db, user);
		expect(await getByToken(db, token)).toBe(true);
		for (let time = 1; time <= 2; time++) expect(await setByToken(db, token, false)).toBe(false);
		expect(await getByToken(db, token)).toBe(false);
		expect(await get(db, user)).toBe(false);
		expect(await setByToken(db, token, true)).toBe(true);
		expect(await get(db, user)).toBe(true);
	});

	test('is 256 random bits', async ({ db }) => {
		const tokens = [];
		for (let i = 0; i < 20; i++) tokens.push(await giveToken(db, await db.createUser()));
		expect(new Set(tokens).size).toBe(20);
		for (const token of tokens) expect(token).toMatch(/^[0-9a-f]{64}$/);
	});

	test('that nobody was given does nothing', async ({ db }) => {
		const user = await db.createUser();
		const token = await giveToken(db, user);
		for (const wrong of ['', 'f'.repeat(64), token.slice(0, -1), `${token}0`, '%', user.id]) {
			expect(await getByToken(db, wrong)).toBeNull();
			expect(await setByToken(db, wrong, false)).toBeNull();
		}
		expect(await getByToken(db, token)).toBe(true);
	});

	test('outlives switching off and on: links in old e-mails keep working', async ({ db }) => {
		const user = await db.createUser();
		const token = await giveToken(db, user);
		await set(db, user, false);
		await set(db, user, true);
		expect(await getByToken(db, token)).toBe(true);
	});

	test('is gone with the account', async ({ db }) => {
		const user = await db.createUser();
		const token = await giveToken(db, user);
		await db.rows('delete from auth.users where id = $1', [user.id]);
		expect(await getByToken(db, token)).toBeNull();
	});

	test('cannot be read by anybody through the API, though it exists', async ({ db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		await giveToken(db, user);
		const sql = 'select unsubscribe_token from support_private.support_email_preferences';
		for (const caller of [user, admin, 'anon'] as const) {
			await expect(db.as(caller, () => db.rows(sql))).rejects.toMatchObject({ code: '42501' });
		}
		expect(await db.rows(sql)).not.toHaveLength(0);
	});
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { createUser, deleteUsers, makeAdmin, pool, runAs } from './committed.ts';

// Two who change the owners at once: whoever is second is told so, and an owner remains.

let people: string[] = [];

beforeEach(async () => {
	people = await Promise.all([createUser(), createUser(), createUser()]);
	for (const id of people) await makeAdmin(id);
	await pool.query("update public.support_admins set role = 'owner' where user_id = any($1)", [
		people.slice(0, 2)
	]);
	// Those of the demo data count no more, until the test is over.
	others = (
		await pool.query<{ user_id: string }>(
			"update public.support_admins set role = 'admin' where role = 'owner' and user_id <> all($1) returning user_id",
			[people]
		)
	).rows.map((row) => row.user_id);
});

let others: string[] = [];

afterEach(async () => {
	await pool.query("update public.support_admins set role = 'owner' where user_id = any($1)", [
		others
	]);
	await deleteUsers(people);
});

async function idOf(userId: string | undefined): Promise<string> {
	const sql = 'select id from public.support_admins where user_id = $1';
	return (await pool.query(sql, [userId])).rows[0].id;
}

async function owners(): Promise<string[]> {
	const sql = "select user_id from public.support_admins where role = 'owner'";
	return (await pool.query(sql)).rows.map((row) => row.user_id);
}

const REMOVE = 'select public.remove_support_admin($1)';
const DEMOTE = "select public.set_support_admin_role($1, 'admin')";

test.for([
	['remove each other', REMOVE, REMOVE, [1, 0]],
	['remove themselves', REMOVE, REMOVE, [0, 1]],
	['demote each other', DEMOTE, DEMOTE, [1, 0]],
	['demote themselves', DEMOTE, DEMOTE, [0, 1]],
	['remove and demote each other', REMOVE, DEMOTE, [1, 0]]
] as const)('two owners who %s: one owner remains', async ([, first, second, targets]) => {
	const ids = [await idOf(people[0]), await idOf(people[1])];
	for (let round = 0; round < 10; round++) {
		const results = await Promise.allSettled([
			runAs(people[0]!, first, [ids[targets[0]]]),
			runAs(people[1]!, second, [ids[targets[1]]])
		]);
		const refused = results.filter((result) => result.status === 'rejected');
		expect(refused.map(({ reason }) => reason.detail)).toEqual([
			expect.stringMatching(/last_owner|not_owner/)
		]);
		expect(await owners()).toHaveLength(1);
		// As before, for the next round.
		for (const id of people.slice(0, 2)) {
			await pool.query(
				`insert into public.support_admins (user_id, role) values ($1, 'owner')
				on conflict (user_id) do update set role = 'owner'`,
				[id]
			);
		}
		[ids[0], ids[1]] = [await idOf(people[0]), await idOf(people[1])];
	}
});

test('an account is deleted while the other owner is removed: the last admin is an owner', async () => {
	const id = await idOf(people[1]);
	await Promise.allSettled([
		pool.query('delete from auth.users where id = $1', [people[0]]),
		pool.query('delete from public.support_admins where id = $1', [id])
	]);
	expect((await owners()).length).toBeGreaterThan(0);
});

test('a transaction that began before the other owner went cannot remove the last one', async () => {
	const client = await pool.connect();
	try {
		await client.query('begin isolation level repeatable read');
		await client.query('select count(*) from public.support_admins');
		await pool.query('delete from public.support_admins where user_id = $1', [people[0]]);
		await expect(
			client.query('delete from public.support_admins where user_id = $1', [people[1]])
		).rejects.toMatchObject({ code: expect.stringMatching(/40001|P0001/) });
	} finally {
		await client.query('rollback');
		client.release();
	}
	expect(await owners()).toEqual([people[1]]);
});

test('an admin who is added while the only owner’s account is deleted is an owner', async () => {
	await deleteUsers(people.slice(1));
	const newcomer = await createUser();
	people.push(newcomer);
	await Promise.all([deleteUsers(people.slice(0, 1)), makeAdmin(newcomer)]);
	expect((await owners()).length).toBeGreaterThan(0);
});

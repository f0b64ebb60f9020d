import { describe, expect } from 'vitest';
import { test, type Caller, type Database } from '../fixtures/database.ts';
import { refusal } from './refusal.ts';

// What owners change of the settings through the API. Which columns: authorisation.ts.

async function makeOwner(db: Database): Promise<Caller> {
	const owner = await db.createAdmin();
	await db.rows("update public.support_admins set role = 'owner' where user_id = $1", [owner.id]);
	return owner;
}

const update = "update public.support_settings set app_name = 'Acme' where id returning app_name";
const NOT_OWNER = refusal('42501', 'not_owner');

describe('the settings', () => {
	test('are changed by an owner, and the time of it is kept', async ({ db }) => {
		const owner = await makeOwner(db);
		const before = await db.value<Date>('select updated_at from public.support_settings');
		expect(await db.as(owner, () => db.value(update))).toBe('Acme');
		const after = await db.value<Date>('select updated_at from public.support_settings');
		expect(after.getTime()).toBeGreaterThan(before.getTime());
	});

	test('are changed by nobody else, though they see them', async ({ db }) => {
		await makeOwner(db);
		const admin = await db.createAdmin();
		const before = await db.value('select app_name from public.support_settings');
		for (const caller of [admin, await db.createUser()]) {
			await expect(db.as(caller, () => db.rows(update))).rejects.toMatchObject(NOT_OWNER);
		}
		expect(await db.value('select app_name from public.support_settings')).toBe(before);
	});

	test('are not changed by an owner who is one no longer', async ({ db }) => {
		const [owner] = [await makeOwner(db), await makeOwner(db)];
		await db.rows("update public.support_admins set role = 'admin' where user_id = $1", [owner.id]);
		await expect(db.as(owner, () => db.rows(update))).rejects.toMatchObject(NOT_OWNER);
	});

	test('that another owner has changed meanwhile are not overwritten', async ({ db }) => {
		const owner = await makeOwner(db);
		const read = await db.value<string>('select updated_at::text from public.support_settings');
		await db.rows("update public.support_settings set app_name = 'Theirs'");
		const sql = `${update.replace('where id', 'where updated_at = $1::timestamptz')}`;
		expect(await db.as(owner, () => db.rows(sql, [read]))).toEqual([]);
		expect(await db.value('select app_name from public.support_settings')).toBe('Theirs');
	});

	test.for([
		'functions_url',
		'delete_empty_guests',
		'live_events_paused_until',
		'inbox_event_interval'
	])('%s stays with SQL', async (column, { db }) => {
		const owner = await makeOwner(db);
		await expect(
			db.as(owner, () => db.rows(`update public.support_settings set ${column} = default`))
		).rejects.toMatchObject({ code: '42501' });
	});

	test('of a host that grants everything are still changed by owners only', async ({ db }) => {
		const admin = await db.createAdmin();
		await makeOwner(db);
		await db.rows(
			'grant all on public.support_settings, public.support_audit_log to authenticated'
		);
		for (const table of ['support_settings', 'support_audit_log']) {
			await db.rows(
				`create policy "Everything" on public.${table} for all to authenticated using (true) with check (true)`
			);
		}
		await expect(db.as(admin, () => db.rows(update))).rejects.toMatchObject(NOT_OWNER);
		await expect(
			db.as(admin, () =>
				db.rows("insert into public.support_audit_log (action) values ('data_erased')")
			)
		).rejects.toMatchObject({ code: '42501' });
		expect(
			await db.as(admin, () => db.rows('delete from public.support_audit_log returning 1'))
		).toEqual([]);
	});

	test.for([
		['waiting_warning', '59 seconds', false],
		['waiting_warning', '1 minute', true],
		['waiting_warning', '30 days', true],
		['waiting_warning', '31 days', false],
		['app_url', 'javascript:alert(1)', false],
		['reply_email_delay', '8 days', false]
	] as const)('%s of %s: %s', async ([column, value, allowed], { db }) => {
		const owner = await makeOwner(db);
		const set = () =>
			db.as(owner, () =>
				db.rows(`update public.support_settings set ${column} = $1 where id returning 1`, [value])
			);
		if (allowed) expect(await set()).toHaveLength(1);
		else {
			await expect(set()).rejects.toMatchObject({
				code: '23514',
				constraint: expect.stringContaining(`support_settings_${column}_`),
				detail: undefined
			});
		}
	});
});

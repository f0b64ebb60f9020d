import { describe, expect } from 'vitest';
import { test, type Caller, type Database } from '../fixtures/database.ts';

// Who changed what and when: no path misses it, and it gives away nothing.

interface Entry {
	admin_id: string | null;
	admin_name: string | null;
	action: string;
	details: Record<string, unknown>;
}

async function makeOwner(db: Database): Promise<Caller & { adminId: string }> {
	const owner = await db.createAdmin();
	const adminId = await db.value<string>(
		"update public.support_admins set role = 'owner', display_name = 'Ada' where user_id = $1 returning id",
		[owner.id]
	);
	await db.rows('delete from public.support_audit_log');
	return { ...owner, adminId };
}

const logged = (db: Database) =>
	db.rows<Entry & Record<string, unknown>>(
		'select admin_id, admin_name, action, details from public.support_audit_log order by created_at'
	);

const asOwner = { admin_name: 'Ada' };
const asProject = { admin_id: null, admin_name: null };

describe('the settings', () => {
	test('are logged with what was changed, whoever changes them', async ({ db }) => {
		const owner = await makeOwner(db);
		const before = await db.value('select app_name from public.support_settings');
		const change = "update public.support_settings set app_name = 'Acme', chat_burst = 7 where id";
		await db.as(owner, () => db.rows(change));
		await db.as('service_role', () =>
			db.rows("update public.support_settings set functions_url = 'https://x.example' where id")
		);
		await db.rows("update public.support_settings set app_name = 'Other'");
		expect(await logged(db)).toEqual([
			{
				...asOwner,
				admin_id: owner.adminId,
				action: 'settings_changed',
				details: {
					changes: { app_name: { old: before, new: 'Acme' }, chat_burst: { old: 5, new: 7 } }
				}
			},
			{
				...asProject,
				action: 'settings_changed',
				details: {
					changes: { functions_url: { old: expect.anything(), new: 'https://x.example' } }
				}
			},
			{
				...asProject,
				action: 'settings_changed',
				details: { changes: { app_name: { old: 'Acme', new: 'Other' } } }
			}
		]);
	});

	test('that stay as they are leave no entry', async ({ db }) => {
		await makeOwner(db);
		await db.rows('update public.support_settings set app_name = app_name');
		expect(await logged(db)).toEqual([]);
	});
});

describe('admins', () => {
	test('are logged when added, changed and removed, without their address', async ({ db }) => {
		const owner = await makeOwner(db);
		const user = await db.createUser();
		const id = await db.as(owner, () =>
			db.value<string>("select public.add_support_admin($1, 'Grace', 'admin')", [user.email])
		);
		await db.as(owner, () => db.rows("select public.set_support_admin_role($1, 'owner')", [id]));
		await db.as(user, () =>
			db.rows("select public.update_own_support_admin('Grace Hopper', false)")
		);
		await db.as(user, () => db.rows('select public.remove_support_admin($1)', [id]));
		const entries = await logged(db);
		expect(entries).toMatchObject([
			{ ...asOwner, action: 'admin_added', details: { admin_id: id, role: 'admin' } },
			{
				...asOwner,
				action: 'admin_changed',
				details: { changes: { role: { old: 'admin', new: 'owner' } } }
			},
			{
				admin_id: id,
				admin_name: 'Grace Hopper',
				action: 'admin_changed',
				details: { changes: { display_name: { old: 'Grace', new: 'Grace Hopper' } } }
			},
			{
				admin_id: id,
				admin_name: 'Grace Hopper',
				action: 'admin_removed',
				details: { admin_id: id, display_name: 'Grace Hopper', role: 'owner' }
			}
		]);
		expect(JSON.stringify(entries)).not.toContain(user.email);
	});

	test('who go with their account are logged too, as the project’s deed', async ({ db }) => {
		await makeOwner(db);
		const admin = await db.createAdmin();
		await db.rows('delete from auth.users where id = $1', [admin.id]);
		expect((await logged(db)).at(-1)).toMatchObject({ ...asProject, action: 'admin_removed' });
	});

	test('switch their own alerts without an entry', async ({ db }) => {
		const owner = await makeOwner(db);
		await db.as(owner, () => db.rows('select public.update_own_support_admin(null, false)'));
		expect(await logged(db)).toEqual([]);
	});
});

describe('one person’s data', () => {
	test('is logged when others export or erase it, by the id of the account alone', async ({
		db
	}) => {
		const owner = await makeOwner(db);
		const user = await db.createUser();
		const chat = await db.openChat(user);
		await db.send(user, chat, 'A secret of mine');
		await db.as(owner, () => db.rows('select public.export_support_data($1)', [user.id]));
		await db.as('service_role', () => db.rows('select public.erase_support_data($1)', [user.id]));
		const entries = await logged(db);
		expect(entries).toMatchObject([
			{ ...asOwner, action: 'data_exported', details: { user_id: user.id } },
			{ ...asProject, action: 'data_erased', details: { user_id: user.id } }
		]);
		const everything = JSON.stringify(await db.rows('select * from public.support_audit_log'));
		expect(everything).not.toContain(user.email);
		expect(everything).not.toContain('secret');
	});

	test('leaves no entry when its owner does, or when it is refused', async ({ db }) => {
		await makeOwner(db);
		const [user, other] = [await db.createUser(), await db.createUser()];
		await db.as(user, () => db.rows('select public.export_support_data()'));
		await db.as(user, () => db.rows('select public.erase_support_data()'));
		await expect(
			db.as(other, () => db.rows('select public.export_support_data($1)', [user.id]))
		).rejects.toMatchObject({ code: '42501' });
		expect(await logged(db)).toEqual([]);
	});
});

describe('the log', () => {
	test('is read by owners only', async ({ db }) => {
		const owner = await makeOwner(db);
		const admin = await db.createAdmin();
		const count = 'select count(*)::int from public.support_audit_log';
		expect(await db.as(owner, () => db.value(count))).toBe(1);
		expect(await db.as(admin, () => db.value(count))).toBe(0);
		expect(await db.as(await db.createUser(), () => db.value(count))).toBe(0);
	});

	test('is kept for two years', async ({ db }) => {
		await makeOwner(db);
		await db.rows(
			`insert into public.support_audit_log (action, created_at)
			values ('data_exported', now() - interval '2 years 1 day'), ('data_erased', now() - interval '23 months')`
		);
		await db.rows('select support_private.clean_up_support()');
		expect(await logged(db)).toMatchObject([{ action: 'data_erased' }]);
	});
});

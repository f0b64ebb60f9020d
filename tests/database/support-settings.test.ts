import { describe, expect } from 'vitest';
import { test, type Database } from '../fixtures/database.ts';

function set(db: Database, column: string, value: string): Promise<unknown> {
	return db.rows(`update public.support_settings set ${column} = $1 returning ${column}`, [value]);
}

describe('support_settings', () => {
	test('is one row, with five minutes until the e-mail', async ({ db }) => {
		const rows = await db.rows<{ minutes: number }>(
			`select extract(epoch from column_default::interval)::int / 60 as minutes
			from (
				select split_part(column_default, '''', 2) as column_default
				from information_schema.columns
				where table_name = 'support_settings' and column_name = 'reply_email_delay'
			) as defaults`
		);
		expect(rows).toEqual([{ minutes: 5 }]);
		expect(await db.value('select count(*)::int from public.support_settings')).toBe(1);
		await expect(
			db.rows('insert into public.support_settings default values')
		).rejects.toMatchObject({ code: '23505' });
	});

	test('an admin sees it, a user sees nothing though it exists, a visitor may not ask', async ({
		db
	}) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const sql = 'select count(*)::int from public.support_settings';
		expect(await db.as(admin, () => db.value(sql))).toBe(1);
		expect(await db.as(user, () => db.value(sql))).toBe(0);
		await expect(db.as('anon', () => db.value(sql))).rejects.toMatchObject({ code: '42501' });
	});

	test('not even an admin changes it through the API', async ({ db }) => {
		const admin = await db.createAdmin();
		await expect(db.as(admin, () => set(db, 'app_name', 'Other'))).rejects.toMatchObject({
			code: '42501'
		});
	});

	test.for([
		['app_name', 'Acme & Söhne'],
		['app_url', 'https://acme.example'],
		['app_url', 'http://localhost:5173'],
		['app_url', 'https://acme.example/app'],
		['email_from', 'support@acme.example'],
		['email_from', 'Acme Support <support@acme.example>'],
		['reply_email_delay', '10 seconds'],
		['admin_alert_delay', '0'],
		['admin_alert_delay', '7 days'],
		['inbox_url', 'https://acme.example/support'],
		['inbox_url', 'https://acme.example/#/support'],
		['widget_color', '#0F766e'],
		['logo_url', 'https://cdn.acme.example/logo.svg?v=2'],
		['welcome_text', 'Hello! <b>Plain</b> text.\nTwo lines.'],
		['welcome_text', 'x'.repeat(500)],
		['attachment_max_bytes', '1'],
		['attachment_max_bytes', '52428800'],
		['attachments_per_message', '0'],
		['attachments_per_message', '10'],
		['attachment_mime_types', '{image/png}'],
		['attachment_mime_types', '{image/svg+xml,application/vnd.ms-excel,x/y}']
	] as const)('%s may be %s', async ([column, value], { db }) => {
		await set(db, column, value);
	});

	test.for([
		['app_name', ''],
		['app_name', 'x'.repeat(61)],
		['app_url', 'acme.example'],
		['app_url', 'javascript:alert(1)'],
		['app_url', 'https://acme.example/'],
		['app_url', 'https://acme.example\r\nBcc: x'],
		['email_from', 'Acme Support'],
		['email_from', 'Acme <a@acme.example>, b@acme.example'],
		['email_from', 'Acme\r\nBcc: everybody@example.com <a@acme.example>'],
		['reply_email_delay', '-1 second'],
		['reply_email_delay', '8 days'],
		['admin_alert_delay', '-1 second'],
		['admin_alert_delay', '8 days'],
		['inbox_url', 'javascript:alert(1)'],
		['inbox_url', 'https://acme.example/support/'],
		['widget_color', 'teal'],
		['widget_color', '#fff'],
		['widget_color', '#0f766e;color:red'],
		['logo_url', 'http://cdn.acme.example/logo.svg'],
		['logo_url', 'data:image/svg+xml,x'],
		['logo_url', 'https://acme.example/a" onerror="x'],
		['logo_url', `https://acme.example/${'x'.repeat(2000)}`],
		['welcome_text', ''],
		['welcome_text', ' \n'],
		['welcome_text', 'x'.repeat(501)],
		['attachment_max_bytes', '0'],
		['attachment_max_bytes', '52428801'],
		['attachments_per_message', '-1'],
		['attachments_per_message', '11'],
		['attachment_mime_types', '{}'],
		['attachment_mime_types', '{NULL}'],
		['attachment_mime_types', '{image/png,NULL}'],
		['attachment_mime_types', '{image/*}'],
		['attachment_mime_types', '{*}'],
		['attachment_mime_types', '{image}'],
		['attachment_mime_types', '{Image/PNG}'],
		['attachment_mime_types', '{"image/png image/gif"}'],
		['attachment_mime_types', '{"image/png\n"}'],
		['attachment_mime_types', `{${'x/y,'.repeat(100)}x/y}`]
	] as const)('%s may not be %j', async ([column, value], { db }) => {
		await expect(set(db, column, value)).rejects.toMatchObject({ code: '23514' });
	});
});

describe('what files a message may have', () => {
	/** The bucket's limits, as Storage holds uploads to them. */
	const bucket = (db: Database) =>
		db.rows(
			`select public, file_size_limit::int as size, allowed_mime_types as types
			from storage.buckets where id = 'support-attachments'`
		);

	test('is the limit of the bucket, which is private and takes previews always', async ({ db }) => {
		const [{ size, types, ...rest }] = (await bucket(db)) as [
			{ public: boolean; size: number; types: string[] }
		];
		expect({ size, ...rest }).toEqual({ public: false, size: 10 * 1024 * 1024 });
		expect(types).toContain('application/pdf');
		expect(types).not.toContain('application/octet-stream');

		const owner = await db.createAdmin();
		await db.rows("update public.support_admins set role = 'owner' where user_id = $1", [owner.id]);
		await db.as(owner, async () => {
			await set(db, 'attachment_max_bytes', '2000');
			await set(db, 'attachment_mime_types', '{image/png}');
		});
		const limits = [{ public: false, size: 2000, types: ['image/jpeg', 'image/png'] }];
		expect(await bucket(db)).toEqual(limits);
	});

	test('is told to everybody who is signed in', async ({ db }) => {
		const user = await db.createUser();
		await set(db, 'attachment_mime_types', '{image/png}');
		const told = 'select public.support_attachment_limits()';
		expect(await db.as(user, () => db.value(told))).toEqual({
			max_bytes: 10 * 1024 * 1024,
			per_message: 5,
			mime_types: ['image/png']
		});
	});
});

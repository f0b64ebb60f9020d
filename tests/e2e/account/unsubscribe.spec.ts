import pg from 'pg';
import { environment } from '../../fixtures/environment.ts';
import { createAdmin, createUser, remove } from '../../fixtures/people.ts';
import { startFakeSupabase } from '../support/fake-supabase.ts';
import { startApp } from '../support/start-app.ts';
import { expect, test as base } from '../support/test.ts';

interface Link {
	/** Path and query of a person's unsubscribe link. */
	path: string;
	/** Whether that person gets e-mails. */
	isSubscribed(): Promise<boolean>;
}

const test = base.extend<{ link: Link }>({
	link: async ({}, use) => {
		const person = await createUser();
		const db = new pg.Client({ connectionString: environment.dbUrl });
		await db.connect();
		const { rows } = await db.query<{ token: string }>(
			`insert into support_private.support_email_preferences (user_id)
			values ($1) returning unsubscribe_token as token`,
			[person.id]
		);
		await use({
			path: `/unsubscribe?token=${rows[0]!.token}`,
			async isSubscribed() {
				const { data } = await person.client.rpc('get_support_reply_emails');
				return data === true;
			}
		});
		await db.end();
		await remove(person);
	}
});

test('the page and its errors use the browser’s language', async ({ browser, link }) => {
	const context = await browser.newContext({ locale: 'ar-EG' });
	const page = await context.newPage();
	const html = page.locator('html');
	await page.goto(link.path);
	await expect(page.getByRole('button', { name: 'إلغاء الاشتراك' })).toBeVisible();
	await expect(html).toHaveAttribute('lang', 'ar');
	await expect(html).toHaveAttribute('dir', 'rtl');
	await page.getByRole('button').click();
	await expect(page.getByRole('heading', { name: 'أُلغي اشتراكك' })).toBeVisible();
	await page.goto('/unsubscribe?token=none');
	await expect(page.getByRole('heading')).toHaveText(/^رابط إلغاء الاشتراك هذا لا يعمل/);
	await expect(page.getByRole('link', { name: 'الانتقال إلى الصفحة الرئيسية' })).toBeVisible();
	await context.close();
});

const ONE_CLICK = { 'List-Unsubscribe': 'One-Click' };

for (const javaScriptEnabled of [true, false]) {
	test.describe(`${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
		test.use({ javaScriptEnabled });

		test('the link shows a button, the button unsubscribes and subscribes again', async ({
			page,
			link
		}) => {
			await page.goto(link.path);
			expect(await link.isSubscribed()).toBe(true);
			await page.getByRole('button', { name: 'Unsubscribe' }).click();
			await expect(page.getByRole('heading', { name: 'You’re unsubscribed' })).toBeVisible();
			expect(await link.isSubscribed()).toBe(false);

			await page.goto(link.path);
			await page.getByRole('button', { name: 'Subscribe again' }).click();
			await expect(page.getByRole('heading', { name: 'You’re subscribed again' })).toBeVisible();
			expect(await link.isSubscribed()).toBe(true);
		});
	});
}

test('the link of an alert speaks of alerts, and switches an admin’s', async ({
	page,
	request
}) => {
	const admin = await createAdmin();
	const db = new pg.Client({ connectionString: environment.dbUrl });
	await db.connect();
	const { rows } = await db.query<{ token: string }>(
		`insert into support_private.support_alert_tokens (admin_id)
		select id from public.support_admins where user_id = $1 returning unsubscribe_token as token`,
		[admin.id]
	);
	const getsAlerts = async () => {
		const sql = 'select email_alerts from public.support_admins where user_id = $1';
		return (await db.query<{ email_alerts: boolean }>(sql, [admin.id])).rows[0]?.email_alerts;
	};
	const path = `/unsubscribe?token=${rows[0]!.token}&about=alerts`;
	await page.goto(path);
	await expect(page.getByText('when a user waits for a reply')).toBeVisible();
	await page.getByRole('button', { name: 'Unsubscribe' }).click();
	await expect(page.getByText('You find them in the inbox.')).toBeVisible();
	expect(await getsAlerts()).toBe(false);
	await page.getByRole('button', { name: 'Subscribe again' }).click();
	await expect(page.getByRole('heading', { name: 'You’re subscribed again' })).toBeVisible();
	expect(await getsAlerts()).toBe(true);
	expect((await request.post(path, { form: ONE_CLICK })).status()).toBe(200);
	expect(await getsAlerts()).toBe(false);
	await db.end();
	await remove(admin);
});

test('one-click unsubscribe works and is idempotent', async ({ request, link }) => {
	for (let time = 1; time <= 2; time++) {
		expect((await request.post(link.path, { form: ONE_CLICK })).status()).toBe(200);
		expect(await link.isSubscribed()).toBe(false);
	}
});

test('one-click unsubscribe accepts multipart, as RFC 8058 allows', async ({ request, link }) => {
	expect((await request.post(link.path, { multipart: ONE_CLICK })).status()).toBe(200);
	expect(await link.isSubscribed()).toBe(false);
});

test('a mail scanner that opens the link changes nothing', async ({ request, link }) => {
	for (const method of ['GET', 'HEAD']) {
		expect((await request.fetch(link.path, { method })).status()).toBe(200);
	}
	expect(await link.isSubscribed()).toBe(true);
});

test('cross-site forms are refused on every page', async ({ request, link }) => {
	const foreign = { origin: 'https://evil.example' };
	for (const [path, form, headers] of [
		[link.path, ONE_CLICK, foreign],
		[link.path, { reply_emails: 'off' }, foreign],
		[link.path, { reply_emails: 'off' }, {}],
		['/auth/sign-in', ONE_CLICK, {}],
		['/auth/sign-in', { email: 'a@example.com' }, foreign],
		['/auth/sign-out', { next: '/' }, {}]
	] as const) {
		const response = await request.post(path, { form, headers });
		expect(response.status(), path).toBe(403);
	}
	expect(await link.isSubscribed()).toBe(true);
});

test('an unknown link shows an error page', async ({ page, request }) => {
	for (const token of ['f'.repeat(64), 'x', '']) {
		const path = `/unsubscribe?token=${token}`;
		expect((await page.goto(path))?.status()).toBe(404);
		await expect(page.getByText('This unsubscribe link doesn’t work.')).toBeVisible();
		expect((await request.post(path, { form: ONE_CLICK })).status()).toBe(404);
	}
});

test('the address, which holds the token, is kept from caches and other sites', async ({
	request,
	link
}) => {
	const headers = (await request.get(link.path)).headers();
	expect(headers).toMatchObject({
		'cache-control': 'private, no-store',
		'referrer-policy': 'same-origin',
		'x-robots-tag': 'noindex'
	});
});

test('malformed input changes nothing and reveals nothing of the database', async ({
	request,
	link,
	baseURL
}) => {
	const headers = { origin: baseURL!, accept: 'text/html' };
	const file = { name: 'off', mimeType: 'text/plain', buffer: Buffer.from('off') };
	const bodies: Parameters<typeof request.post>[1][] = [
		{ form: {} },
		{ form: { reply_emails: '' } },
		{ form: { reply_emails: 'null' } },
		{ form: { reply_emails: 'off\u0000' } },
		{ form: { enabled: 'false', token: 'x' } },
		{ multipart: { reply_emails: file } },
		{ multipart: { 'List-Unsubscribe': file } },
		{ data: 'x', headers: { ...headers, 'content-type': 'multipart/form-data; boundary=y' } }
	];
	for (const body of bodies) {
		const answer = await request.post(link.path, { headers, ...body });
		expect(answer.status()).toBe(400);
		expect(await answer.text()).not.toMatch(
			/support_private|violates|constraint|PGRST|row contains/
		);
	}
	expect(await link.isSubscribed()).toBe(true);
});

test('database error texts reach neither the page nor the log', async () => {
	const supabase = await startFakeSupabase(() => ({
		status: 400,
		body: {
			code: '23502',
			message: 'null value in column "reply_emails" of relation "support_email_preferences"',
			details: 'Failing row contains (1, null, somebody’s token, 2026-11-28).',
			hint: 'a hint'
		}
	}));
	const ORIGIN = 'http://localhost';
	const app = await startApp({ ORIGIN, SUPABASE_URL: supabase.url });
	const requests: RequestInit[] = [
		{},
		{ method: 'POST', body: new URLSearchParams(ONE_CLICK) },
		{
			headers: { origin: ORIGIN },
			method: 'POST',
			body: new URLSearchParams({ reply_emails: 'off' })
		}
	];
	for (const accept of ['text/html', 'application/json']) {
		for (const request of requests) {
			const answer = await fetch(`${app.address}/unsubscribe?token=${'a'.repeat(64)}`, {
				...request,
				headers: { ...request.headers, accept }
			});
			const text = await answer.text();
			expect(answer.status, text).toBe(503);
			expect(text).toContain('Couldn’t look up your settings.');
			expect(text).not.toMatch(/23502|reply_emails|Failing|a hint|somebody/);
		}
	}
	expect(app.log()).toContain('The unsubscribe link was not looked up: 23502\n');
	expect(app.log()).not.toMatch(/reply_emails|Failing|a hint|somebody/);
	await app.stop();
	await supabase.stop();
});

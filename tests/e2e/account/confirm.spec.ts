import type { APIRequestContext, BrowserContext } from '@playwright/test';
import pg from 'pg';
import { environment } from '../../fixtures/environment.ts';
import { createUser, remove, visitorClient, type Person } from '../../fixtures/people.ts';
import { linkMailedTo } from '../support/mail-link.ts';
import { signInByForm } from '../support/sign-in-page.ts';
import { expect, test as base } from '../support/test.ts';

// Links in Supabase Auth's mails: opening one changes nothing, and it signs nobody in or out without
// confirmation.

interface Link {
	/** The recipient. */
	person: Person;
	/** Path and query of their recovery link. */
	path: string;
}

const test = base.extend<{ link: Link }>({
	link: async ({}, use) => {
		const person = await createUser();
		await use({ person, path: await recoveryLink(person) });
		await remove(person);
	}
});

async function recoveryLink({ email }: Person): Promise<string> {
	const { error } = await visitorClient().auth.resetPasswordForEmail(email);
	if (error) throw error;
	return linkMailedTo(email);
}

const GO_ON = { name: 'Continue' };
const isSignedIn = async (request: APIRequestContext) =>
	(await request.get('/auth/sign-in', { maxRedirects: 0 })).status() === 303;
const hasSession = async (context: BrowserContext) =>
	(await context.cookies()).some(({ name }) => /auth-token/.test(name));

test('opening a link neither uses it up nor creates a session', async ({ page, link, context }) => {
	for (const method of ['GET', 'GET', 'HEAD']) {
		const answer = await context.request.fetch(link.path, { method });
		expect(answer.status()).toBe(200);
		expect(answer.headers()).not.toHaveProperty('set-cookie');
	}
	const data = link.path.replace('?', '/__data.json?');
	expect((await context.request.get(data)).headers()).not.toHaveProperty('set-cookie');
	expect(await isSignedIn(context.request)).toBe(false);

	await page.goto(link.path);
	expect(await hasSession(context)).toBe(false);
	await page.getByRole('button', GO_ON).click();
	await page.waitForURL('/auth/reset-password');
	await expect(page.getByText(link.person.email)).toBeVisible();
});

test('a link works once, also without JavaScript', async ({ browser, link }) => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto(link.path);
	await page.getByRole('button', GO_ON).click();
	await page.waitForURL('/auth/reset-password');
	await expect(page.getByText(link.person.email)).toBeVisible();
	await context.clearCookies();

	await page.goto(link.path);
	await page.getByRole('button', GO_ON).click();
	await expect(page.getByRole('heading', { name: 'This link doesn’t work' })).toBeVisible();
	await expect(page.getByText('This link was already used or has expired.')).toBeVisible();
	expect(await hasSession(context)).toBe(false);
	await context.close();
});

for (const javaScriptEnabled of [true, false]) {
	test(`a link asks before it replaces another user’s session, with${javaScriptEnabled ? '' : 'out'} JavaScript`, async ({
		browser,
		link
	}) => {
		const person = await createUser();
		const context = await browser.newContext({ javaScriptEnabled });
		const page = await signInByForm(context, person);
		await page.goto(link.path);
		await expect(page.getByText(`You’re signed in as ${person.email}.`)).toBeVisible();
		await page.getByRole('link', { name: 'Stay signed in' }).click();
		await page.waitForURL('/');
		await expect(page.getByText(person.email).first()).toBeVisible();
		expect(await sessionsOf(person)).toBe(2);

		await page.goto(link.path);
		await page.getByRole('button', GO_ON).click();
		await page.waitForURL('/auth/reset-password');
		await expect(page.getByText(link.person.email)).toBeVisible();
		await expect(page.getByText(person.email)).toHaveCount(0);
		// The browser's session has ended; the person's other session has not.
		expect(await sessionsOf(person)).toBe(1);
		await context.close();
		await remove(person);
	});
}

for (const javaScriptEnabled of [true, false]) {
	test(`a link also asks after a sign-in while its page is open, with${javaScriptEnabled ? '' : 'out'} JavaScript`, async ({
		browser,
		link
	}) => {
		const person = await createUser();
		const context = await browser.newContext({ javaScriptEnabled });
		const page = await context.newPage();
		await page.goto(link.path);
		await (await signInByForm(context, person)).close();
		await page.getByRole('button', GO_ON).click();
		await expect(page.getByText(`You’re signed in as ${person.email}.`)).toBeVisible();
		expect(await isSignedIn(context.request)).toBe(true);

		await page.getByRole('button', GO_ON).click();
		await page.waitForURL('/auth/reset-password');
		await expect(page.getByText(link.person.email)).toBeVisible();
		await context.close();
		await remove(person);
	});
}

test('an invalid link keeps the current session', async ({ user }) => {
	await user.page.goto('/auth/confirm?token_hash=0123&type=signup');
	await user.page.getByRole('button', { name: 'Confirm' }).click();
	await expect(user.page.getByText('This link was already used or has expired.')).toBeVisible();
	await user.page.goto('/');
	await expect(user.page.getByText(user.person.email).first()).toBeVisible();
});

test('a user’s own recovery link works while signed in', async ({ user }) => {
	await user.page.goto(await recoveryLink(user.person));
	await user.page.getByRole('button', GO_ON).click();
	await user.page.waitForURL('/auth/reset-password');
	await expect(user.page.getByText(user.person.email)).toBeVisible();
});

test('a user’s own e-mail change link works while signed in', async ({ user }) => {
	const email = `new-${user.person.email}`;
	const { error } = await user.person.client.auth.updateUser({ email });
	expect(error).toBeNull();
	await user.page.goto(await linkMailedTo(user.person.email));
	await user.page.getByRole('button', { name: 'Confirm' }).click();
	await user.page.waitForURL((url) => url.pathname === '/');
	await expect(user.page.getByText(email).first()).toBeVisible();
});

test('a cross-site form does not use up a link', async ({ request, link, baseURL }) => {
	for (const origin of ['https://evil.example', 'null', undefined, `${baseURL}.evil.example`]) {
		const headers = { ...(origin && { origin }) };
		const answer = await request.post(link.path, { form: {}, headers });
		expect(answer.status()).toBe(403);
		expect(answer.headers()).not.toHaveProperty('set-cookie');
	}
	const own = { form: {}, headers: { origin: baseURL!, accept: 'text/html' }, maxRedirects: 0 };
	expect((await request.post(link.path, own)).status()).toBe(303);
});

test('the address, which holds the token, is kept from caches and other sites', async ({
	page,
	request,
	link,
	baseURL
}) => {
	const kept = {
		'cache-control': 'private, no-store',
		'referrer-policy': 'same-origin',
		'x-robots-tag': 'noindex'
	};
	expect((await request.get(link.path)).headers()).toMatchObject(kept);
	const token = new URL(link.path, baseURL).searchParams.get('token_hash')!;
	const sent: Promise<Record<string, string>>[] = [];
	page.on('request', (each) => sent.push(each.allHeaders()));
	await page.goto(link.path);
	await page.getByRole('button', GO_ON).click();
	await page.waitForURL('/auth/reset-password');
	expect(await page.evaluate(() => document.referrer)).not.toContain(token);
	// The page's own files are requested before its referrer policy is parsed.
	const referrers = (await Promise.all(sent))
		.filter((headers) => !/script|style/.test(headers['sec-fetch-dest'] ?? ''))
		.map(({ referer }) => referer);
	expect(referrers.length).toBeGreaterThan(2);
	expect(referrers.filter((referrer) => referrer?.includes(token))).toEqual([]);

	const headers = { origin: baseURL!, accept: 'text/html' };
	const spent = await request.post(link.path, { form: {}, headers, maxRedirects: 0 });
	expect(spent.status()).toBe(403);
	expect(spent.headers()).toMatchObject(kept);
});

test('no link redirects to another site', async ({ request, baseURL }) => {
	const headers = { origin: baseURL!, accept: 'text/html' };
	for (const trick of ['//evil.example', '/\\evil.example', 'https://evil.example', '/%09/evil']) {
		const person = await createUser();
		const path = (await recoveryLink(person)).replace(/next=[^&]*/, '');
		const next = `&next=${encodeURIComponent(trick)}`;
		const answer = await request.post(path + next, { form: {}, headers, maxRedirects: 0 });
		expect([answer.status(), answer.headers().location], trick).toEqual([303, '/']);
		await remove(person);
	}
});

test('a link without a target redirects to the stored return path, once', async ({
	request,
	link,
	userAccount,
	baseURL
}) => {
	const options = { headers: { origin: baseURL!, accept: 'text/html' }, maxRedirects: 0 };
	// The address does not matter: the response is the same for every one.
	const form = { email: 'nobody@example.com', signed_in_as: link.person.id };
	const follow = (path: string) =>
		request.post(path.replace(/next=[^&]*/, 'next=/'), { ...options, form });
	await request.post('/auth/forgot-password?next=%2F%3Fsupport%3Dopen', { ...options, form });
	const first = await follow(link.path);
	expect([first.status(), first.headers().location]).toEqual([303, '/?support=open']);
	const second = await follow(await recoveryLink(userAccount));
	expect([second.status(), second.headers().location]).toEqual([303, '/']);
});

for (const query of [
	'',
	'?token_hash=',
	'?token_hash=a%00b&type=signup',
	'?type=signup',
	'?token_hash=a&type=b'
]) {
	test(`an incomplete link shows an error: ${query || 'nothing'}`, async ({
		page,
		request,
		baseURL
	}) => {
		await page.goto(`/auth/confirm${query}`);
		await expect(page.getByText('This link isn’t complete.')).toBeVisible();
		await expect(page.getByRole('button')).toHaveCount(0);
		const headers = { origin: baseURL!, accept: 'text/html' };
		const answer = await request.post(`/auth/confirm${query}`, { form: {}, headers });
		expect(answer.status()).toBe(400);
		expect(await answer.text()).toContain('This link isn’t complete.');
	});
}

async function sessionsOf({ id }: Person): Promise<number> {
	const client = new pg.Client({ connectionString: environment.dbUrl });
	await client.connect();
	const { rows } = await client.query<{ count: number }>(
		'select count(*)::int as count from auth.sessions where user_id = $1',
		[id]
	);
	await client.end();
	return rows[0]!.count;
}

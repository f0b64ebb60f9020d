import { CSP, expectHeaders } from '../support/expect-headers.ts';
import { startApp } from '../support/start-app.ts';
import { expect, test } from '../support/test.ts';

// Every response carries the security headers.

test('each response has its own nonce', async ({ request }) => {
	const policies = new Set<string | undefined>();
	for (let i = 0; i < 3; i++) policies.add((await request.get('/')).headers()[CSP]);
	expect(policies.size).toBe(3);
});

test('redirects, data, refusals and error pages carry the headers', async ({
	request,
	baseURL
}) => {
	const options = { maxRedirects: 0 };
	const answers = [
		await request.get('/admin', options),
		await request.get('/__data.json', options),
		await request.post('/auth/sign-out', { form: {}, headers: { origin: 'null' } }),
		await request.post('/auth/sign-out', { ...options, form: {}, headers: { origin: baseURL! } }),
		await request.get('/auth/sign-out'),
		await request.post('/auth/sign-in', { data: {}, headers: { origin: baseURL! } })
	];
	expect(answers.map((answer) => answer.status())).toEqual([303, 200, 403, 303, 405, 415]);
	for (const answer of answers) expectHeaders(answer);
});

test('files and responses made before the app’s hooks carry them too', async ({ request }) => {
	const options = { maxRedirects: 0 };
	const answers = [
		await request.get('/favicon.svg', options),
		await request.get('/_app/version.json', options),
		await request.get('/_app/immutable/nothing.js', options),
		await request.get('/admin/', options),
		await request.post('/_app/remote/x/y', { data: {} }),
		await request.fetch('/', { method: 'TRACE' })
	];
	expect(answers.map((answer) => answer.status())).toEqual([200, 200, 404, 308, 403, 400]);
	for (const answer of answers) expectHeaders(answer);
});

test('an app that is not set up responds with the same headers', async () => {
	const app = await startApp({ SUPABASE_URL: '', ORIGIN: 'http://localhost' });
	const page = await fetch(app.address);
	const data = await fetch(`${app.address}/__data.json`);
	const text = await page.text();
	expect([page.status, data.status]).toEqual([500, 500]);
	expect(text).toContain('This site isn’t set up yet.');
	expect(text).not.toContain('SUPABASE_URL');
	expect(await data.json()).toEqual({ message: expect.stringContaining('isn’t set up') });
	expect(app.log()).toContain('SUPABASE_URL is not set');
	for (const { headers } of [page, data]) {
		expect(headers.get(CSP)).toContain("default-src 'none'");
		expect(headers.get('x-frame-options')).toBe('DENY');
	}
	await app.stop();
});

test('over TLS cookies are secure and HSTS is set', async ({ userAccount }) => {
	const origin = 'https://app.example';
	const app = await startApp({ ORIGIN: origin });
	const { email, password } = userAccount;
	const answer = await fetch(`${app.address}/auth/sign-in`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin },
		body: new URLSearchParams({ email, password })
	});
	expect(answer.headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/);
	const cookies = answer.headers.getSetCookie();
	expect(cookies.length).toBeGreaterThan(0);
	for (const cookie of cookies) {
		expect(cookie).toMatch(/^sb-[\w-]+-auth-token(\.\d)?=[^;]+; /);
		expect(cookie).toMatch(/; Path=\/(;|$)/);
		expect(cookie).toMatch(/; Secure/);
		expect(cookie).toMatch(/; SameSite=Lax/i);
		expect(cookie).not.toMatch(/Domain=/i);
	}
	expect(answer.headers.get('cache-control')).toContain('no-store');
	await app.stop();
});

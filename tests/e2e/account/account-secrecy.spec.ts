import { randomUUID } from 'node:crypto';
import { MAIL_TIME_MS, PASSWORD_TIME_MS } from '../../../src/lib/auth/steady-time.ts';
import { secretClient } from '../../fixtures/people.ts';
import { startFakeSupabase, type FakeAnswer } from '../support/fake-supabase.ts';
import { startApp } from '../support/start-app.ts';
import { expect, test } from '../support/test.ts';

// No form reveals whether an account exists: not by its text, its status or its response time.

const ORIGIN = 'http://localhost';

interface Submitted {
	text: string;
	status: number;
	milliseconds: number;
	cookies: string[];
}

/** Submits a form; returns its response with the e-mail address redacted. */
async function submit(
	address: string,
	email: string,
	password: string,
	origin = ORIGIN
): Promise<Submitted> {
	const start = performance.now();
	const response = await fetch(address, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin, accept: 'application/json' },
		body: new URLSearchParams({ email, password })
	});
	const text = (await response.text()).replaceAll(email, '…');
	const milliseconds = performance.now() - start;
	return { text, status: response.status, milliseconds, cookies: response.headers.getSetCookie() };
}

test('every refused sign-in has the same text and duration', async ({ userAccount, baseURL }) => {
	const unconfirmed = { email: `${randomUUID()}@example.com`, password: randomUUID() };
	const { data } = await secretClient().auth.admin.createUser(unconfirmed);
	const refusals = [];
	for (const [email, password] of [
		[`${randomUUID()}@example.com`, 'password123'],
		[userAccount.email, 'password123'],
		[userAccount.email, 'p'.repeat(200)],
		[unconfirmed.email, 'password123'],
		[unconfirmed.email, unconfirmed.password]
	] as const) {
		refusals.push(await submit(`${baseURL}/auth/sign-in`, email, password, baseURL));
	}
	await secretClient().auth.admin.deleteUser(data.user!.id);
	expect(new Set(refusals.map(({ text, status }) => `${status} ${text}`)).size).toBe(1);
	expect(refusals[0]!.text).toContain('The email or password is incorrect.');
	for (const { milliseconds } of refusals)
		expect(milliseconds).toBeGreaterThanOrEqual(PASSWORD_TIME_MS);
});

test('a successful sign-in is not delayed', async ({ userAccount, baseURL }) => {
	const { email, password } = userAccount;
	await expect
		.poll(async () => {
			const answer = await submit(`${baseURL}/auth/sign-in`, email, password, baseURL);
			expect(JSON.parse(answer.text)).toMatchObject({ type: 'redirect', location: '/' });
			return answer.milliseconds;
		})
		.toBeLessThan(PASSWORD_TIME_MS);
});

test('the password form gives the same response after the same time', async ({
	userAccount,
	baseURL
}) => {
	const answers = await Promise.all(
		[userAccount.email, `${randomUUID()}@example.com`].map((email) =>
			submit(`${baseURL}/auth/forgot-password`, email, '', baseURL)
		)
	);
	expect(new Set(answers.map(({ text, status }) => `${status} ${text}`)).size).toBe(1);
	for (const { milliseconds } of answers) expect(milliseconds).toBeGreaterThanOrEqual(MAIL_TIME_MS);
});

/** Supabase Auth's answer to the address with each name, where e-mails are confirmed. */
const AT: Record<string, FakeAnswer> = {
	free: { status: 200, body: { id: randomUUID(), email: 'x' }, afterMs: 700 },
	taken: { status: 200, body: { id: randomUUID(), email: 'x', identities: [] } },
	asked: {
		status: 429,
		body: { code: 429, error_code: 'over_email_send_rate_limit', msg: 'asked@' }
	},
	unsent: {
		status: 500,
		body: { code: 500, error_code: 'unexpected_failure', msg: 'Error sending' }
	}
};

test('with e-mail confirmation, every sign-up gets the same response after the same time', async () => {
	const supabase = await startFakeSupabase((_path, { email }) => AT[String(email).split('@')[0]!]!);
	const app = await startApp({ ORIGIN, SUPABASE_URL: supabase.url });
	for (const form of ['sign-up', 'forgot-password']) {
		const answers = await Promise.all(
			Object.keys(AT).map((name) =>
				submit(`${app.address}/auth/${form}`, `${name}@example.com`, 'password123')
			)
		);
		expect(new Set(answers.map(({ text, status }) => `${status} ${text}`)).size, form).toBe(1);
		expect(answers[0]!.text).toContain('sentTo');
		const times = answers.map(({ milliseconds }) => Math.floor(milliseconds / MAIL_TIME_MS));
		expect(times, form).toEqual([1, 1, 1, 1]);
	}
	// The return path is kept for all of them until they open the link in the mail.
	const kept = await Promise.all(
		Object.keys(AT).map(async (name) => {
			const address = `${app.address}/auth/sign-up?next=%2F%3Fsupport%3Dopen`;
			const { cookies } = await submit(address, `${name}@example.com`, 'password123');
			return cookies.filter((cookie) => cookie.startsWith('return_path='));
		})
	);
	expect(new Set(kept.flat())).toEqual(new Set([expect.stringContaining('%2F%3Fsupport%3Dopen;')]));
	expect(kept.flat()).toHaveLength(4);
	// The log has the error code, but neither the address nor the server's text.
	expect(app.log()).toContain('The confirmation mail was not sent: over_email_send_rate_limit');
	expect(app.log()).not.toMatch(/@example|asked@|Error sending/);
	await app.stop();
	await supabase.stop();
});

test('a slow mail delays no response, and an error after the response is only logged', async () => {
	const slow: FakeAnswer = { ...AT.unsent!, afterMs: MAIL_TIME_MS * 2 };
	const supabase = await startFakeSupabase(() => slow);
	const app = await startApp({ ORIGIN, SUPABASE_URL: supabase.url });
	const { text, milliseconds } = await submit(
		`${app.address}/auth/forgot-password`,
		'user@example.com',
		''
	);
	expect(text).toContain('sentTo');
	expect(milliseconds).toBeLessThan(slow.afterMs!);
	await expect.poll(() => app.log()).toContain('The password reset mail was not sent');
	expect(app.isAlive()).toBe(true);
	await app.stop();
	await supabase.stop();
});

test('without e-mail confirmation, a taken address is refused without saying so', async ({
	userAccount,
	baseURL
}) => {
	const { text, status } = await submit(
		`${baseURL}/auth/sign-up`,
		userAccount.email,
		'password123',
		baseURL
	);
	expect([status, text]).toEqual([200, expect.stringContaining('Couldn’t create an account')]);
	expect(text).not.toContain('already');
});

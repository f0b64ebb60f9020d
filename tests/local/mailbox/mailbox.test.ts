import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startMailbox } from '../../../supabase/local/mailbox/server.ts';
import type { Mailbox } from '../../../supabase/local/mailbox/server.ts';

const MAIL = {
	from: 'Acme <hello@example.com>',
	to: 'user@example.com',
	subject: 'Hello',
	html: '<p>Hi</p>',
	text: 'Hi'
};

let mailbox: Mailbox;
let now = 0;

beforeEach(async () => {
	mailbox = await startMailbox({ port: 0, now: () => now });
});
afterEach(() => mailbox.stop());

function post(body: unknown, headers: Record<string, string> = {}, signal?: AbortSignal) {
	return fetch(`${mailbox.url}/emails`, {
		method: 'POST',
		headers: { authorization: 'Bearer re_123', 'content-type': 'application/json', ...headers },
		body: JSON.stringify(body),
		...(signal ? { signal } : {})
	});
}

async function list(): Promise<{ id: string; subject: string }[]> {
	const response = await fetch(`${mailbox.url}/emails`);
	return ((await response.json()) as { data: { id: string; subject: string }[] }).data;
}

async function setFault(fault: object): Promise<void> {
	const response = await fetch(`${mailbox.url}/faults`, {
		method: 'POST',
		body: JSON.stringify(fault)
	});
	expect(response.status).toBe(201);
}

async function waitUntilFaultIsTaken(): Promise<void> {
	await expect
		.poll(async () => (await fetch(`${mailbox.url}/faults`)).json(), { interval: 10 })
		.toEqual([]);
}

async function page(path: string): Promise<string> {
	return (await fetch(mailbox.url + path)).text();
}

describe('POST /emails', () => {
	test('stores the mail', async () => {
		const headers = { 'List-Unsubscribe': '<https://example.com/u>' };
		const response = await post({ ...MAIL, headers, reply_to: 'help@example.com' });
		expect(response.status).toBe(200);
		const { id } = (await response.json()) as { id: string };
		expect(await (await fetch(`${mailbox.url}/emails/${id}`)).json()).toMatchObject({
			...{ object: 'email', id, from: MAIL.from, to: ['user@example.com'], subject: 'Hello' },
			...{ html: '<p>Hi</p>', text: 'Hi', headers, reply_to: ['help@example.com'] },
			last_event: 'delivered'
		});
	});

	test('without an API key is refused like Resend does', async () => {
		const response = await post(MAIL, { authorization: '' });
		expect(response.status).toBe(401);
		expect(await response.json()).toEqual({
			...{ statusCode: 401, name: 'missing_api_key', message: 'Missing API Key' }
		});
		expect(await list()).toEqual([]);
	});

	test.each([
		['no recipient', { ...MAIL, to: undefined }, 'missing_required_field'],
		['no subject', { ...MAIL, subject: '' }, 'missing_required_field'],
		[
			'neither HTML nor text',
			{ ...MAIL, html: undefined, text: undefined },
			'missing_required_field'
		],
		['an invalid sender', { ...MAIL, from: 'Acme' }, 'validation_error'],
		['51 recipients', { ...MAIL, to: Array(51).fill(MAIL.to) }, 'validation_error'],
		['a line break in the subject', { ...MAIL, subject: 'a\nBcc: b@c.de' }, 'validation_error'],
		['a line break in a header', { ...MAIL, headers: { 'X-A': 'a\r\nb' } }, 'validation_error'],
		['no object', 'mail', 'validation_error']
	])('with %s is refused with 422', async (_, body, name) => {
		const response = await post(body);
		expect(response.status).toBe(422);
		expect(await response.json()).toMatchObject({ statusCode: 422, name });
		expect(await list()).toEqual([]);
	});
});

describe('an idempotency key', () => {
	const key = { 'idempotency-key': 'k1' };

	test('with the same body gets the same response and sends one mail', async () => {
		const first = await (await post(MAIL, key)).json();
		const reordered = Object.fromEntries(Object.entries(MAIL).reverse());
		expect(await (await post(reordered, key)).json()).toEqual(first);
		expect(await list()).toHaveLength(1);
	});

	test('with another body is refused', async () => {
		await post(MAIL, key);
		const response = await post({ ...MAIL, subject: 'Other' }, key);
		expect(response.status).toBe(409);
		expect(await response.json()).toMatchObject({ name: 'invalid_idempotent_request' });
		expect(await list()).toHaveLength(1);
	});

	test('whose first request is in progress is refused', async () => {
		await setFault({ kind: 'slow', milliseconds: 300 });
		const first = post(MAIL, key);
		await waitUntilFaultIsTaken();
		const second = await post(MAIL, key);
		expect(second.status).toBe(409);
		expect(await second.json()).toMatchObject({ name: 'concurrent_idempotent_requests' });
		expect((await first).status).toBe(200);
		expect(await list()).toHaveLength(1);
	});

	test('expires after 24 hours', async () => {
		await post(MAIL, key);
		now += 24 * 60 * 60 * 1000;
		await post(MAIL, key);
		expect(await list()).toHaveLength(2);
	});

	test('is not used up by a refused request', async () => {
		expect((await post({ ...MAIL, to: 'nobody' }, key)).status).toBe(422);
		expect((await post(MAIL, key)).status).toBe(200);
	});

	test('longer than 256 characters is refused', async () => {
		const response = await post(MAIL, { 'idempotency-key': 'x'.repeat(257) });
		expect(response.status).toBe(400);
		expect(await response.json()).toMatchObject({ name: 'invalid_idempotency_key' });
	});
});

describe('a fault', () => {
	test('"fail" returns the given number of errors and stores nothing', async () => {
		await setFault({ kind: 'fail', status: 503, times: 2 });
		expect((await post(MAIL)).status).toBe(503);
		expect((await post(MAIL)).status).toBe(503);
		expect(await list()).toEqual([]);
		expect((await post(MAIL)).status).toBe(200);
	});

	test('"fail" with 429 sends Retry-After', async () => {
		await setFault({ kind: 'fail', status: 429 });
		const response = await post(MAIL);
		expect(response.headers.get('retry-after')).toBe('1');
		expect(await response.json()).toMatchObject({ name: 'rate_limit_exceeded' });
	});

	test.each([
		['timeout', 0],
		['lost_answer', 1]
	])('"%s" never responds and stores %d mails', async (kind, count) => {
		await setFault({ kind });
		const giveUp = new AbortController();
		const sending = post(MAIL, {}, giveUp.signal);
		await waitUntilFaultIsTaken();
		await expect.poll(list).toHaveLength(count);
		giveUp.abort();
		await expect(sending).rejects.toThrow('aborted');
		expect(await list()).toHaveLength(count);
	});

	test('"lost_answer" and a retry with the same idempotency key store one mail', async () => {
		await setFault({ kind: 'lost_answer' });
		const giveUp = new AbortController();
		const key = { 'idempotency-key': 'k2' };
		const sending = post(MAIL, key, giveUp.signal);
		await expect.poll(list).toHaveLength(1);
		giveUp.abort();
		await expect(sending).rejects.toThrow();
		const [stored] = await list();
		expect(await (await post(MAIL, key)).json()).toEqual({ id: stored!.id });
		expect(await list()).toHaveLength(1);
	});

	test('"twice" stores two mails without an idempotency key and one with it', async () => {
		await setFault({ kind: 'twice', times: 2 });
		await post(MAIL, { 'idempotency-key': 'k3' });
		expect(await list()).toHaveLength(1);
		await post(MAIL);
		expect(await list()).toHaveLength(3);
	});

	test('"fail" may have the name of any error', async () => {
		await setFault({ kind: 'fail', status: 429, name: 'daily_quota_exceeded' });
		const response = await post(MAIL);
		expect(response.status).toBe(429);
		expect(await response.json()).toMatchObject({ name: 'daily_quota_exceeded' });
	});

	test('of an unknown kind is refused', async () => {
		const body = JSON.stringify({ kind: 'explode' });
		expect((await fetch(`${mailbox.url}/faults`, { method: 'POST', body })).status).toBe(422);
	});

	test('can be removed', async () => {
		await setFault({ kind: 'fail', times: 9 });
		await fetch(`${mailbox.url}/faults`, { method: 'DELETE' });
		expect((await post(MAIL)).status).toBe(200);
	});
});

test('GET /emails returns pages, newest first', async () => {
	for (const subject of ['1', '2', '3']) mailbox.add({ to: 'a@b.c', subject, text: subject });
	const first = await (await fetch(`${mailbox.url}/emails?limit=2`)).json();
	expect(first).toMatchObject({
		...{ object: 'list', has_more: true, data: [{ subject: '3' }, { subject: '2' }] }
	});
	const { data } = first as { data: { id: string }[] };
	const second = await fetch(`${mailbox.url}/emails?limit=2&after=${data[1]!.id}`);
	expect(await second.json()).toMatchObject({ has_more: false, data: [{ subject: '1' }] });
});

test('DELETE /emails empties the mailbox', async () => {
	await post(MAIL);
	expect((await fetch(`${mailbox.url}/emails`, { method: 'DELETE' })).status).toBe(204);
	expect(await list()).toEqual([]);
});

test('a taken port is reported with a message', async () => {
	const port = Number(new URL(mailbox.url).port);
	await expect(startMailbox({ port })).rejects.toThrow(`Port ${port} (mailbox) is taken`);
});

describe('the page', () => {
	const EVIL = '<script>alert(1)</script>';

	test('shows a mail with its parts and headers', async () => {
		mailbox.add({ to: 'user@example.com', subject: 'Confirm', html: '<p>Click</p>' });
		const [mail] = await list();
		expect(await page('/')).toContain('Confirm');
		expect(await page(`/mails/${mail!.id}`)).toContain(`src="/mails/${mail!.id}/html"`);
		expect(await page(`/mails/${mail!.id}?view=headers`)).toContain('no-reply@localhost');
		expect(await page(`/mails/${mail!.id}/html`)).toContain('<p>Click</p>');
	});

	test('escapes whatever a mail contains', async () => {
		mailbox.add({
			...{ from: EVIL, to: EVIL, subject: EVIL, text: EVIL },
			headers: { [EVIL]: `"${EVIL}` }
		});
		const [mail] = await list();
		const pages = ['/', ...['text', 'headers'].map((view) => `/mails/${mail!.id}?view=${view}`)];
		for (const path of pages) {
			const content = await page(path);
			expect(content).toContain('&lt;script&gt;');
			expect(content).not.toContain('<script');
		}
	});

	test('runs no scripts', async () => {
		mailbox.add({ to: 'a@b.c', subject: 's', html: EVIL });
		const [mail] = await list();
		const own = await fetch(`${mailbox.url}/mails/${mail!.id}`);
		expect(own.headers.get('content-security-policy')).toContain("default-src 'none'");
		expect(await own.text()).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
		const part = await fetch(`${mailbox.url}/mails/${mail!.id}/html`);
		const policy = part.headers.get('content-security-policy');
		expect(policy).toContain('sandbox allow-popups allow-popups-to-escape-sandbox;');
		expect(policy).not.toContain('script-src');
	});

	test('opens a mail’s links in a new tab and keeps its layout mode', async () => {
		mailbox.add({ to: 'a@b.c', subject: 's', html: '<!doctype html><html><head></head></html>' });
		const [mail] = await list();
		expect(await page(`/mails/${mail!.id}/html`)).toBe(
			'<!doctype html><html><head><base target="_blank"></head></html>'
		);
	});

	test('redirects from an unknown mail to the list', async () => {
		const response = await fetch(`${mailbox.url}/mails/gone`, { redirect: 'manual' });
		expect(response.headers.get('location')).toBe('/');
	});
});

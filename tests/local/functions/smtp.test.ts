import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { FakeOutbox } from './fake-outbox.ts';
import { MailServer, PASSWORD, USER } from './mail-server.ts';
import { EdgeFunction } from './run-function.ts';
import { selfSigned } from './self-signed.ts';

// The edge function, run by Deno, with a real SMTP server.

const LOGIN = `${encodeURIComponent(USER)}:${encodeURIComponent(PASSWORD)}`;

let folder: string;
let outbox: FakeOutbox;
/** Without TLS, as on localhost. */
let plain: MailServer;
/** With implicit TLS and with STARTTLS; both require a login. */
let secure: MailServer;
let startTls: MailServer;
let silent: Server;
const running = new Map<string, EdgeFunction>();

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'smtp-'));
	const pair = selfSigned();
	await writeFile(join(folder, 'cert.pem'), pair.cert);
	outbox = await FakeOutbox.start();
	plain = await MailServer.start({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true });
	secure = await MailServer.start({ ...pair, secure: true, authOptional: false });
	startTls = await MailServer.start({ ...pair, authOptional: false });
	silent = await listening();
});

afterAll(async () => {
	await Promise.all([...running.values()].map((it) => it.stop()));
	await Promise.all([plain, secure, startTls].map((server) => server.stop()));
	silent.close();
	outbox.stop();
	await rm(folder, { recursive: true });
});

afterEach(() => {
	outbox.clear();
	for (const server of [plain, secure, startTls]) server.clear();
	for (const { lines } of running.values()) expect(lines.join('\n')).not.toContain(PASSWORD);
});

/** Starts a server that accepts connections and sends nothing. */
async function listening(): Promise<Server> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	return server;
}

/** The function with this SMTP_URL; `trusts` makes it trust the test certificate. */
function functionWith(smtpUrl: string, trusts = true): EdgeFunction {
	const id = `${smtpUrl} ${trusts}`;
	const trust: Record<string, string> = trusts ? { DENO_CERT: join(folder, 'cert.pem') } : {};
	const it = running.get(id) ?? new EdgeFunction(outbox, { SMTP_URL: smtpUrl, ...trust });
	running.set(id, it);
	return it;
}

/** Requests one mail; returns the function's response and report. */
async function notify(
	smtpUrl: string,
	options: { id?: string; trusts?: boolean; reply?: object } = {}
) {
	const { id = randomUUID(), trusts, reply } = options;
	const { answer, report } = await functionWith(smtpUrl, trusts).notify(id, reply);
	expect(JSON.stringify([answer, report])).not.toContain(PASSWORD);
	return { id, answer, report };
}

function notifyMany(smtpUrl: string, replies: object[]) {
	return functionWith(smtpUrl).notifyMany(replies, randomUUID());
}

const toPlain = () => `smtp://localhost:${plain.port}`;

describe('a mail', () => {
	test('arrives as written', async () => {
		const { id, answer, report } = await notify(toPlain());
		expect(answer).toEqual({ status: 'sent' });
		expect(report).toEqual({ notification_id: id, claim: 'c1'.repeat(32) });
		const [{ to, mail, raw } = plain.received[0]!] = plain.received;
		expect(to).toBe('user@example.com');
		expect(mail).toMatchObject({
			from: { name: 'Acme Support', address: 'support@acme.example' },
			to: [{ name: '', address: 'user@example.com' }],
			subject: 'New reply from Acme Support',
			messageId: `<${id}@acme.example>`
		});
		expect(mail.text).toContain('> Your parcel is on its way.');
		expect(mail.html).toContain('https://app.example/?support=open');
		for (const line of [
			'List-Unsubscribe: <https://app.example/unsubscribe?token=a1b2c3>',
			'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
			'Auto-Submitted: auto-generated',
			'X-Auto-Response-Suppress: All'
		]) {
			expect(raw.split('\r\n')).toContain(line);
		}
	});

	test('has the same Message-ID at each attempt', async () => {
		plain.refuseRecipient = () => ({ code: 451, text: '4.7.1 Greylisted, come back later' });
		const { id, answer, report } = await notify(toPlain());
		expect(answer).toEqual({ status: 'failed', retry: true });
		expect(report).toMatchObject({ error: expect.stringMatching(/^SMTP 451: /), retry: true });
		expect(report).not.toHaveProperty('retry_after');
		plain.clear();
		// As if the response to the first of these were lost.
		for (let attempt = 0; attempt < 2; attempt++) await notify(toPlain(), { id });
		const ids = plain.received.map(({ mail }) => mail.messageId);
		expect(ids).toEqual([`<${id}@acme.example>`, `<${id}@acme.example>`]);
	});

	test.each([
		['"Acme, Inc." <a@acme.example>', 'Acme, Inc.'],
		['Acme, Inc. <a@acme.example>', 'Acme, Inc.'],
		['The "best" of Acme <a@acme.example>', 'The "best" of Acme'],
		['دعم شركة أكمي، قسم الطلبات <a@acme.example>', 'دعم شركة أكمي، قسم الطلبات'],
		['a@acme.example', '']
	])('from %s keeps its sender name', async (from, name) => {
		await notify(toPlain(), { reply: { from } });
		const { mail, raw } = plain.received[0]!;
		expect(mail.from).toEqual({ name, address: 'a@acme.example' });
		// Every server accepts ASCII headers.
		expect(raw.slice(0, raw.indexOf('\r\n\r\n'))).toMatch(/^[\x20-\x7e\t\r\n]*$/);
	});

	test('in Arabic stays Arabic', async () => {
		const replies = [{ sender_name: 'سارة', content: 'مرحبا، وصل الطرد.' }];
		await notify(toPlain(), { reply: { app_name: 'أكمي', replies } });
		const { mail } = plain.received[0]!;
		expect(mail.subject).toBe('New reply from أكمي Support');
		expect(mail.text).toContain('سارة:\n> مرحبا، وصل الطرد.');
		expect(mail.html).toContain('مرحبا، وصل الطرد.');
	});

	test('does not let the app name inject a header or recipient', async () => {
		const attack = 'Acme\r\nBcc: all@example.com\r\n\r\n.\r\nRCPT TO:<all@example.com>';
		const reply = { app_name: attack, from: `${attack.replace(/[<>]/g, '')} <a@acme.example>` };
		await notify(toPlain(), { reply });
		expect(plain.received).toHaveLength(1);
		const { to, mail } = plain.received[0]!;
		expect(to).toBe('user@example.com');
		expect(mail.bcc).toBeUndefined();
		expect(mail.headers.map(({ key }) => key)).not.toContain('bcc');
		expect(mail.from?.address).toBe('a@acme.example');
	});
});

describe('TLS', () => {
	test('is used from the first byte, with a login', async () => {
		const { answer } = await notify(`smtps://${LOGIN}@localhost:${secure.port}`);
		expect(answer).toEqual({ status: 'sent' });
		expect(secure.received[0]).toMatchObject({ isEncrypted: true, user: USER });
	});

	test('is used through STARTTLS, with a login', async () => {
		const { answer } = await notify(`smtp://${LOGIN}@localhost:${startTls.port}`);
		expect(answer).toEqual({ status: 'sent' });
		expect(startTls.received[0]).toMatchObject({ isEncrypted: true, user: USER });
	});

	test.each([
		['smtps', () => secure],
		['smtp', () => startTls]
	])('is refused for an untrusted server (%s)', async (scheme, server) => {
		const url = `${scheme}://${LOGIN}@localhost:${server().port}`;
		const { answer, report } = await notify(url, { trusts: false });
		expect(answer).toEqual({ status: 'failed', retry: true });
		expect(report?.error).toMatch(/certificate|UnknownIssuer/i);
		expect(server().received).toEqual([]);
	});
});

describe('a refusal', () => {
	test('of the login is permanent and reveals no password', async () => {
		const url = `smtps://${encodeURIComponent(USER)}:wr0ng@localhost:${secure.port}`;
		const { answer, report } = await notify(url);
		expect(answer).toEqual({ status: 'failed', retry: false });
		expect(report?.error).toMatch(/^SMTP 535: .*No such login: me@acme\.example \*\*\*/);
		expect(JSON.stringify([answer, report, functionWith(url).lines])).not.toContain('wr0ng');
	});

	test('of a recipient is permanent and does not affect the rest of the batch', async () => {
		plain.refuseRecipient = (to) =>
			to.startsWith('gone') ? { code: 550, text: `5.1.1 <${to}>: no such user` } : undefined;
		const replies = [{}, { to: 'gone@example.com' }, { to: 'other@example.com' }];
		const { answer, reports } = await notifyMany(toPlain(), replies);
		expect(answer).toEqual({ sent: 2, failed: 1 });
		expect(reports[1]).toMatchObject({
			error: expect.stringMatching(/^SMTP 550: .*<the recipient>: no such user/),
			retry: false
		});
		expect(plain.received.map(({ to }) => to).sort()).toEqual([
			'other@example.com',
			'user@example.com'
		]);
	});

	test('for too many mails does not count as an attempt', async () => {
		plain.refuseRecipient = () => ({ code: 450, text: '4.7.1 Too many mails' });
		const { report } = await notify(toPlain());
		expect(report).toMatchObject({ retry: true, retry_after: 60 });
	});
});

test('a batch uses few connections', async () => {
	plain.mostConnections = 0;
	const { answer, ids } = await notifyMany(
		toPlain(),
		Array.from({ length: 30 }, () => ({}))
	);
	expect(answer).toEqual({ sent: 30 });
	expect(new Set(plain.received.map(({ mail }) => mail.messageId)).size).toBe(ids.length);
	expect(plain.mostConnections).toBeLessThanOrEqual(3);
});

test('an unreachable server is retried', async () => {
	const free = await listening();
	const { port } = free.address() as AddressInfo;
	await new Promise((resolve) => free.close(resolve));
	const { report } = await notify(`smtp://127.0.0.1:${port}`);
	expect(report).toMatchObject({ error: expect.stringMatching(/^SMTP E\w+: /), retry: true });
});

test('a silent server times out, and waiting mails lose no attempt', async () => {
	const { port } = silent.address() as AddressInfo;
	const begin = Date.now();
	const { answer, reports } = await notifyMany(
		`smtp://127.0.0.1:${port}`,
		Array.from({ length: 7 }, () => ({}))
	);
	expect(Date.now() - begin).toBeLessThan(9_500);
	expect(answer).toEqual({ postponed: 7 });
	const errors = reports.map((report) => report?.error);
	expect(errors.slice(0, 3)).toEqual(Array(3).fill('SMTP ETIMEDOUT: Greeting never received'));
	expect(errors.slice(3, 6)).toEqual(
		Array(3).fill('SMTP EABORT: The server did not answer in time.')
	);
	expect(reports[0]).not.toHaveProperty('retry_after');
	expect(reports[6]).toMatchObject({ error: 'No time was left in this run.', retry_after: 1 });
});

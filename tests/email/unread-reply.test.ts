import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import { visitorClient } from '../fixtures/people.ts';
import { breakMailbox, faultsTaken, mailsTo, nextMailTo } from './mailbox.ts';
import { connect, pauseClock, test, withFunctionsUrl, type Pipeline } from './pipeline.ts';

// An unread reply becomes one e-mail: from the admin's message through the outbox, pg_net and the edge
// function to the mailbox. These tests call the dispatcher; clock.test.ts waits for pg_cron.

pauseClock();

/** Number of e-mails to the user, once no request is pending that could send another. */
async function mailCount({ user, db }: Pipeline): Promise<number> {
	// pg_net removes a request from the queue in the transaction that stores its response.
	while ((await db.query('select from net.http_request_queue')).rowCount !== 0) await sleep(50);
	return (await mailsTo(user.email)).length;
}

describe('an unread reply', () => {
	test('Email sends after 5 min if message unread', async ({ pipeline }) => {
		await pipeline.reply('Your parcel is on its way.');
		await pipeline.pass('4 minutes 50 seconds');
		expect(await pipeline.dispatch()).toBe(0);
		expect(await mailCount(pipeline)).toBe(0);

		await pipeline.pass('10 seconds');
		expect(await pipeline.dispatch()).toBe(1);
		const mail = await nextMailTo(pipeline.user.email);
		expect(mail.subject).toMatch(/^New reply from .+ Support$/);
		expect(mail.text).toContain('Your parcel is on its way.');
		expect(mail.html).toContain('/?support=open');
		expect(await pipeline.settled('sent')).toMatchObject({ attempts: 1, last_error: null });
		expect(await mailCount(pipeline)).toBe(1);
	});

	test('Email does NOT send if user already read message', async ({ pipeline }) => {
		await pipeline.reply();
		await pipeline.read(1);
		expect(await pipeline.tryAgain()).toMatchObject({ status: 'skipped', skip_reason: 'read' });
		expect(await mailCount(pipeline)).toBe(0);
	});

	test('three quick replies become one e-mail that counts and shows them', async ({ pipeline }) => {
		for (const content of ['one', 'two', 'three']) await pipeline.reply(content);
		expect(await pipeline.notifications()).toHaveLength(1);
		await pipeline.tryAgain();
		const mail = await nextMailTo(pipeline.user.email);
		expect(mail.text).toContain('3 new replies');
		expect(mail.text).toMatch(/> one[^]*> two[^]*> three/);
		expect(await mailCount(pipeline)).toBe(1);
	});

	test('only unread replies are counted', async ({ pipeline }) => {
		for (const content of ['one', 'two', 'three']) await pipeline.reply(content);
		await pipeline.read(2);
		await pipeline.tryAgain();
		expect((await nextMailTo(pipeline.user.email)).text).toContain('You have a new reply');
	});

	test('a reply after the e-mail gets its own e-mail', async ({ pipeline }) => {
		await pipeline.reply('one');
		await pipeline.tryAgain();
		await pipeline.reply('two');
		expect(await pipeline.tryAgain()).toMatchObject({ status: 'sent' });
		expect(await mailCount(pipeline)).toBe(2);
	});

	test('is not mailed in an archived chat', async ({ pipeline }) => {
		await pipeline.reply();
		await pipeline.admin.client.rpc('archive_support_chat', { chat_id: pipeline.chatId });
		expect(await pipeline.tryAgain()).toMatchObject({ status: 'skipped', skip_reason: 'archived' });
		expect(await mailCount(pipeline)).toBe(0);
	});

	test('is not mailed after an opt-out, and is again after an opt-in', async ({ pipeline }) => {
		await pipeline.user.client.rpc('set_support_reply_emails', { enabled: false });
		await pipeline.reply();
		expect(await pipeline.tryAgain()).toMatchObject({
			status: 'skipped',
			skip_reason: 'unsubscribed'
		});
		await pipeline.user.client.rpc('set_support_reply_emails', { enabled: true });
		await pipeline.reply();
		expect(await pipeline.tryAgain()).toMatchObject({ status: 'sent' });
		expect(await mailCount(pipeline)).toBe(1);
	});
});

test('the link of an e-mail unsubscribes its recipient without a session', async ({ pipeline }) => {
	await pipeline.reply();
	await pipeline.tryAgain();
	const { headers, html, text } = await nextMailTo(pipeline.user.email);
	expect(headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
	const link = /^<(.+)>$/.exec(headers['List-Unsubscribe'] ?? '')?.[1] ?? '';
	for (const part of [html, text]) expect(part).toContain(link);

	const token = new URL(link).searchParams.get('token') ?? '';
	const change = { token, enabled: false };
	const { data } = await visitorClient().rpc('set_support_reply_emails_by_token', change);
	expect(data).toBe(false);
	await pipeline.reply();
	expect(await pipeline.tryAgain()).toMatchObject({ skip_reason: 'unsubscribed' });
});

describe('exactly one e-mail is sent', () => {
	test('when the function is down for 3 attempts', async ({ pipeline }) => {
		await pipeline.reply();
		await withFunctionsUrl(pipeline, 'http://127.0.0.1:9', async () => {
			for (let attempt = 1; attempt <= 3; attempt++) {
				await pipeline.pass('1 hour');
				expect(await pipeline.dispatch()).toBe(1);
				await answered(pipeline);
			}
		});
		expect(await mailCount(pipeline)).toBe(0);
		await pipeline.pass('1 hour');
		expect(await pipeline.dispatch()).toBe(1);
		expect(await pipeline.settled('sent')).toMatchObject({
			attempts: 4,
			last_error: null
		});
		expect(await mailCount(pipeline)).toBe(1);
	});

	test('when the mail service is down for 3 attempts', async ({ pipeline }) => {
		await breakMailbox({ kind: 'fail', status: 500, times: 3 });
		await pipeline.reply();
		for (let attempt = 1; attempt <= 3; attempt++) {
			expect(await pipeline.tryAgain()).toMatchObject({ status: 'pending', attempts: attempt });
		}
		expect(await mailCount(pipeline)).toBe(0);
		expect(await pipeline.tryAgain()).toMatchObject({ status: 'sent', attempts: 4 });
		expect(await mailCount(pipeline)).toBe(1);
	});

	test('when the response is lost after sending', async ({ pipeline }) => {
		await breakMailbox({ kind: 'lost_answer' });
		await pipeline.reply();
		expect(await pipeline.tryAgain()).toMatchObject({ status: 'pending', attempts: 1 });
		expect(await mailCount(pipeline)).toBe(1);
		expect(await pipeline.tryAgain()).toMatchObject({ status: 'sent', attempts: 2 });
		expect(await mailCount(pipeline)).toBe(1);
	});

	test('when the text changes between two attempts', async ({ pipeline }) => {
		await breakMailbox({ kind: 'lost_answer' });
		for (const content of ['one', 'two']) await pipeline.reply(content);
		await pipeline.tryAgain();
		// The mail service refuses the second attempt: same key, other text.
		await pipeline.read(1);
		expect(await pipeline.tryAgain()).toMatchObject({ status: 'sent', attempts: 2 });
		expect(await mailCount(pipeline)).toBe(1);
	});

	test('when the request arrives twice', async ({ pipeline }) => {
		await breakMailbox({ kind: 'twice' });
		await pipeline.reply();
		expect(await pipeline.tryAgain()).toMatchObject({ status: 'sent' });
		expect(await mailCount(pipeline)).toBe(1);
	});

	test('when the mail service is rate-limited', async ({ pipeline }) => {
		await breakMailbox({ kind: 'fail', status: 429, times: 2 });
		await pipeline.reply();
		expect(await pipeline.tryAgain()).toMatchObject({ status: 'sent', attempts: 1 });
		expect(await mailCount(pipeline)).toBe(1);
	});

	test('when the function is called again during the first call', async ({ pipeline }) => {
		await breakMailbox({ kind: 'slow', milliseconds: 1500 });
		await pipeline.reply();
		await pipeline.pass('1 hour');
		await pipeline.dispatch();
		await faultsTaken();
		await pipeline.pass('1 hour');
		await pipeline.dispatch();
		await pipeline.settled('sent');
		expect(await mailCount(pipeline)).toBe(1);
	});

	test('with ten dispatchers at once', async ({ pipeline }) => {
		await pipeline.reply();
		await pipeline.pass('1 hour');
		const clients = await Promise.all(Array.from({ length: 10 }, () => connect()));
		const claims = await Promise.all(clients.map((client) => pipeline.dispatch(client)));
		await Promise.all(clients.map((client) => client.end()));
		expect(claims.reduce((sum, claimed) => sum + claimed, 0)).toBe(1);
		await pipeline.settled('sent');
		expect(await mailCount(pipeline)).toBe(1);
	});
});

describe('no e-mail is sent', () => {
	test('after five failures, and the last error is stored', async ({ pipeline }) => {
		await breakMailbox({ kind: 'fail', status: 503, times: 5 });
		await pipeline.reply();
		for (let attempt = 1; attempt < 5; attempt++) await pipeline.tryAgain();
		expect(await pipeline.tryAgain()).toMatchObject({
			status: 'failed',
			attempts: 5,
			last_error: expect.stringContaining('503')
		});
		await pipeline.pass('1 hour');
		expect(await pipeline.dispatch()).toBe(0);
		expect(await mailCount(pipeline)).toBe(0);
	});

	test('after a permanent refusal', async ({ pipeline }) => {
		await breakMailbox({ kind: 'fail', status: 422 });
		await pipeline.reply();
		expect(await pipeline.tryAgain()).toMatchObject({
			status: 'failed',
			attempts: 1,
			last_error: expect.stringContaining('validation_error')
		});
	});

	test('when the stored address would need normalising', async ({ pipeline }) => {
		// An identity provider or an import may store such an address; the app's forms refuse it.
		const { user, chatId, db } = pipeline;
		const stored = `\u202e${user.email}\u200b`;
		await db.query('update public.support_chats set user_email = $2 where id = $1', [
			chatId,
			stored
		]);
		await pipeline.reply();
		const notification = await pipeline.tryAgain();
		expect(notification).toMatchObject({ status: 'failed', attempts: 1 });
		expect(notification.last_error).not.toMatch(/@|example/);
		expect(await mailCount(pipeline)).toBe(0);
		expect(await mailsTo(stored)).toEqual([]);
	});

	test('while a gateway responds with bytes that are not UTF-8, and the next attempt succeeds', async ({
		pipeline
	}) => {
		// A truncated page in Latin-1.
		const server = createServer((_, response) => {
			response.writeHead(502, { 'content-type': 'text/html; charset=iso-8859-1' });
			response.end(Buffer.from('<h1>Passerelle en \xe9chec'.repeat(20) + '\xc3', 'latin1'));
		});
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		const { port } = server.address() as AddressInfo;
		await pipeline.reply();
		await withFunctionsUrl(pipeline, `http://127.0.0.1:${port}`, async () => {
			for (let i = 0; i < 2; i++) {
				await pipeline.pass('1 hour');
				await pipeline.dispatch();
				await answered(pipeline);
			}
		});
		const [notification] = await pipeline.notifications();
		expect(notification?.last_error).toBe('The function answered 502: what is no text');
		expect(await pipeline.tryAgain()).toMatchObject({ status: 'sent' });
		server.close();
	});

	test('while functions_url is not set', async ({ pipeline }) => {
		await pipeline.reply();
		await pipeline.pass('1 hour');
		await withFunctionsUrl(pipeline, null, async () => {
			expect(await pipeline.dispatch()).toBe(0);
		});
		expect(await pipeline.notifications()).toMatchObject([{ status: 'pending', attempts: 0 }]);
	});
});

/** Waits until pg_net has recorded a response or failure of the chat's last request. */
async function answered({ db, chatId }: Pipeline): Promise<void> {
	for (;;) {
		const { rowCount } = await db.query(
			`select from net._http_response as answer
			join public.support_reply_notifications as notification on notification.request_id = answer.id
			where notification.chat_id = $1`,
			[chatId]
		);
		if (rowCount === 1) return;
		await sleep(50);
	}
}

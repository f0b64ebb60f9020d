import { describe, expect } from 'vitest';
import { test } from '../fixtures/database.ts';
import {
	dispatch,
	letPass,
	prepare,
	record,
	requestBody,
	takeFromQueue,
	type Claim
} from './outbox.ts';
import { claim, only, people } from './replies.ts';

describe('the dispatcher', () => {
	test('leaves alone what is not due', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		await letPass(db, chatId, '4 minutes 59 seconds');
		await dispatch(db);
		expect(await only(db, chatId)).toMatchObject({ status: 'pending', attempts: 0 });
	});

	test('claims what is due, and asks the function with a claim and no key', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const { id, request_id } = await claim(db, chatId);
		const [request] = await db.rows<{
			url: string;
			headers: Record<string, string>;
			timeout: number;
			whole: string;
		}>(
			`select url, headers, timeout_milliseconds as timeout, request::text as whole
			from net.http_request_queue as request where id = $1`,
			[request_id]
		);
		expect(request?.url).toMatch(/\/functions\/v1\/support-reply-notification$/);
		expect(await requestBody(db, request_id)).toEqual({
			notification_id: id,
			claim: expect.stringMatching(/^[0-9a-f]{64}$/)
		});
		expect(Object.keys(request!.headers).map((name) => name.toLowerCase())).toEqual([
			'content-type'
		]);
		// A function that hangs keeps the requests of others waiting for so long.
		expect(request?.timeout).toBe(10_000);
		expect(request?.whole).not.toMatch(/sb_|eyJ/);
	});

	test('keeps of a claim only what cannot be used', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const { id, claim: token } = await claim(db, chatId);
		const kept = await db.value<string>(
			'select notification::text from public.support_reply_notifications as notification where id = $1',
			[id]
		);
		expect(kept).not.toContain(token.claim);
	});

	test('claims nothing while nobody has said where the functions are', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		await letPass(db, chatId, '1 hour');
		await db.rows('update public.support_settings set functions_url = null');
		const sql = 'select support_private.dispatch_support_reply_notifications()';
		expect(await db.value(sql)).toBe(0);
		expect(await only(db, chatId)).toMatchObject({ status: 'pending', attempts: 0 });
	});

	test('waits while its request waits, and counts no try for that', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const { request_id } = await claim(db, chatId);
		for (let run = 0; run < 10; run++) {
			await letPass(db, chatId, '1 hour');
			await dispatch(db);
		}
		expect(await only(db, chatId)).toMatchObject({ status: 'sending', attempts: 1, request_id });
		// After a crash the number is the one of another feature's request.
		await db.rows(`update net.http_request_queue set body = '{}' where id = $1`, [request_id]);
		await letPass(db, chatId, '1 hour');
		await dispatch(db);
		expect(await only(db, chatId)).toMatchObject({ status: 'sending', attempts: 2 });
	});

	test('claims nothing twice', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const { attempts, request_id } = await claim(db, chatId);
		await dispatch(db);
		expect(await only(db, chatId)).toMatchObject({ attempts, request_id });
	});

	test('takes the oldest first and no more than asked', async ({ db }) => {
		const [older, newer] = [await people(db), await people(db)];
		for (const { admin, chatId } of [newer, older]) await db.send(admin, chatId);
		await letPass(db, older.chatId, '1000 days');
		await letPass(db, newer.chatId, '999 days');
		await dispatch(db, 1);
		expect((await only(db, older.chatId)).status).toBe('sending');
		expect((await only(db, newer.chatId)).status).toBe('pending');
	});

	test('asks again with growing patience, five times, then gives up', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const minutes = [];
		for (let attempt = 1; attempt <= 5; attempt++) {
			const { attempts, due_at } = await claim(db, chatId);
			expect(attempts).toBe(attempt);
			minutes.push((due_at.getTime() - (await db.value<Date>('select now()')).getTime()) / 60_000);
		}
		expect(minutes).toEqual([2, 4, 8, 16, 32]);
		await takeFromQueue(db, chatId);
		await letPass(db, chatId, '1 hour');
		await dispatch(db);
		expect(await only(db, chatId)).toMatchObject({
			status: 'failed',
			attempts: 5,
			last_error: 'The function did not report back.'
		});
	});

	test('keeps what the function answered when it did not report back', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		for (const [answer, words] of [
			[[401, 'no key', null], 'The function answered 401: no key'],
			[[null, null, 'Could not connect'], 'The function was not reached: Could not connect']
		] as const) {
			const { request_id } = await claim(db, chatId);
			await db.rows(
				`insert into net._http_response (id, status_code, content, error_msg)
				values ($1, $2, $3, $4)`,
				[request_id, ...answer]
			);
			expect(await claim(db, chatId)).toMatchObject({ last_error: words });
		}
	});

	test('takes no answer for its own that came before it, or after a crash', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const answer = (id: string, ago: string) =>
			db.rows(
				`insert into net._http_response (id, status_code, content, created)
				values ($1, 500, 'of another feature', now() - $2::interval)`,
				[id, ago]
			);
		const first = await claim(db, chatId);
		await answer(first.request_id!, '1 second');
		const nothing = { last_error: 'The function did not report back.' };
		const second = await claim(db, chatId);
		expect(second).toMatchObject(nothing);
		// pg_net's queue is lost in a crash, and its numbers begin anew.
		await answer(second.request_id!, '0');
		await db.rows(
			`create or replace function support_private.has_crashed_since(moment timestamptz)
			returns boolean language sql set search_path = '' as 'select true'`
		);
		expect(await claim(db, chatId)).toMatchObject(nothing);
	});
});

describe('a claim', () => {
	test('is worth one mail: of three calls at once, one gets it', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const { claim: token } = await claim(db, chatId);
		expect(await prepare(db, token)).not.toBeNull();
		expect(await prepare(db, token)).toBeNull();
		expect(await prepare(db, token)).toBeNull();
	});

	test('ends with a later one, for what to send and for the report', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const first = await claim(db, chatId);
		const second = await claim(db, chatId);
		expect(await prepare(db, first.claim)).toBeNull();
		for (const report of [{}, { error: 'of the first' }, { error: 'no', retry: false }]) {
			await record(db, first.claim, report);
			expect(await only(db, chatId)).toMatchObject({ status: 'sending', attempts: 2 });
		}
		expect(await prepare(db, second.claim)).not.toBeNull();
		await record(db, second.claim);
		expect(await only(db, chatId)).toMatchObject({ status: 'sent' });
	});

	test('is spent by its report', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const { claim: token } = await claim(db, chatId);
		await record(db, token, { error: 'busy' });
		expect(await prepare(db, token)).toBeNull();
		await record(db, token);
		expect(await only(db, chatId)).toMatchObject({ status: 'pending', last_error: 'busy' });
	});

	test('opens nothing but its own notification, and nothing opens without one', async ({ db }) => {
		const [one, other] = [await people(db), await people(db)];
		for (const { admin, chatId } of [one, other]) await db.send(admin, chatId);
		const { claim: token } = await claim(db, one.chatId);
		const { id } = await only(db, other.chatId);
		await letPass(db, other.chatId, '1 hour');
		await dispatch(db);
		for (const claim of [token.claim, '', 'x', null] as string[]) {
			for (const caller of [other.user, other.admin, 'anon', 'service_role'] as const) {
				await db.as(caller, async () => {
					expect(await prepare(db, { notification_id: id, claim })).toBeNull();
					await record(db, { notification_id: id, claim });
				});
			}
		}
		expect(await only(db, other.chatId)).toMatchObject({ status: 'sending' });
	});

	test('may be shown by anybody: the edge function has the publishable key', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const { claim: token } = await claim(db, chatId);
		await db.as('anon', async () => {
			expect(await prepare(db, token)).toMatchObject({ reply_count: 1 });
			await record(db, token);
		});
		expect(await only(db, chatId)).toMatchObject({ status: 'sent' });
	});
});

describe('a report', () => {
	test('of a sent mail settles the notification', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const { claim: token } = await claim(db, chatId);
		await record(db, token);
		expect(await only(db, chatId)).toMatchObject({
			status: 'sent',
			sent_at: expect.any(Date),
			last_error: null
		});
		expect(await prepare(db, token)).toBeNull();
	});

	test('of an error lets it be tried after 1, 2, 4 and 8 minutes, then fail', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const minutes = [];
		for (let attempt = 1; attempt <= 5; attempt++) {
			const { claim: token } = await claim(db, chatId);
			await record(db, token, { error: `busy ${attempt}` });
			const { status, due_at } = await only(db, chatId);
			const now = await db.value<Date>('select now()');
			if (status === 'pending') minutes.push((due_at.getTime() - now.getTime()) / 60_000);
		}
		expect(minutes).toEqual([1, 2, 4, 8]);
		expect(await only(db, chatId)).toMatchObject({ status: 'failed', last_error: 'busy 5' });
	});

	test('of an error that no retry mends ends it at once', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const { claim: token } = await claim(db, chatId);
		await record(db, token, { error: 'refused', retry: false });
		expect(await only(db, chatId)).toMatchObject({ status: 'failed', last_error: 'refused' });
	});

	test('that comes late takes nothing back', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const { claim: token } = await claim(db, chatId);
		await record(db, token);
		await record(db, token, { error: 'timeout of an earlier try' });
		expect(await only(db, chatId)).toMatchObject({ status: 'sent', last_error: null });
	});

	test('of a sent mail counts, though it comes after giving up', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		let token: Claim | undefined;
		for (let attempt = 1; attempt <= 5; attempt++) token = (await claim(db, chatId)).claim;
		await takeFromQueue(db, chatId);
		await letPass(db, chatId, '1 hour');
		await dispatch(db);
		expect(await only(db, chatId)).toMatchObject({ status: 'failed' });
		await record(db, token!);
		expect(await only(db, chatId)).toMatchObject({ status: 'sent' });
	});

	test('that the mail service is busy takes no try, until its key would be forgotten', async ({
		db
	}) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		for (let run = 0; run < 8; run++) {
			const { claim: token } = await claim(db, chatId);
			await record(db, token, { error: 'too many', retry_after: 30 });
			const { due_at, attempts, status } = await only(db, chatId);
			expect([status, attempts]).toEqual(['pending', 0]);
			const now = await db.value<Date>('select now()');
			expect(due_at.getTime() - now.getTime()).toBe(30_000);
		}
		await db.rows(
			`update public.support_reply_notifications
			set first_claimed_at = now() - interval '21 hours' where chat_id = $1`,
			[chatId]
		);
		await takeFromQueue(db, chatId);
		await letPass(db, chatId, '1 hour');
		await dispatch(db);
		expect(await only(db, chatId)).toMatchObject({ status: 'failed', last_error: 'too many' });
	});

	test.for([-5, 0, 2_000_000_000])(
		'waits at least a second and an hour at most: %i',
		async (seconds, { db }) => {
			const { admin, chatId } = await people(db);
			await db.send(admin, chatId);
			const { claim: token } = await claim(db, chatId);
			await record(db, token, { error: 'too many', retry_after: seconds });
			const { due_at } = await only(db, chatId);
			const now = await db.value<Date>('select now()');
			expect((due_at.getTime() - now.getTime()) / 1000).toBe(seconds > 0 ? 3600 : 1);
		}
	);
});

import { describe, expect } from 'vitest';
import { test, type Caller, type Database } from '../fixtures/database.ts';
import {
	claimsOf,
	dispatch,
	lastClaim,
	letPass,
	notifications,
	prepare,
	record,
	requestBody,
	takeFromQueue
} from './outbox.ts';
import { refusal } from './refusal.ts';

// Mails that failed: what an owner sees of them, and that trying them again sends each at most once.

interface World {
	owner: Caller;
	user: Caller;
	chat: string;
	/** The mail about the first reply. */
	id: string;
}

/** A chat with a reply whose mail is due before everybody else's. */
async function makeWorld(db: Database): Promise<World> {
	const owner = await db.createAdmin();
	await db.rows("update public.support_admins set role = 'owner' where user_id = $1", [owner.id]);
	const user = await db.createUser();
	const chat = await db.openChat(user);
	await db.send(owner, chat, 'The parcel is here.');
	const [row] = await notifications(db, chat);
	await letPass(db, chat, '1000 days');
	await db.rows(
		`update public.support_reply_notifications set status = 'skipped'
		where status in ('pending', 'sending') and chat_id <> $1`,
		[chat]
	);
	return { owner, user, chat, id: row!.id };
}

interface Failed {
	id: string;
	recipient: string;
	kind: string;
	attempts: number;
	last_error: string;
	refusal: string | null;
}

const failed = (db: Database, caller: Caller) =>
	db.as(caller, () =>
		db.rows<Failed & Record<string, unknown>>('select * from public.support_failed_emails()')
	);

const retry = (db: Database, caller: Caller, id: string) =>
	db.as(caller, () => db.rows('select public.retry_support_email($1)', [id]));

const row = async (db: Database, id: string) =>
	(await db.rows('select * from public.support_reply_notifications where id = $1', [id]))[0]!;

/** One try whose result the function reports. */
async function tryOnce(
	db: Database,
	{ chat, id }: World,
	failure: { error: string; retry?: boolean }
) {
	await letPass(db, chat, '1 hour');
	await dispatch(db);
	const claim = await lastClaim(db, id);
	expect(await prepare(db, claim)).not.toBeNull();
	await takeFromQueue(db, chat);
	await record(db, claim, failure);
	return claim;
}

/** Lets a day pass, after which the mail service knows the key no more. */
async function aDayLater(db: Database, chat: string) {
	await db.rows(
		`update public.support_reply_notifications
		set first_claimed_at = first_claimed_at - interval '1 day', claimed_at = claimed_at - interval '1 day'
		where chat_id = $1`,
		[chat]
	);
}

describe('the list', () => {
	test('shows who did not get a mail and why', async ({ db }) => {
		const world = await makeWorld(db);
		expect(await failed(db, world.owner)).toEqual([]);
		await tryOnce(db, world, { error: 'validation_error (422): no such domain', retry: false });
		expect(await failed(db, world.owner)).toMatchObject([
			{
				id: world.id,
				kind: 'reply',
				chat_id: world.chat,
				recipient: world.user.email,
				attempts: 1,
				last_error: 'validation_error (422): no such domain',
				refusal: null
			}
		]);
	});

	test('leaves out what a later mail had too', async ({ db }) => {
		const world = await makeWorld(db);
		await tryOnce(db, world, { error: 'no', retry: false });
		await db.send(world.owner, world.chat, 'Are you there?');
		await letPass(db, world.chat, '1 hour');
		await dispatch(db);
		const [, later] = await notifications(db, world.chat);
		await record(db, await lastClaim(db, later!.id));
		expect(await failed(db, world.owner)).toEqual([]);
		await expect(retry(db, world.owner, world.id)).rejects.toMatchObject(
			refusal('P0001', 'sent_later')
		);
	});

	test('has at most a hundred, the newest first', async ({ db }) => {
		const { owner, chat } = await makeWorld(db);
		await db.rows(
			`insert into public.support_reply_notifications (chat_id, due_at, status, claimed_at, last_error)
			select $1, now(), 'failed', now() - n * interval '1 minute', n::text from generate_series(1, 150) as n`,
			[chat]
		);
		const list = await failed(db, owner);
		expect(list.map((mail) => mail.last_error)).toEqual(
			Array.from({ length: 100 }, (_, index) => `${index + 1}`)
		);
	});
});

describe('a mail that no try has sent', () => {
	test('gets a key of its own and as many tries as a new one', async ({ db }) => {
		const world = await makeWorld(db);
		await tryOnce(db, world, { error: 'validation_error (422): no', retry: false });
		await aDayLater(db, world.chat);
		await retry(db, world.owner, world.id);
		expect(await row(db, world.id)).toMatchObject({ status: 'pending', attempts: 0 });
		expect(await dispatch(db)).toBe(1);
		const body = await requestBody(db, (await row(db, world.id)).request_id as string);
		expect(body).toMatchObject({ notifications: [{ notification_id: world.id }] });
		expect('batch_id' in body && body.batch_id).not.toBe(world.id);
		const claim = await lastClaim(db, world.id);
		expect(await prepare(db, claim)).toMatchObject({ reply_count: 1 });
		await record(db, claim);
		expect(await row(db, world.id)).toMatchObject({ status: 'sent' });
	});

	test('is skipped when it was read meanwhile', async ({ db }) => {
		const world = await makeWorld(db);
		await tryOnce(db, world, { error: 'no', retry: false });
		await db.as(world.user, () =>
			db.rows('select public.mark_support_chat_read($1, 1)', [world.chat])
		);
		await retry(db, world.owner, world.id);
		expect(await dispatch(db)).toBe(0);
		expect(await row(db, world.id)).toMatchObject({ status: 'skipped', skip_reason: 'read' });
	});

	test.for([
		'Neither SMTP_URL nor RESEND_API_KEY is set.',
		'SMTP 451: greylisted',
		'prepare_support_reply_email was not answered.'
	])('is one whose tries all ended with "%s"', async (error, { db }) => {
		const world = await makeWorld(db);
		for (let attempt = 0; attempt < 5; attempt++) await tryOnce(db, world, { error });
		expect(await row(db, world.id)).toMatchObject({ status: 'failed', may_be_sent: false });
	});
});

describe('a mail that may have been sent', () => {
	test.for(['application_error (500): oops', 'unknown (no answer): ', 'SMTP ETIMEDOUT: x'])(
		'after "%s" keeps its key',
		async (error, { db }) => {
			const world = await makeWorld(db);
			for (let attempt = 0; attempt < 5; attempt++) await tryOnce(db, world, { error });
			expect(await row(db, world.id)).toMatchObject({ status: 'failed', may_be_sent: true });
			await retry(db, world.owner, world.id);
			await dispatch(db);
			// Alone, so that its id is the key as before.
			expect(await requestBody(db, (await row(db, world.id)).request_id as string)).toMatchObject({
				notification_id: world.id
			});
		}
	);

	test('is not tried again once the mail service has forgotten the key', async ({ db }) => {
		const world = await makeWorld(db);
		for (let attempt = 0; attempt < 5; attempt++) {
			await tryOnce(db, world, { error: 'unknown (no answer): ' });
		}
		await aDayLater(db, world.chat);
		expect(await failed(db, world.owner)).toMatchObject([{ refusal: 'may_be_sent' }]);
		await expect(retry(db, world.owner, world.id)).rejects.toMatchObject(
			refusal('P0001', 'may_be_sent')
		);
		expect(await row(db, world.id)).toMatchObject({ status: 'failed' });
	});

	test('is one whose function got the content and never reported', async ({ db }) => {
		const world = await makeWorld(db);
		for (let attempt = 0; attempt < 6; attempt++) {
			await letPass(db, world.chat, '3 hours');
			if ((await dispatch(db)) === 0) break;
			await prepare(db, await lastClaim(db, world.id));
			await takeFromQueue(db, world.chat);
		}
		expect(await row(db, world.id)).toMatchObject({ status: 'failed', may_be_sent: true });
	});

	test('is none whose function never got the content', async ({ db }) => {
		const world = await makeWorld(db);
		for (let attempt = 0; attempt < 6; attempt++) {
			await letPass(db, world.chat, '3 hours');
			if ((await dispatch(db)) === 0) break;
			await takeFromQueue(db, world.chat);
		}
		expect(await row(db, world.id)).toMatchObject({ status: 'failed', may_be_sent: false });
	});

	test('is sent when its late report says so, also once it is to be tried again', async ({
		db
	}) => {
		const world = await makeWorld(db);
		await letPass(db, world.chat, '1 hour');
		await dispatch(db);
		const claim = await lastClaim(db, world.id);
		await prepare(db, claim);
		await db.rows("update public.support_reply_notifications set status = 'failed' where id = $1", [
			world.id
		]);
		await retry(db, world.owner, world.id);
		await record(db, claim);
		expect(await row(db, world.id)).toMatchObject({ status: 'sent' });
		expect(await dispatch(db)).toBe(0);
	});

	test('goes with its batch, under the key of the batch', async ({ db }) => {
		const world = await makeWorld(db);
		const other = await db.openChat(await db.createUser());
		await db.send(world.owner, other);
		await letPass(db, other, '1000 days');
		expect(await dispatch(db)).toBe(2);
		const before = await row(db, world.id);
		expect(before.batch_id).not.toBeNull();
		for (const claim of await claimsOf(db, before.request_id as string)) {
			await prepare(db, claim);
			await record(db, claim, { error: 'unknown (no answer): ' });
		}
		await db.rows(
			"update public.support_reply_notifications set status = 'failed' where batch_id = $1",
			[before.batch_id]
		);
		await retry(db, world.owner, world.id);
		expect(await dispatch(db)).toBe(2);
		const again = await row(db, world.id);
		expect(await requestBody(db, again.request_id as string)).toMatchObject({
			batch_id: before.batch_id
		});
		expect(await claimsOf(db, again.request_id as string)).toHaveLength(2);
	});
});

describe('trying again', () => {
	test('twice is one try, and what was sent is refused', async ({ db }) => {
		const world = await makeWorld(db);
		await tryOnce(db, world, { error: 'no', retry: false });
		await retry(db, world.owner, world.id);
		await retry(db, world.owner, world.id);
		expect(await dispatch(db)).toBe(1);
		await retry(db, world.owner, world.id);
		expect(await dispatch(db)).toBe(0);
		await record(db, await lastClaim(db, world.id));
		await expect(retry(db, world.owner, world.id)).rejects.toMatchObject(
			refusal('P0001', 'not_failed')
		);
		await expect(retry(db, world.owner, world.chat)).rejects.toMatchObject(
			refusal('PT404', 'no_email')
		);
	});

	test('leaves the mail that waits for a later reply alone', async ({ db }) => {
		const world = await makeWorld(db);
		await tryOnce(db, world, { error: 'no', retry: false });
		await db.send(world.owner, world.chat, 'Are you there?');
		await retry(db, world.owner, world.id);
		expect(await notifications(db, world.chat)).toMatchObject([
			{ status: 'pending', attempts: 0, from_seq: '1' },
			{ status: 'pending', attempts: 0, from_seq: '2' }
		]);
	});

	test('is logged, without the address', async ({ db }) => {
		const world = await makeWorld(db);
		await tryOnce(db, world, { error: 'no', retry: false });
		await retry(db, world.owner, world.id);
		const [entry] = await db.rows(
			"select action, details from public.support_audit_log where action = 'email_retried'"
		);
		expect(entry).toEqual({
			action: 'email_retried',
			details: { notification_id: world.id }
		});
	});
});

describe('a mail service that is too busy', () => {
	test('is reported also when a later reply waits for its own mail', async ({ db }) => {
		const world = await makeWorld(db);
		await dispatch(db);
		const claim = await lastClaim(db, world.id);
		await db.send(world.owner, world.chat, 'Are you there?');
		await record(db, claim, { error: 'rate_limit_exceeded (429)', retry_after: 1 });
		expect(await notifications(db, world.chat)).toMatchObject([
			{ status: 'pending', attempts: 0, from_seq: '1', up_to_seq: '1' },
			{ status: 'pending', attempts: 0, from_seq: '2', up_to_seq: null }
		]);
	});

	test('does not keep a later reply from its own mail', async ({ db }) => {
		const world = await makeWorld(db);
		await dispatch(db);
		await record(db, await lastClaim(db, world.id), { error: 'busy', retry_after: 1 });
		await db.send(world.owner, world.chat, 'Are you there?');
		expect(await notifications(db, world.chat)).toMatchObject([
			{ from_seq: '1', up_to_seq: '1' },
			{ from_seq: '2', up_to_seq: null }
		]);
	});
});

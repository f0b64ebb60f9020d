import { describe, expect } from 'vitest';
import { test, type Caller, type Database } from '../fixtures/database.ts';
import { dispatch, letPass, notifications, prepare, record } from './outbox.ts';
import { claim, only, people, read } from './replies.ts';

describe('the outbox', () => {
	test('gets a row with an admin’s message, due five minutes after it', async ({ db }) => {
		const { admin, chatId } = await people(db);
		const { created_at } = await db.send(admin, chatId);
		const notification = await only(db, chatId);
		expect(notification).toMatchObject({ status: 'pending', attempts: 0, from_seq: '1' });
		expect(notification.due_at.getTime() - created_at.getTime()).toBe(5 * 60 * 1000);
	});

	test('obeys the delay of the settings', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.rows(`update public.support_settings set reply_email_delay = '10 seconds'`);
		const { created_at } = await db.send(admin, chatId);
		const { due_at } = await only(db, chatId);
		expect(due_at.getTime() - created_at.getTime()).toBe(10_000);
	});

	test('gets none with a user’s message', async ({ db }) => {
		const { user, chatId } = await people(db);
		await db.send(user, chatId);
		expect(await notifications(db, chatId)).toEqual([]);
	});

	test('later replies join the waiting row and do not put it off', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const { id, due_at } = await only(db, chatId);
		for (let i = 0; i < 2; i++) await db.send(admin, chatId);
		expect(await only(db, chatId)).toMatchObject({ id, due_at, from_seq: '1' });
	});

	test('a reply after all was read waits five minutes of its own', async ({ db }) => {
		const { user, admin, chatId } = await people(db);
		await db.send(admin, chatId);
		await read(db, user, chatId, 1);
		await letPass(db, chatId, '4 minutes');
		const { created_at } = await db.send(admin, chatId);
		const { due_at, from_seq } = await only(db, chatId);
		expect(from_seq).toBe('2');
		expect(due_at.getTime() - created_at.getTime()).toBe(5 * 60 * 1000);
	});

	test('a reply after the first try waits for a mail of its own', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		await claim(db, chatId);
		await db.send(admin, chatId);
		expect(await notifications(db, chatId)).toMatchObject([
			{ status: 'sending', up_to_seq: '1' },
			{ status: 'pending', from_seq: '2' }
		]);
	});

	test('is an admin’s to see, not a user’s, and nobody’s to change', async ({ db }) => {
		const { user, admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const sql = 'select count(*)::int from public.support_reply_notifications where chat_id = $1';
		expect(await db.as(admin, () => db.value(sql, [chatId]))).toBe(1);
		expect(await db.as(user, () => db.value(sql, [chatId]))).toBe(0);
		for (const caller of [user, admin, 'anon'] as const) {
			await expect(
				db.as(caller, () => db.rows('delete from public.support_reply_notifications'))
			).rejects.toMatchObject({ code: '42501' });
		}
	});
});

describe('no mail', () => {
	const reasons: Record<string, (db: Database, user: Caller, chatId: string) => Promise<unknown>> =
		{
			read: (db, user, chatId) => read(db, user, chatId, 1),
			archived: (db, _user, chatId) =>
				db.rows('update public.support_chats set archived_at = now() where id = $1', [chatId]),
			unsubscribed: (db, user) =>
				db.as(user, () => db.rows('select public.set_support_reply_emails(false)')),
			message_deleted: (db, _user, chatId) =>
				db.rows('delete from public.support_messages where chat_id = $1', [chatId]),
			account_deleted: (db, user) =>
				db.rows('update auth.users set deleted_at = now() where id = $1', [user.id]),
			no_address: (db, _user, chatId) =>
				db.rows('update public.support_chats set user_email = null where id = $1', [chatId]),
			unconfirmed_address: (db, user) =>
				db.rows(
					'update auth.users set email_confirmed_at = null, confirmation_sent_at = now() where id = $1',
					[user.id]
				)
		};

	for (const [reason, happen] of Object.entries(reasons)) {
		test(`when, before the claim: ${reason}`, async ({ db }) => {
			const { user, admin, chatId } = await people(db);
			await db.send(admin, chatId);
			await happen(db, user, chatId);
			await letPass(db, chatId, '6 minutes');
			await dispatch(db);
			expect(await only(db, chatId)).toMatchObject({
				status: 'skipped',
				skip_reason: reason,
				attempts: 0
			});
		});

		test(`when, between the claim and the sending: ${reason}`, async ({ db }) => {
			const { user, admin, chatId } = await people(db);
			await db.send(admin, chatId);
			const { claim: token } = await claim(db, chatId);
			await happen(db, user, chatId);
			expect(await prepare(db, token)).toBeNull();
			expect(await only(db, chatId)).toMatchObject({ status: 'skipped', skip_reason: reason });
		});
	}

	test('when the account is deleted: nothing is left to send', async ({ db }) => {
		const { user, admin, chatId } = await people(db);
		await db.send(admin, chatId);
		const { claim: token } = await claim(db, chatId);
		await db.rows('delete from auth.users where id = $1', [user.id]);
		expect(await prepare(db, token)).toBeNull();
		expect(await notifications(db, chatId)).toEqual([]);
	});

	test('about a deleted reply, though an older one is unread', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId);
		await record(db, (await claim(db, chatId)).claim);
		const { id } = await db.send(admin, chatId);
		await db.rows('delete from public.support_messages where id = $1', [id]);
		await letPass(db, chatId, '6 minutes');
		await dispatch(db);
		expect((await notifications(db, chatId)).at(-1)).toMatchObject({
			skip_reason: 'message_deleted'
		});
	});
});

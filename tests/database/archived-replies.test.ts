import { describe, expect } from 'vitest';
import { test, type Database } from '../fixtures/database.ts';
import { dispatch, lastClaim, letPass, notifications, prepare } from './outbox.ts';

// Whether a reply whose chat is archived at once is mailed is a setting: no, unless the project says so.

async function archivedReply(db: Database, setting?: boolean): Promise<string> {
	if (setting !== undefined) await mailArchived(db, setting);
	const [user, admin] = [await db.createUser(), await db.createAdmin()];
	const chatId = await db.openChat(user);
	await db.send(user, chatId);
	const { seq } = await db.send(admin, chatId, 'That was all.');
	await db.as(admin, () => db.rows('select public.archive_support_chat($1, $2)', [chatId, seq]));
	return chatId;
}

function mailArchived(db: Database, setting: boolean): Promise<unknown> {
	return db.rows('update public.support_settings set email_archived_replies = $1', [setting]);
}

async function last(db: Database, chatId: string) {
	return (await notifications(db, chatId)).at(-1)!;
}

async function claim(db: Database, chatId: string) {
	await letPass(db, chatId, '1000 days');
	await dispatch(db);
	return last(db, chatId);
}

describe('a reply in an archived chat', () => {
	test.for([undefined, false])('is not mailed when the setting is %s', async (setting, { db }) => {
		const chatId = await archivedReply(db, setting);
		expect(await claim(db, chatId)).toMatchObject({ status: 'skipped', skip_reason: 'archived' });
	});

	test('is mailed when the setting says so', async ({ db }) => {
		const chatId = await archivedReply(db, true);
		const { id, status } = await claim(db, chatId);
		expect(status).toBe('sending');
		expect(await prepare(db, await lastClaim(db, id))).toMatchObject({
			reply_count: 1,
			replies: [{ content: 'That was all.' }]
		});
	});

	test('is not mailed any more when the setting changes before it leaves', async ({ db }) => {
		const chatId = await archivedReply(db, true);
		const { id } = await claim(db, chatId);
		await mailArchived(db, false);
		expect(await prepare(db, await lastClaim(db, id))).toBeNull();
		expect(await last(db, chatId)).toMatchObject({ status: 'skipped', skip_reason: 'archived' });
	});

	test('that was read is not mailed either way', async ({ db }) => {
		const chatId = await archivedReply(db, true);
		await db.rows('update public.support_messages set read_at = now() where chat_id = $1', [
			chatId
		]);
		expect(await claim(db, chatId)).toMatchObject({ skip_reason: 'read' });
	});

	test('the setting is the project’s to change, and an admin’s to see', async ({ db }) => {
		const [user, admin] = [await db.createUser(), await db.createAdmin()];
		const select = 'select email_archived_replies from public.support_settings';
		expect(await db.as(admin, () => db.value(select))).toBe(false);
		expect(await db.as(user, () => db.rows(select))).toEqual([]);
		await expect(db.as(admin, () => mailArchived(db, true))).rejects.toMatchObject({
			code: '42501'
		});
		await db.as('service_role', () => mailArchived(db, true));
	});
});

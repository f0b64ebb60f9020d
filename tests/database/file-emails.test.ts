import { expect } from 'vitest';
import { test } from '../fixtures/database.ts';
import {
	age,
	alertedAdmin,
	alertsOf,
	assign,
	DELAY,
	runDispatcher,
	startAlerts
} from './alerts.ts';
import { sendUpload, uploadFor } from './file-removals.ts';
import { dispatch, lastClaim, letPass, notifications, prepare } from './outbox.ts';

// E-mails name files and say nothing else about them.

test('the mail about a reply names its files, which is the content of a reply of files only', async ({
	db
}) => {
	const [user, admin] = [await db.createUser(), await db.createAdmin()];
	const chatId = await db.openChat(user);
	await sendUpload(db, admin, await uploadFor(db, admin, chatId));
	await sendUpload(db, admin, await uploadFor(db, admin, chatId), 'Look at this');
	await db.send(admin, chatId, 'That is all');
	await letPass(db, chatId, '1 hour');
	await dispatch(db);
	const [notification] = await notifications(db, chatId);
	const mail = await prepare(db, await lastClaim(db, notification!.id));
	expect(mail!.replies).toEqual([
		expect.objectContaining({ content: 'a.png', attachments: ['a.png'] }),
		expect.objectContaining({ content: 'Look at this', attachments: ['a.png'] }),
		expect.objectContaining({ content: 'That is all', attachments: [] })
	]);
	expect(JSON.stringify(mail)).not.toContain(chatId);
});

test('an alert names the files of the waiting messages', async ({ db }) => {
	await startAlerts(db);
	const admin = await alertedAdmin(db);
	const user = await db.createUser();
	const chatId = await db.openChat(user);
	await db.send(user, chatId, 'Hello?');
	await sendUpload(db, user, await uploadFor(db, user, chatId), 'Look at this');
	await age(db, chatId, `${DELAY} 1 minute`);
	await assign(db, chatId, admin);
	await runDispatcher(db, admin);
	const last = (await alertsOf(db, admin)).at(-1)!;
	expect(await prepare(db, await lastClaim(db, last.id))).toMatchObject({
		chats: [{ messages: ['Hello?', 'Look at this'], attachments: [[], ['a.png']] }]
	});
});

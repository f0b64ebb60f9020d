import { describe, expect } from 'vitest';
import { test } from '../fixtures/database.ts';
import { dispatch, lastClaim, letPass, prepare, record, takeFromQueue } from './outbox.ts';
import { claim, people, read } from './replies.ts';

describe('what the mail says', () => {
	test('comes from the reply, the settings and the user', async ({ db }) => {
		const { user, admin, chatId } = await people(db);
		await db.rows(
			`update public.support_settings
			set app_name = 'Acme', app_url = 'https://acme.example', email_from = 'a@acme.example',
				email_accent_color = '#0f766e'`
		);
		await db.rows("update public.support_admins set display_name = 'Ada' where user_id = $1", [
			admin.id
		]);
		await db.rows("update public.support_chats set language = 'fr' where id = $1", [chatId]);
		for (const content of ['one', 'two']) await db.send(admin, chatId, content);
		const { claim: token } = await claim(db, chatId);
		expect(await prepare(db, token)).toEqual({
			to: user.email,
			from: 'a@acme.example',
			app_name: 'Acme',
			app_url: 'https://acme.example',
			accent_color: '#0f766e',
			language: 'fr',
			reply_count: 2,
			replies: [
				{ sender_name: 'Ada', content: 'one', attachments: [] },
				{ sender_name: 'Ada', content: 'two', attachments: [] }
			],
			unsubscribe_token: expect.stringMatching(/^[0-9a-f]{64}$/)
		});
	});

	test('is the same at every try: later replies are left to the next mail', async ({ db }) => {
		const { admin, chatId } = await people(db);
		await db.send(admin, chatId, 'one');
		const { id, claim: token } = await claim(db, chatId);
		const first = await prepare(db, token);
		await db.send(admin, chatId, 'two');
		await record(db, token, { error: 'busy' });
		expect(await prepare(db, token)).toBeNull();
		await takeFromQueue(db, chatId);
		await letPass(db, chatId, '1 hour');
		await dispatch(db);
		expect(await prepare(db, await lastClaim(db, id))).toEqual(first);
	});

	test('shows the newest five, oldest first, and counts all', async ({ db }) => {
		const { admin, chatId } = await people(db);
		for (let n = 1; n <= 8; n++) await db.send(admin, chatId, `reply ${n}`);
		const mail = await prepare(db, (await claim(db, chatId)).claim);
		expect(mail).toMatchObject({ reply_count: 8 });
		expect((mail!.replies as { content: string }[]).map(({ content }) => content)).toEqual(
			[4, 5, 6, 7, 8].map((n) => `reply ${n}`)
		);
	});

	test('counts and shows only what is unread', async ({ db }) => {
		const { user, admin, chatId } = await people(db);
		for (const content of ['one', 'two', 'three']) await db.send(admin, chatId, content);
		await read(db, user, chatId, 2);
		const { claim: token } = await claim(db, chatId);
		expect(await prepare(db, token)).toMatchObject({
			reply_count: 1,
			replies: [{ content: 'three' }]
		});
	});

	test('goes to the address that the account has now', async ({ db }) => {
		const { user, admin, chatId } = await people(db);
		await db.send(admin, chatId);
		await db.rows('update auth.users set email = $2 where id = $1', [user.id, `new-${user.email}`]);
		const { claim: token } = await claim(db, chatId);
		expect(await prepare(db, token)).toMatchObject({ to: `new-${user.email}` });
	});
});

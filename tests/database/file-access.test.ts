import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { test, type Database } from '../fixtures/database.ts';
import {
	beforeSending,
	canRead,
	canUpload,
	hostSays,
	sendFiles,
	sentFiles,
	store
} from './files.ts';
import { refusal } from './refusal.ts';

describe('reading', () => {
	test('the files of a message are for its chat’s owner and the admins', async ({ db }) => {
		const { user, all } = await sentFiles(db);
		const admin = await db.createAdmin();
		const former = await db.createAdmin();
		const other = await beforeSending(db);
		await db.rows('delete from public.support_admins where user_id = $1', [former.id]);
		for (const name of all) {
			for (const caller of [user, admin]) expect(await canRead(db, caller, name)).toBe(true);
			for (const caller of [other.user, await db.createUser(), former, 'anon'] as const) {
				expect(await canRead(db, caller, name), `${JSON.stringify(caller)} ${name}`).toBe(false);
			}
		}
	});

	test('an admin’s files are for the chat’s owner too, and no longer for who is no admin', async ({
		db
	}) => {
		const { user, chatId, id, folder } = await beforeSending(db);
		const admin = await db.createAdmin();
		const path = await store(db, `${folder}/a.png`, { owner: admin });
		await sendFiles(db, admin, { id, chatId, attachments: [{ path }] });
		expect(await canRead(db, user, path)).toBe(true);
		expect(await canRead(db, admin, path)).toBe(true);
		await db.rows('delete from public.support_admins where user_id = $1', [admin.id]);
		expect(await canRead(db, admin, path)).toBe(false);
	});

	test('what was not sent is for its uploader alone', async ({ db }) => {
		const { user, folder } = await beforeSending(db);
		const admin = await db.createAdmin();
		const path = await store(db, `${folder}/a.png`, { owner: user });
		const admins = await store(db, `${folder}/b.png`, { owner: admin });
		expect(await canRead(db, user, path)).toBe(true);
		expect(await canRead(db, admin, path)).toBe(false);
		expect(await canRead(db, user, admins)).toBe(false);
	});

	test('an object beside the files of a message is no file of it', async ({ db }) => {
		const { folder, file } = await sentFiles(db);
		const admin = await db.createAdmin();
		const { user } = await beforeSending(db);
		for (const name of [`${folder}/late.png`, `${file}.preview`, `${folder}/`, 'logo.png', '//']) {
			await store(db, name, { owner: user, type: 'image/jpeg' });
			expect(await canRead(db, admin, name), name).toBe(false);
		}
	});

	test('a file that was replaced after it was sent is shown to nobody else', async ({ db }) => {
		const { user, all } = await sentFiles(db);
		const admin = await db.createAdmin();
		for (const name of all) {
			await store(db, name, { owner: user });
			expect(await canRead(db, admin, name)).toBe(false);
			expect(await canRead(db, user, name)).toBe(true);
			// The project itself may, for example with what a scanner has left of it.
			await store(db, name, { owner: null });
			expect(await canRead(db, admin, name)).toBe(true);
		}
	});

	test('is the same in a parallel worker', async ({ db }) => {
		const { user, picture, preview } = await sentFiles(db);
		const [admin, other] = [await db.createAdmin(), await db.createUser()];
		const foreign = { id: 'auth0|62f1', email: 'x@example.com' };
		await db.rows('set local debug_parallel_query = on');
		for (const name of [picture, preview]) {
			for (const caller of [user, admin]) expect(await canRead(db, caller, name)).toBe(true);
			for (const caller of [other, foreign]) expect(await canRead(db, caller, name)).toBe(false);
		}
		await db.rows('set local client_min_messages = error');
		await hostSays(db, '(1 / 0)::boolean');
		expect(await canRead(db, admin, picture)).toBe(false);
	});

	test('is no error for tokens of another sign-in service', async ({ db }) => {
		const { picture } = await sentFiles(db);
		const foreign = { id: 'auth0|62f1', email: 'x@example.com' };
		expect(await canRead(db, foreign, picture)).toBe(false);
		expect(await canUpload(db, foreign, picture)).toBe(false);
	});
});

describe('what the host holds back', () => {
	test.for([
		['false', 'refused'],
		['null', 'checking'],
		["path like '%never%'", 'refused'],
		['(1 / 0)::boolean', 'checking']
	] as const)('with %s, is for its uploader alone, and is %s', async ([answer, state], { db }) => {
		const { user, all } = await sentFiles(db);
		const admin = await db.createAdmin();
		await db.rows('set local client_min_messages = error');
		await hostSays(db, answer);
		for (const name of all) {
			expect(await canRead(db, admin, name)).toBe(false);
			expect(await canRead(db, user, name)).toBe(true);
		}
		expect(await states(db, all, admin)).toEqual(all.map((path) => ({ path, state })));
	});

	test('is asked about by the path of the file, also for its preview', async ({ db }) => {
		const { picture, preview, file } = await sentFiles(db);
		const admin = await db.createAdmin();
		await hostSays(db, `path = '${picture}'`);
		expect(await canRead(db, admin, picture)).toBe(true);
		expect(await canRead(db, admin, preview)).toBe(true);
		expect(await canRead(db, admin, file)).toBe(false);
	});

	test('is not let through under the name of a preview', async ({ db }) => {
		const { user, chatId, id, folder } = await beforeSending(db);
		const admin = await db.createAdmin();
		const good = await store(db, `${folder}/a.png`, { owner: user });
		const bad = await store(db, `${good}.preview`, { owner: user, type: 'image/jpeg' });
		const attachments = [{ path: good, width: 1, height: 1 }, { path: bad }];
		const sent = await sendFiles(db, user, { id, chatId, attachments });
		expect(sent.attachments).toMatchObject([{ width: null }, { width: null }]);
		await hostSays(db, `path = '${good}'`);
		expect(await canRead(db, admin, good)).toBe(true);
		expect(await canRead(db, admin, bad)).toBe(false);
	});
});

/** What support_attachment_states answers, in the order asked. */
async function states(
	db: Database,
	paths: (string | null)[],
	caller: Parameters<Database['as']>[0]
) {
	const sql = `select states.* from public.support_attachment_states($1) as states
		order by array_position($1, states.path)`;
	return db.as(caller, () => db.rows<{ path: string; state: string }>(sql, [paths]));
}

describe('states', () => {
	test('are told to the chat’s owner and to admins, once for each path', async ({ db }) => {
		const { user, all, folder } = await sentFiles(db);
		const admin = await db.createAdmin();
		const asked = [...all, ...all, null, 'x', `${folder}/never.png`];
		const told = all.map((path) => ({ path, state: 'ready' }));
		const never = { path: `${folder}/never.png`, state: 'gone' };
		expect(await states(db, asked, user)).toEqual([...told, never]);
		expect(await states(db, asked, admin)).toEqual([...told, { path: 'x', state: 'gone' }, never]);
		const { user: other } = await beforeSending(db);
		expect(await states(db, asked, other)).toEqual([]);
		expect(await states(db, asked, await db.createUser())).toEqual([]);
	});

	test('are gone with the object, and when it was replaced', async ({ db }) => {
		const { user, picture, file } = await sentFiles(db);
		await store(db, file, { owner: user });
		await db.rows("update storage.objects set name = name || 'x' where name = $1", [picture]);
		expect((await states(db, [picture, file], user)).map(({ state }) => state)).toEqual([
			'gone',
			'gone'
		]);
	});

	test('are not told of more than 100 paths at once', async ({ db }) => {
		const paths = Array.from({ length: 101 }, (_, place) => `x${place}`);
		const user = await db.createUser();
		expect(await states(db, paths.slice(1), user)).toEqual([]);
		await expect(states(db, paths, user)).rejects.toMatchObject(refusal('22023', 'too_many_paths'));
	});
});

describe('uploading', () => {
	test('is for a message to come, in one’s own chat or by an admin', async ({ db }) => {
		const { user, folder, chatId } = await beforeSending(db);
		const admin = await db.createAdmin();
		const other = await beforeSending(db);
		const name = `${folder}/a.png`;
		expect(await canUpload(db, user, name)).toBe(true);
		expect(await canUpload(db, admin, name)).toBe(true);
		for (const caller of [other.user, await db.createUser(), 'anon'] as const) {
			expect(await canUpload(db, caller, name)).toBe(false);
		}
		expect(await canUpload(db, admin, `${randomUUID()}/${randomUUID()}/a.png`), 'no chat').toBe(
			false
		);
		const { id } = await db.send(user, chatId);
		expect(await canUpload(db, user, `${chatId}/${id}/a.png`), 'sent already').toBe(false);
		const foreign = await db.send(other.user, other.chatId);
		expect(await canUpload(db, user, `${chatId}/${foreign.id}/a.png`), 'an id in use').toBe(false);
	});

	test('ends with the admin’s rights', async ({ db }) => {
		const { folder, chatId, id } = await beforeSending(db);
		const admin = await db.createAdmin();
		const path = await store(db, `${folder}/a.png`, { owner: admin });
		await db.rows('delete from public.support_admins where user_id = $1', [admin.id]);
		expect(await canUpload(db, admin, `${folder}/b.png`)).toBe(false);
		await expect(
			sendFiles(db, admin, { id, chatId, attachments: [{ path }] })
		).rejects.toMatchObject(refusal('42501', 'not_your_chat'));
	});

	test('is not for a blocked user', async ({ db }) => {
		const { user, folder, chatId, id } = await beforeSending(db);
		const admin = await db.createAdmin();
		const path = await store(db, `${folder}/a.png`, { owner: user });
		await db.as(admin, () => db.rows('select public.block_support_chat($1)', [chatId]));
		expect(await canUpload(db, user, `${folder}/b.png`)).toBe(false);
		expect(await canUpload(db, admin, `${folder}/b.png`)).toBe(true);
		await expect(
			sendFiles(db, user, { id, chatId, attachments: [{ path }] })
		).rejects.toMatchObject(refusal('42501', 'blocked'));
	});

	test('is for nobody when messages may have no files', async ({ db }) => {
		const { user, folder } = await beforeSending(db);
		await db.rows('update public.support_settings set attachments_per_message = 0');
		expect(await canUpload(db, user, `${folder}/a.png`)).toBe(false);
	});

	test.for([
		['letters', true, (folder: string) => `${folder}/A.b_c-1.png`],
		[
			'a preview of the longest name',
			true,
			(folder: string) => `${folder}/${'x'.repeat(121)}.preview`
		],
		['a longer name', false, (folder: string) => `${folder}/${'x'.repeat(122)}`],
		['no name', false, (folder: string) => `${folder}/`],
		['a hidden name', false, (folder: string) => `${folder}/.emptyFolderPlaceholder`],
		['another letter', false, (folder: string) => `${folder}/ä.png`],
		['a space', false, (folder: string) => `${folder}/a b.png`],
		['a line end', false, (folder: string) => `${folder}/a.png\n`],
		['a folder more', false, (folder: string) => `${folder}/a/b.png`],
		['a folder less', false, (folder: string) => `${folder.slice(0, 36)}/a.png`],
		[
			'an id that is none',
			false,
			(folder: string) => `${folder.slice(0, 37)}${'-'.repeat(36)}/a.png`
		],
		['upper case ids', false, (folder: string) => `${folder.toUpperCase()}/a.png`],
		['nothing else', false, () => 'a.png']
	] as const)('takes a name of %s: %s', async ([, isTaken, name], { db }) => {
		const { user, folder } = await beforeSending(db);
		const admin = await db.createAdmin();
		for (const caller of [user, admin]) {
			expect(await canUpload(db, caller, name(folder))).toBe(isTaken);
		}
	});

	test('is done as oneself', async ({ db }) => {
		const { user, folder } = await beforeSending(db);
		const admin = await db.createAdmin();
		for (const owner of [admin, 'anon'] as const) {
			expect(await canUpload(db, user, `${folder}/a.png`, { owner })).toBe(false);
		}
	});

	test('is done directly, and not by what Storage completes long after it has asked', async ({
		db
	}) => {
		const { user, folder } = await beforeSending(db);
		const upload = (operation: string) => canUpload(db, user, `${folder}/a.png`, { operation });
		for (const operation of ['storage.object.upload', '']) {
			expect(await upload(operation)).toBe(true);
		}
		for (const operation of [
			'storage.object.sign_upload_url',
			'storage.object.copy',
			'storage.tus.upload.create',
			'storage.s3.upload.create_multipart'
		]) {
			expect(await upload(operation), operation).toBe(false);
		}
	});

	test('may be 120 files ahead of what was sent', async ({ db }) => {
		const { user, chatId, id, folder } = await beforeSending(db);
		const admin = await db.createAdmin();
		const next = `${folder}/next.png`;
		// Not theirs, of another chat and of a message: none of these counts.
		await sentFiles(db);
		await store(db, `${folder}/admin.png`, { owner: admin });
		const path = await store(db, `${folder}/sent.png`, { owner: user });
		await sendFiles(db, user, { id, chatId, attachments: [{ path }] });
		const later = `${chatId}/${randomUUID()}`;
		for (let place = 0; place < 119; place++) {
			await store(db, `${later}/${place}.png`, { owner: user });
		}
		expect(await canUpload(db, user, next), 'of a message that was sent').toBe(false);
		expect(await canUpload(db, user, `${later}/next.png`)).toBe(true);
		await store(db, `${later}/119.png`, { owner: user });
		expect(await canUpload(db, user, `${later}/next.png`)).toBe(false);
		expect(await canUpload(db, admin, `${later}/next.png`)).toBe(true);
		const yesterday =
			"update storage.objects set created_at = now() - interval '1 day' where name = $1";
		await db.rows(yesterday, [`${later}/0.png`]);
		expect(await canUpload(db, user, `${later}/next.png`)).toBe(true);
	});
});

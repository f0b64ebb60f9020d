import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { test, type Database } from '../fixtures/database.ts';
import { beforeSending, sendFiles, store, type GivenFile } from './files.ts';
import { refusal } from './refusal.ts';

const missing = refusal('23514', 'attachment_missing');
const malformed = refusal('23514', 'attachments_malformed');

describe('a message with files', () => {
	test('has them as Storage describes them, whatever the client says', async ({ db }) => {
		const { user, chatId, id, folder } = await beforeSending(db);
		const path = await store(db, `${folder}/report.pdf`, {
			owner: user,
			size: 4321,
			type: 'Application/PDF; charset=binary'
		});
		const sent = await sendFiles(db, user, {
			id,
			chatId,
			content: 'See this',
			attachments: [{ path, name: 'Report.pdf', size_bytes: 1, mime_type: 'image/png', more: {} }]
		});
		expect(sent).toEqual({
			id,
			content: 'See this',
			attachments: [
				{
					path,
					name: 'Report.pdf',
					mime_type: 'application/pdf',
					size_bytes: 4321,
					width: null,
					height: null
				}
			]
		});
	});

	test('keeps their order, and names them when nothing is written', async ({ db }) => {
		const { user, chatId, id, folder } = await beforeSending(db);
		const attachments: GivenFile[] = [];
		for (const name of ['c.png', 'a.png', 'b.png']) {
			attachments.push({ path: await store(db, `${folder}/${name}`, { owner: user }), name });
		}
		const sent = await sendFiles(db, user, { id, chatId, content: ' \n\u200b', attachments });
		expect(sent.attachments.map(({ name }) => name)).toEqual(['c.png', 'a.png', 'b.png']);
		expect(sent.content).toBe('c.png, a.png, b.png');
	});

	test('reaches both sides in one event', async ({ db }) => {
		const { user, chatId, id, folder } = await beforeSending(db);
		const path = await store(db, `${folder}/a.png`, { owner: user });
		const { attachments } = await sendFiles(db, user, { id, chatId, attachments: [{ path }] });
		const events = await db.rows<{ files: unknown }>(
			`select payload -> 'message' -> 'attachments' as files from realtime.messages
			where payload -> 'message' ->> 'id' = $1`,
			[id]
		);
		expect(events).toEqual([{ files: attachments }, { files: attachments }]);
	});

	test('of an admin and of a guest is like any other', async ({ db }) => {
		const { chatId } = await beforeSending(db);
		const guest = await db.createGuest();
		for (const [writer, chat] of [
			[await db.createAdmin(), chatId],
			[guest, await db.openChat(guest)]
		] as const) {
			const id = randomUUID();
			const path = await store(db, `${chat}/${id}/a.png`, { owner: writer });
			const sent = await sendFiles(db, writer, { id, chatId: chat, attachments: [{ path }] });
			expect(sent.attachments).toMatchObject([{ path }]);
		}
	});

	test('of the project itself may have objects that nobody owns, and never those of another folder', async ({
		db
	}) => {
		const { chatId, id, folder } = await beforeSending(db);
		const path = await store(db, `${folder}/a.png`, { owner: null });
		const stray = await store(db, `${chatId}/${randomUUID()}/a.png`, { owner: null });
		const send = (given: string) =>
			sendFiles(db, 'service_role', { id, chatId, attachments: [{ path: given }] });
		await expect(send(stray)).rejects.toMatchObject(missing);
		expect(await send(path)).toMatchObject({ content: 'a.png', attachments: [{ path }] });
	});

	test('that is sent again is a duplicate, even when its files are gone or the limits are lower', async ({
		db
	}) => {
		const { user, chatId, id, folder } = await beforeSending(db);
		const path = await store(db, `${folder}/a.png`, { owner: user });
		const send = () => sendFiles(db, user, { id, chatId, attachments: [{ path }] });
		await send();
		await db.rows('update storage.objects set name = name || $2 where name = $1', [path, '-gone']);
		await db.rows('update public.support_settings set attachments_per_message = 0');
		await expect(send()).rejects.toMatchObject({ code: '23505' });
		await db.as(user, () =>
			db.rows(
				`insert into public.support_messages (id, chat_id, content, attachments)
				values ($1, $2, '', $3) on conflict do nothing`,
				[id, chatId, JSON.stringify([{ path }])]
			)
		);
		const stored = 'select count(*)::int from public.support_messages where chat_id = $1';
		expect(await db.value(stored, [chatId])).toBe(1);
	});

	test.for(['null', '[]'])('%s is a message without', async (none, { db }) => {
		const { user, chatId } = await beforeSending(db);
		const send = (content: string) =>
			sendFiles(db, user, { chatId, content, attachments: JSON.parse(none) });
		expect((await send('Hello')).attachments).toEqual([]);
		await expect(send(' ')).rejects.toMatchObject(refusal('23514', 'blank'));
	});

	test('may be sent with others in one request, each with its own', async ({ db }) => {
		const { user, chatId } = await beforeSending(db);
		const rows: Record<string, unknown>[] = [];
		for (let place = 0; place < 3; place++) {
			const id = randomUUID();
			const path = await store(db, `${chatId}/${id}/a.png`, { owner: user });
			rows.push({ id, chat_id: chatId, content: '', attachments: [{ path }] });
		}
		const insert = () =>
			db.as(user, () =>
				db.rows(
					`insert into public.support_messages (id, chat_id, content, attachments)
					select id, chat_id, content, attachments from jsonb_to_recordset($1)
						as given (id uuid, chat_id uuid, content text, attachments jsonb)
					returning id`,
					[JSON.stringify(rows)]
				)
			);
		const own = rows[2]!.attachments;
		rows[2]!.attachments = rows[0]!.attachments;
		await expect(insert()).rejects.toMatchObject(missing);
		rows[2]!.attachments = own;
		expect(await insert()).toHaveLength(3);
	});
});

describe('a file is refused as missing', () => {
	/** The message of `path`, from a user who has a good file beside. */
	async function send(db: Database, path: (folder: string) => string): Promise<void> {
		const { user, chatId, id, folder } = await beforeSending(db);
		const good = await store(db, `${folder}/good.png`, { owner: user });
		const attachments = [{ path: good }, { path: path(folder) }];
		await sendFiles(db, user, { id, chatId, content: 'x', attachments });
	}

	test.for([
		['was never uploaded', (folder: string) => `${folder}/never.png`],
		['has no name', (folder: string) => `${folder}/`],
		['leaves the folder', (folder: string) => `${folder}/../good.png`],
		['is deeper', (folder: string) => `${folder}/a/good.png`],
		['has a line end', (folder: string) => `${folder}/good.png\n`],
		['has other letters', (folder: string) => `${folder}/göod.png`],
		['has upper case ids', (folder: string) => `${folder.toUpperCase()}/good.png`],
		['has the name only', () => 'good.png'],
		['is empty', () => ''],
		['is a pattern', (folder: string) => `${folder}/%`]
	] as const)('when its path %s', async ([, path], { db }) => {
		await expect(send(db, path)).rejects.toMatchObject(missing);
	});

	test('when another has uploaded it, in this folder or elsewhere', async ({ db }) => {
		const { user, chatId, id, folder } = await beforeSending(db);
		const admin = await db.createAdmin();
		const other = await beforeSending(db);
		for (const path of [
			await store(db, `${folder}/admin.png`, { owner: admin }),
			await store(db, `${folder}/nobody.png`, { owner: null }),
			await store(db, `${other.folder}/a.png`, { owner: other.user }),
			await store(db, `${other.folder}/mine.png`, { owner: user }),
			await store(db, `${chatId}/${randomUUID()}/mine.png`, { owner: user }),
			await store(db, `${folder}/bucket.png`, { owner: user, bucket: await hostBucket(db) })
		]) {
			const attempt = sendFiles(db, user, { id, chatId, content: 'x', attachments: [{ path }] });
			await expect(attempt, path).rejects.toMatchObject(missing);
		}
	});

	test('when a message of another chat has its folder', async ({ db }) => {
		const { user, chatId, id } = await beforeSending(db);
		const other = await beforeSending(db);
		const path = await store(db, `${other.chatId}/${id}/a.png`, { owner: user });
		for (const chat of [chatId, other.chatId]) {
			await expect(
				sendFiles(db, user, { id, chatId: chat, content: 'x', attachments: [{ path }] })
			).rejects.toMatchObject(chat === chatId ? missing : refusal('42501', 'not_your_chat'));
		}
	});

	test('when an earlier message has it', async ({ db }) => {
		const { user, chatId, id, folder } = await beforeSending(db);
		const path = await store(db, `${folder}/a.png`, { owner: user });
		await sendFiles(db, user, { id, chatId, attachments: [{ path }] });
		await expect(
			sendFiles(db, user, { chatId, content: 'x', attachments: [{ path }] })
		).rejects.toMatchObject(missing);
	});

	test('when Storage does not know its size, type or version', async ({ db }) => {
		const { user, chatId, id, folder } = await beforeSending(db);
		for (const [name, object] of Object.entries({
			size: { size: null },
			type: { type: null }
		})) {
			const path = await store(db, `${folder}/${name}`, { owner: user, ...object });
			const attempt = sendFiles(db, user, { id, chatId, content: 'x', attachments: [{ path }] });
			await expect(attempt, name).rejects.toMatchObject(missing);
		}
	});
});

/** A bucket of the host's. */
async function hostBucket(db: Database): Promise<string> {
	const id = `avatars-${randomUUID()}`;
	await db.rows('insert into storage.buckets (id, name) values ($1, $1)', [id]);
	return id;
}

describe('what a client says', () => {
	test.for([
		['an object', {}],
		['a text', 'a.png'],
		['a number', 1],
		['true', true],
		['an array of texts', ['a.png']],
		['an array of null', [null]],
		['an array of arrays', [[]]],
		['no path', [{ name: 'a.png' }]],
		['a path of null', [{ path: null }]],
		['a path that is a number', [{ path: 1 }]],
		['a path that is an object', [{ path: { path: 'a' } }]],
		['a name that is a number', [{ path: 'PATH', name: 1 }]],
		['a name that is an object', [{ path: 'PATH', name: {} }]],
		['one path twice', [{ path: 'PATH' }, { path: 'PATH', name: 'b.png' }]]
	] as const)('is malformed: %s', async ([, attachments], { db }) => {
		const { user, chatId, id, folder } = await beforeSending(db);
		const path = await store(db, `${folder}/a.png`, { owner: user });
		const given: unknown = JSON.parse(JSON.stringify(attachments).replaceAll('PATH', path));
		for (const content of ['x', ' ']) {
			const attempt = sendFiles(db, user, { id, chatId, content, attachments: given });
			await expect(attempt).rejects.toMatchObject(malformed);
		}
	});

	test.for([
		['10,000 files', `[${Array.from({ length: 10_000 }, () => '{"path":"x"}').join()}]`],
		['a name of 10 MB', `[{"path":"x","name":"${'x'.repeat(10_000_000)}"}]`],
		['a deep array', `${'['.repeat(2000)}${']'.repeat(2000)}`],
		['a wide object', `{${Array.from({ length: 50_000 }, (_, n) => `"${n}":1`).join()}}`],
		['a long number', `[{"path":"x","width":${'9'.repeat(100_000)}}]`]
	] as const)('is refused without work for it: %s', async ([, json], { db }) => {
		const { user, chatId } = await beforeSending(db);
		await db.rows("set local statement_timeout = '5s'");
		const attempt = db.as(user, () =>
			db.rows(
				'insert into public.support_messages (chat_id, content, attachments) values ($1, $2, $3)',
				[chatId, 'x', json]
			)
		);
		await expect(attempt).rejects.toMatchObject(malformed);
	});

	test('may be as many files as the settings allow', async ({ db }) => {
		const { user, chatId, id, folder } = await beforeSending(db);
		await db.rows('update public.support_settings set attachments_per_message = 10');
		const attachments: GivenFile[] = [];
		for (let place = 0; place < 11; place++) {
			// The longest that there can be.
			const name = `${'n'.repeat(110)}-${place}.png`.slice(-110);
			const path = await store(db, `${folder}/x${name}`, { owner: user });
			attachments.push({ path, name: '😀'.repeat(255), width: 2560, height: 2560 });
		}
		await expect(sendFiles(db, user, { id, chatId, attachments })).rejects.toMatchObject(
			refusal('23514', 'too_many_attachments')
		);
		const sent = await sendFiles(db, user, { id, chatId, attachments: attachments.slice(1) });
		expect(sent.attachments).toHaveLength(10);
		expect(sent.content).toHaveLength(10 * 255 * 2 + 9 * 2);
	});

	test('may be no file when the settings allow none', async ({ db }) => {
		const { user, chatId, id, folder } = await beforeSending(db);
		await db.rows('update public.support_settings set attachments_per_message = 0');
		const path = await store(db, `${folder}/a.png`, { owner: user });
		await expect(
			sendFiles(db, user, { id, chatId, attachments: [{ path }] })
		).rejects.toMatchObject(refusal('23514', 'too_many_attachments'));
	});

	test('a file that is larger than the settings allow, or of another type, is refused', async ({
		db
	}) => {
		const { user, chatId, id, folder } = await beforeSending(db);
		const limit = await db.value<number>(
			'select attachment_max_bytes from public.support_settings'
		);
		const send = (path: string) => sendFiles(db, user, { id, chatId, attachments: [{ path }] });
		const large = await store(db, `${folder}/large.png`, { owner: user, size: limit + 1 });
		await expect(send(large)).rejects.toMatchObject(refusal('23514', 'attachment_too_large'));
		for (const type of ['application/octet-stream', 'text/javascript', 'image', '']) {
			const path = await store(db, `${folder}/type`, { owner: user, type });
			await expect(send(path), type).rejects.toMatchObject(refusal('23514', 'attachment_type'));
		}
		const fits = await store(db, `${folder}/fits.png`, { owner: user, size: limit });
		expect((await send(fits)).attachments).toMatchObject([{ size_bytes: limit }]);
	});
});

describe('the name of a file', () => {
	test.for([
		['a/b\\c.png', 'abc.png'],
		['../../etc/passwd', '....etcpasswd'],
		['a\u202egnp.exe', 'agnp.exe'],
		['\u200f\u2066a\u2069\u061c.png', 'a.png'],
		['line\r\nend\u2028.png', 'lineend.png'],
		['bell\u0007\u009f.png', 'bell.png'],
		['  a.png \t', 'a.png'],
		['תמונה.png', 'תמונה.png'],
		['👩‍👩‍👧.png', '👩‍👩‍👧.png'],
		['', 'object.png'],
		[null, 'object.png'],
		['\u200b \u202e/', 'object.png'],
		['x'.repeat(300) + '.pdf', 'x'.repeat(251) + '.pdf'],
		['x'.repeat(300), 'x'.repeat(255)],
		['x.' + 'y'.repeat(300), 'x.' + 'y'.repeat(253)]
	] as const)('%j is stored as %j', async ([name, stored], { db }) => {
		const { user, chatId, id, folder } = await beforeSending(db);
		const path = await store(db, `${folder}/object.png`, { owner: user });
		const sent = await sendFiles(db, user, { id, chatId, attachments: [{ path, name }] });
		expect(sent.attachments).toMatchObject([{ name: stored }]);
		expect(sent.content).toBe(stored);
	});

	test('may not have NUL, which Postgres cannot store', async ({ db }) => {
		const { user, chatId, id, folder } = await beforeSending(db);
		const path = await store(db, `${folder}/a.png`, { owner: user });
		await expect(
			sendFiles(db, user, { id, chatId, attachments: [{ path, name: 'a\0.png' }] })
		).rejects.toMatchObject({ code: '22P05' });
	});
});

describe('a picture to show in place', () => {
	const png = { width: 640, height: 480 };

	async function shown(
		db: Database,
		sizes: string,
		{ type = 'image/png', preview = 'image/jpeg' as string | null, isOwn = true } = {}
	) {
		const { user, chatId, id, folder } = await beforeSending(db);
		const owner = isOwn ? user : await db.createAdmin();
		const path = await store(db, `${folder}/a`, { owner: user, type });
		if (preview) await store(db, `${path}.preview`, { owner, type: preview });
		const json = `[{"path":"${path}",${sizes}}]`;
		const [row] = await db.as(user, () =>
			db.rows<{ attachments: [{ width: number | null; height: number | null }]; versions: object }>(
				`insert into public.support_messages (id, chat_id, content, attachments)
				values ($1, $2, '', $3) returning attachments, attachment_versions as versions`,
				[id, chatId, json]
			)
		);
		const [{ width, height }] = row!.attachments;
		return { size: [width, height], previews: Object.keys(row!.versions).length - 1 };
	}

	test.for(['image/jpeg', 'image/png', 'image/webp'])('is of type %s', async (type, { db }) => {
		expect(await shown(db, '"width":2560,"height":1', { type })).toEqual({
			size: [2560, 1],
			previews: 1
		});
	});

	test.for(['image/gif', 'image/svg+xml', 'text/html', 'application/pdf'])(
		'is not of type %s',
		async (type, { db }) => {
			const file = { size: [null, null], previews: 0 };
			expect(await shown(db, '"width":10,"height":10', { type })).toEqual(file);
		}
	);

	test.for([
		'"width":0,"height":10',
		'"width":-1,"height":10',
		'"width":2561,"height":10',
		'"width":10.5,"height":10',
		'"width":1e400,"height":1e400',
		'"width":1e131000,"height":1',
		'"width":1e-400,"height":1',
		'"width":"10","height":10',
		'"width":true,"height":10',
		'"width":[10],"height":10',
		'"width":null,"height":10',
		'"width":10',
		'"height":10'
	])('has both sides as whole numbers, not %s', async (sizes, { db }) => {
		expect(await shown(db, sizes)).toEqual({ size: [null, null], previews: 0 });
	});

	test('has a preview, a JPEG of the same writer', async ({ db }) => {
		const sizes = JSON.stringify(png).slice(1, -1);
		const none = { size: [null, null], previews: 0 };
		expect(await shown(db, sizes)).toEqual({ size: [640, 480], previews: 1 });
		expect(await shown(db, sizes, { preview: null })).toEqual(none);
		expect(await shown(db, sizes, { preview: 'image/svg+xml' })).toEqual(none);
		expect(await shown(db, sizes, { isOwn: false })).toEqual(none);
	});
});

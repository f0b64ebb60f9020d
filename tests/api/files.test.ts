import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { environment } from '../fixtures/environment.ts';
import {
	createAdmin,
	createUser,
	openChat,
	remove,
	secretClient,
	visitorClient
} from '../fixtures/people.ts';
import type { Person } from '../fixtures/people.ts';

// Files as supabase-js sends and reads them, through Storage.

const BUCKET = 'support-attachments';
const PNG = new Blob([new Uint8Array([0x89, 0x50, 0x4e, 0x47])], { type: 'image/png' });

let user: Person;
let other: Person;
let admin: Person;
let chatId: string;
beforeAll(async () => {
	[user, other, admin] = await Promise.all([createUser(), createUser(), createAdmin()]);
	chatId = await openChat(user);
	await openChat(other);
});
afterAll(() => Promise.all([user, other, admin].map(remove)));

const upload = (person: Person, path: string, file: Blob = PNG) =>
	person.client.storage.from(BUCKET).upload(path, file, { contentType: file.type });
const send = (person: Person, row: { id: string; content?: string; attachments: object[] }) =>
	person.client
		.from('support_messages')
		.insert({ content: '', chat_id: chatId, ...row, attachments: row.attachments as never })
		.select('content, attachments')
		.single();
const sign = (person: Person, paths: string[]) =>
	person.client.storage.from(BUCKET).createSignedUrls(paths, 60);

describe('a picture', () => {
	const id = randomUUID();
	let path: string;

	test('is uploaded with its preview, and then sent', async () => {
		path = `${chatId}/${id}/shot.png`;
		expect((await upload(user, path)).error).toBeNull();
		const preview = new Blob([new Uint8Array(10)], { type: 'image/jpeg' });
		expect((await upload(user, `${path}.preview`, preview)).error).toBeNull();
		const { data, error } = await send(user, {
			id,
			attachments: [{ path, name: 'Shot.png', width: 2, height: 1 }]
		});
		expect(error).toBeNull();
		expect(data).toEqual({
			content: 'Shot.png',
			attachments: [
				{ path, name: 'Shot.png', mime_type: 'image/png', size_bytes: 4, width: 2, height: 1 }
			]
		});
	});

	test('is read by both sides at signed addresses, and by nobody else', async () => {
		const paths = [path, `${path}.preview`];
		for (const person of [user, admin]) {
			const { data } = await sign(person, paths);
			for (const { signedUrl } of data!) {
				expect((await fetch(signedUrl!)).status).toBe(200);
			}
		}
		const { data } = await sign(other, paths);
		expect(data!.map(({ signedUrl }) => signedUrl)).toEqual([null, null]);
		for (const client of [other.client, visitorClient()]) {
			expect((await client.storage.from(BUCKET).download(path)).error).not.toBeNull();
			expect((await client.storage.from(BUCKET).list(`${chatId}/${id}`)).data ?? []).toEqual([]);
		}
		const open = `${environment.url}/storage/v1/object/public/${BUCKET}/${path}`;
		expect((await fetch(open)).ok).toBe(false);
	});

	test('is not replaced, moved, copied into or removed', async () => {
		for (const person of [user, admin, other]) {
			const bucket = person.client.storage.from(BUCKET);
			const options = { contentType: 'image/png', upsert: true };
			expect((await bucket.upload(path, PNG, options)).error, 'upsert').not.toBeNull();
			expect((await bucket.update(path, PNG)).error, 'update').not.toBeNull();
			const target = `${chatId}/${randomUUID()}/b.png`;
			expect((await bucket.move(path, target)).error, 'move').not.toBeNull();
			expect((await bucket.copy(path, target)).error, 'copy').not.toBeNull();
			expect((await bucket.createSignedUploadUrl(target)).error, 'signed').not.toBeNull();
			await bucket.remove([path]);
		}
		const { data } = await secretClient().storage.from(BUCKET).download(path);
		expect(data?.size).toBe(PNG.size);
		expect((await upload(user, `${chatId}/${id}/more.png`)).error, 'sent already').not.toBeNull();
	});

	test('tells its state', async () => {
		const { data } = await user.client.rpc('support_attachment_states', { paths: [path] });
		expect(data).toEqual([{ path, state: 'ready' }]);
	});
});

test('what is too large or of another type is refused by Storage', async () => {
	const folder = `${chatId}/${randomUUID()}`;
	const type = new Blob(['x'], { type: 'application/octet-stream' });
	expect((await upload(user, `${folder}/a.bin`, type)).error).toMatchObject({ statusCode: '415' });
	const large = new Blob([new Uint8Array(10 * 1024 * 1024 + 1)], { type: 'image/png' });
	expect((await upload(user, `${folder}/a.png`, large)).error).toMatchObject({ statusCode: '413' });
});

test('a message without its files is refused with the reason', async () => {
	const id = randomUUID();
	const { error } = await send(user, { id, attachments: [{ path: `${chatId}/${id}/a.png` }] });
	expect(error).toMatchObject({ code: '23514', details: '{"reason": "attachment_missing"}' });
});

test('the limits are told, and not to visitors', async () => {
	const { data } = await user.client.rpc('support_attachment_limits');
	expect(data).toMatchObject({ max_bytes: 10 * 1024 * 1024, per_message: 5 });
	expect((await visitorClient().rpc('support_attachment_limits')).error?.code).toBe('42501');
});

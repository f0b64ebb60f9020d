import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { test as base, type Caller, type Database } from '../fixtures/database.ts';
import {
	ageStored,
	batch,
	claimed,
	claimOf,
	dispatchRemovals,
	passFor,
	pathsIn,
	prepareRemoval,
	queuedIn,
	recordRemoval,
	removeStored,
	sendUpload,
	takeRequest,
	uploadFor,
	type Upload
} from './file-removals.ts';
import { store } from './files.ts';
import { refusal } from './refusal.ts';

// Which files leave Storage and when. That their bytes do is in tests/api/file-removal.test.ts.

interface World {
	db: Database;
	user: Caller;
	chatId: string;
	/** Sent, in the user's chat. */
	sent: Upload;
}

const test = base.extend<{ world: World }>({
	world: async ({ db }, use) => {
		const user = await db.createUser();
		const chatId = await db.openChat(user);
		const sent = await uploadFor(db, user, chatId);
		await sendUpload(db, user, sent);
		await use({ db, user, chatId, sent });
	}
});

describe('deletions', () => {
	test('of a message queue its files and their previews', async ({ world }) => {
		const { db, chatId, sent } = world;
		const other = await uploadFor(db, world.user, chatId);
		await sendUpload(db, world.user, other);
		await db.rows('delete from public.support_messages where id = $1', [sent.id]);
		expect(await pathsIn(db, chatId)).toEqual(sent.paths);
	});

	test('of a message without files queue nothing', async ({ world: { db, user, chatId } }) => {
		const { id } = await db.send(user, chatId);
		await db.rows('delete from public.support_messages where id = $1', [id]);
		expect(await pathsIn(db, chatId)).toEqual([]);
	});

	const DELETIONS: Record<string, (world: World) => Promise<unknown>> = {
		'the user’s erasure': ({ db, user }) =>
			db.as(user, () => db.rows('select public.erase_support_data()')),
		'an admin’s erasure': async ({ db, user }) =>
			db.as(await db.createAdmin(), () =>
				db.rows('select public.erase_support_data($1)', [user.id])
			),
		'the account’s deletion': ({ db, user }) =>
			db.rows('delete from auth.users where id = $1', [user.id]),
		'the end of the retention': async ({ db, chatId }) => {
			await db.rows("update public.support_settings set archived_chat_retention = '1 day'");
			await db.rows(
				"update public.support_chats set archived_at = now() - interval '2 days' where id = $1",
				[chatId]
			);
			await db.rows('select support_private.delete_expired_support_chats()');
		}
	};
	for (const [name, remove] of Object.entries(DELETIONS)) {
		test(`${name} removes all files of the chat, those that were not sent too`, async ({
			world
		}) => {
			const { db, chatId, sent } = world;
			const unsent = await uploadFor(db, world.user, chatId);
			// The nearest name after the folder's.
			const neighbour = `${chatId}0`;
			await store(db, `${neighbour}/${randomUUID()}/a.png`, { owner: null });
			await remove(world);
			expect(await pathsIn(db, chatId)).toEqual([`${chatId}/`]);
			const claim = await dispatchRemovals(db).then(() => claimOf(db, chatId));
			expect(await prepareRemoval(db, claim, chatId)).toEqual(
				[...sent.paths, ...unsent.paths].sort()
			);
			expect(await pathsIn(db, neighbour)).toEqual([]);
		});
	}

	test('of a chat without files leave nothing queued', async ({ world: { db } }) => {
		const user = await db.createUser();
		const chatId = await db.openChat(user);
		await db.rows('delete from public.support_chats where id = $1', [chatId]);
		await dispatchRemovals(db);
		expect(await pathsIn(db, chatId)).toEqual([]);
	});
});

describe('files that no message has', () => {
	test('are queued a day after their upload, by a sweep in steps', async ({ world }) => {
		const { db, user, chatId, sent } = world;
		const forgotten = await uploadFor(db, user, chatId, '25 hours');
		await uploadFor(db, user, chatId, '23 hours');
		await ageStored(db, sent.paths, '2 days');
		await store(db, `${chatId}/not-ours.txt`, { owner: null });
		await ageStored(db, [`${chatId}/not-ours.txt`], '25 hours');
		await db.rows('delete from support_private.support_file_removal_progress');
		const count = await db.value<number>(
			"select count(*)::integer from storage.objects where bucket_id = 'support-attachments'"
		);
		const steps = Math.floor(count / 2) + 1;
		for (let step = 0; step < steps; step++) {
			await db.rows('select support_private.queue_unsent_support_files(2)');
		}
		expect(await pathsIn(db, chatId)).toEqual(
			[...forgotten.paths, `${chatId}/not-ours.txt`].sort()
		);
		// The round has ended, and the next begins with the first file again.
		expect(
			await db.value('select swept_until from support_private.support_file_removal_progress')
		).toBe('');
	});

	test('of another bucket are not looked at', async ({ world: { db, chatId } }) => {
		await db.rows("insert into storage.buckets (id, name) values ('host', 'host')");
		await db.rows(
			`insert into storage.objects (bucket_id, name, created_at)
			values ('host', $1, now() - interval '1 year')`,
			[`${chatId}/x/a.png`]
		);
		await db.rows('select support_private.queue_unsent_support_files(100000)');
		expect(await pathsIn(db, chatId)).toEqual([]);
	});
});

describe('a message', () => {
	async function queuedUpload({ db, user, chatId }: World): Promise<Upload> {
		const upload = await uploadFor(db, user, chatId, '25 hours');
		await db.rows('select support_private.queue_unsent_support_files(100000)');
		expect(await pathsIn(db, chatId)).toEqual(upload.paths);
		return upload;
	}

	test('keeps a file that is queued', async ({ world }) => {
		const upload = await queuedUpload(world);
		await sendUpload(world.db, world.user, upload);
		expect(await pathsIn(world.db, world.chatId)).toEqual([]);
	});

	test('is refused a file that was claimed, also after a failed attempt', async ({ world }) => {
		const { db, user, chatId } = world;
		const upload = await queuedUpload(world);
		const claim = await claimed(db, chatId);
		const missing = refusal('23514', 'attachment_missing');
		await expect(sendUpload(db, user, upload)).rejects.toMatchObject(missing);
		await prepareRemoval(db, claim, chatId);
		await recordRemoval(db, claim, 'Storage answered 503');
		await expect(sendUpload(db, user, upload)).rejects.toMatchObject(missing);
	});

	test('that took a file by another way keeps it at the claim', async ({ world }) => {
		const { db, chatId, sent } = world;
		await db.rows(
			'insert into support_private.support_file_removals (path) select unnest($1::text[])',
			[sent.paths]
		);
		await dispatchRemovals(db);
		expect(await pathsIn(db, chatId)).toEqual([]);
	});
});

describe('a claim', () => {
	async function erased({ db, user, chatId }: World): Promise<void> {
		await db.as(user, () => db.rows('select public.erase_support_data()'));
		expect(await pathsIn(db, chatId)).toEqual([`${chatId}/`]);
	}

	test('is made known to the edge function only, without a path', async ({ world }) => {
		const { db, chatId } = world;
		await erased(world);
		const { batch_id, claim } = await claimed(db, chatId);
		const [request] = await db.rows<{ url: string; body: string; timeout: number }>(
			`select url, convert_from(body, 'utf8') as body, timeout_milliseconds as timeout
			from net.http_request_queue where position($1 in convert_from(body, 'utf8')) > 0`,
			[batch_id]
		);
		expect(request?.url).toMatch(/\/functions\/v1\/support-attachment-removal$/);
		expect(JSON.parse(request!.body)).toEqual({ batch_id, claim });
		const stored = await db.value<string>(
			'select to_jsonb(b)::text from support_private.support_file_removal_batches as b where id = $1',
			[batch_id]
		);
		expect(stored).not.toContain(claim);
	});

	test('gets the paths once', async ({ world }) => {
		await erased(world);
		const claim = await claimed(world.db, world.chatId);
		expect(await prepareRemoval(world.db, claim, world.chatId)).toHaveLength(2);
		expect(await prepareRemoval(world.db, claim, world.chatId)).toBeNull();
	});

	test('that is not known gets and records nothing', async ({ world }) => {
		const { db, chatId } = world;
		await erased(world);
		const claim = await claimed(db, chatId);
		for (const other of [
			{ ...claim, claim: 'c1'.repeat(32) },
			{ ...claim, batch_id: randomUUID() }
		]) {
			expect(await prepareRemoval(db, other, chatId)).toBeNull();
			await recordRemoval(db, other, 'forged');
		}
		expect(await batch(db, claim.batch_id)).toMatchObject({ last_error: null });
	});

	test('is dead after a later one', async ({ world }) => {
		const { db, chatId } = world;
		await erased(world);
		const first = await claimed(db, chatId);
		await takeRequest(db, first.batch_id);
		await passFor(db, first.batch_id, '5 minutes');
		const second = await claimed(db, chatId);
		expect(second.claim).not.toBe(first.claim);
		expect(await prepareRemoval(db, first, chatId)).toBeNull();
		await recordRemoval(db, first, 'late');
		expect((await batch(db, first.batch_id))?.last_error).toBe('The function did not report back.');
		expect(await prepareRemoval(db, second, chatId)).toHaveLength(2);
	});

	test('gets nothing in its last 2 minutes', async ({ world }) => {
		const { db, chatId } = world;
		await erased(world);
		const claim = await claimed(db, chatId);
		await passFor(db, claim.batch_id, '3 minutes 1 second');
		expect(await prepareRemoval(db, claim, chatId)).toBeNull();
	});

	test('waits longer at each attempt, up to an hour, and never gives up', async ({ world }) => {
		const { db, chatId } = world;
		await erased(world);
		const waits: number[] = [];
		for (let attempt = 0; attempt < 7; attempt++) {
			const { batch_id } = await claimed(db, chatId);
			const { due_in } = (await batch(db, batch_id))!;
			waits.push(due_in / 60);
			await takeRequest(db, batch_id);
			await passFor(db, batch_id, `${due_in} seconds`);
		}
		expect(waits).toEqual([5, 10, 20, 40, 60, 60, 60]);
	});

	test('is not followed by another while its request waits for pg_net', async ({ world }) => {
		const { db, chatId } = world;
		await erased(world);
		const { batch_id } = await claimed(db, chatId);
		await passFor(db, batch_id, '1 hour');
		await dispatchRemovals(db);
		expect(await batch(db, batch_id)).toMatchObject({ attempts: 1 });
	});

	test('is made by no one without functions_url', async ({ world }) => {
		const { db, chatId } = world;
		await erased(world);
		await db.rows('update public.support_settings set functions_url = null');
		expect(await db.value('select support_private.dispatch_support_file_removals()')).toBe(0);
		expect(await queuedIn(db, chatId)).toEqual(
			world.sent.paths.map((path) => ({ path, batch_id: null }))
		);
	});

	test('is of no use to anybody without the secret key', async ({ world }) => {
		const { db, user, chatId } = world;
		const admin = await db.createAdmin();
		await erased(world);
		const { batch_id, claim } = await claimed(db, chatId);
		for (const caller of ['anon', user, admin] as const) {
			for (const name of ['prepare', 'record']) {
				const call = db.as(caller, () =>
					db.rows(`select public.${name}_support_file_removal($1, $2)`, [batch_id, claim])
				);
				await expect(call).rejects.toMatchObject({ code: '42501' });
			}
		}
	});
});

describe('the result', () => {
	async function prepared({ db, user, chatId }: World) {
		await db.as(user, () => db.rows('select public.erase_support_data()'));
		const claim = await claimed(db, chatId);
		return { claim, paths: (await prepareRemoval(db, claim, chatId))! };
	}

	test('of a removal is that nothing is queued any more', async ({ world }) => {
		const { db, chatId } = world;
		const { claim } = await prepared(world);
		const all = await db.rows<{ path: string }>(
			'select path from support_private.support_file_removals where batch_id = $1',
			[claim.batch_id]
		);
		await removeStored(
			db,
			all.map(({ path }) => path)
		);
		await recordRemoval(db, claim);
		expect(await pathsIn(db, chatId)).toEqual([]);
		expect(await batch(db, claim.batch_id)).toBeUndefined();
	});

	test('is looked up: what is half gone is tried again', async ({ world }) => {
		const { db, chatId } = world;
		const { claim, paths } = await prepared(world);
		await removeStored(db, [paths[0]!]);
		await recordRemoval(db, claim, 'Storage answered 500: x');
		expect(await pathsIn(db, chatId)).toEqual([paths[1]]);
		expect(await batch(db, claim.batch_id)).toMatchObject({
			attempts: 1,
			last_error: 'Storage answered 500: x'
		});
		await takeRequest(db, claim.batch_id);
		await passFor(db, claim.batch_id, '5 minutes');
		const next = await claimed(db, chatId);
		expect(next.batch_id).toBe(claim.batch_id);
		expect(await prepareRemoval(db, next, chatId)).toEqual([paths[1]]);
	});

	test('that was lost is noticed at the next claim', async ({ world }) => {
		const { db, chatId } = world;
		const { claim } = await prepared(world);
		const all = await db.rows<{ path: string }>(
			'select path from support_private.support_file_removals where batch_id = $1',
			[claim.batch_id]
		);
		await removeStored(
			db,
			all.map(({ path }) => path)
		);
		await takeRequest(db, claim.batch_id);
		await passFor(db, claim.batch_id, '5 minutes');
		await dispatchRemovals(db);
		expect(await pathsIn(db, chatId)).toEqual([]);
		expect(await batch(db, claim.batch_id)).toBeUndefined();
	});

	test('that claims a success is not believed', async ({ world }) => {
		const { db, chatId } = world;
		const { claim, paths } = await prepared(world);
		await recordRemoval(db, claim);
		expect(await pathsIn(db, chatId)).toEqual(paths);
		expect((await batch(db, claim.batch_id))?.last_error).toContain('still has some');
	});
});

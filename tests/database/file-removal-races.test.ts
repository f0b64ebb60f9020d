import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { expect, test } from 'vitest';
import { openChat, pool, withPeople } from './committed.ts';
import { refusal } from './refusal.ts';

// A message that takes a file and a claim that removes it, at the same moment: never both.

interface Upload {
	id: string;
	chatId: string;
	path: string;
}

/** A file that was uploaded for a message and is queued because none has taken it. */
async function queuedUpload(user: string): Promise<Upload> {
	const chatId = await openChat(user);
	const id = randomUUID();
	const path = `${chatId}/${id}/a.png`;
	await pool.query(
		`insert into storage.objects (bucket_id, name, owner_id, version, metadata, created_at)
		values (
			'support-attachments', $1, $2, 'v1', '{"size": 3, "mimetype": "image/png"}', now() - interval '2 days'
		)`,
		[path, user]
	);
	await pool.query('insert into support_private.support_file_removals (path) values ($1)', [path]);
	return { id, chatId, path };
}

const SEND = `insert into public.support_messages (id, chat_id, content, attachments)
	values ($1, $2, '', $3)`;
const valuesOf = ({ id, chatId, path }: Upload) => [id, chatId, JSON.stringify([{ path }])];

/** Claims what is queued, as the job does. */
const CLAIM = 'select support_private.claim_support_files(100000)';

async function isClaimed(client: pg.Client | pg.PoolClient | pg.Pool, path: string) {
	const { rows } = await client.query<{ is_claimed: boolean }>(
		`select batch_id is not null as is_claimed
		from support_private.support_file_removals where path = $1`,
		[path]
	);
	return rows[0]?.is_claimed;
}

/** Waits until a connection waits for a lock of another one. */
async function waitsForLock(processId: number): Promise<void> {
	await expect
		.poll(async () => {
			const { rows } = await pool.query<{ blocked: boolean }>(
				'select cardinality(pg_blocking_pids($1)) > 0 as blocked',
				[processId]
			);
			return rows[0]?.blocked;
		})
		.toBe(true);
}

interface Race {
	user: string;
	upload: Upload;
	writer: pg.PoolClient;
	/** In a transaction in which the jobs of the stack wait. */
	job: pg.PoolClient;
}

/** Two connections and an upload. What they do not commit is undone. */
async function race(use: (race: Race) => Promise<void>): Promise<void> {
	await withPeople(async ({ user }) => {
		const [writer, job] = await Promise.all([pool.connect(), pool.connect()]);
		try {
			await job.query('begin');
			await job.query('select support_private.lock_support_file_jobs()');
			await use({ user, upload: await queuedUpload(user), writer, job });
		} finally {
			for (const client of [writer, job]) {
				await client.query('rollback');
				client.release();
			}
		}
	});
}

async function beginAs(client: pg.PoolClient, user: string): Promise<number> {
	await client.query('begin');
	const { rows } = await client.query<{ id: number }>('select pg_backend_pid() as id');
	await client.query("select set_config('request.jwt.claims', $1, true)", [
		JSON.stringify({ role: 'authenticated', sub: user })
	]);
	await client.query('set local role authenticated');
	return rows[0]!.id;
}

test('a claim leaves out a file that a message is taking', () =>
	race(async ({ user, upload, writer, job }) => {
		await beginAs(writer, user);
		await writer.query(SEND, valuesOf(upload));
		await job.query(CLAIM);
		expect(await isClaimed(job, upload.path)).toBe(false);
		await writer.query('commit');
		await job.query(CLAIM);
		expect(await isClaimed(job, upload.path)).toBeUndefined();
	}));

test('a claim leaves out a file that is queued while a message is taking it', () =>
	race(async ({ user, upload, writer, job }) => {
		const queue = 'insert into support_private.support_file_removals (path) values ($1)';
		await pool.query('delete from support_private.support_file_removals where path = $1', [
			upload.path
		]);
		await beginAs(writer, user);
		await writer.query(SEND, valuesOf(upload));
		await job.query(queue, [upload.path]);
		await job.query(CLAIM);
		expect(await isClaimed(job, upload.path)).toBe(false);
		await writer.query('commit');
		await job.query(CLAIM);
		expect(await isClaimed(job, upload.path)).toBeUndefined();
	}));

test('a message waits for a claim of its file, and is refused', () =>
	race(async ({ user, upload, writer, job }) => {
		await job.query(CLAIM);
		expect(await isClaimed(job, upload.path)).toBe(true);
		const processId = await beginAs(writer, user);
		const sent = writer.query(SEND, valuesOf(upload));
		const refused = expect(sent).rejects.toMatchObject(refusal('23514', 'attachment_missing'));
		await waitsForLock(processId);
		await job.query('commit');
		await refused;
	}));

test('a message is taken when the claim of its file was undone', () =>
	race(async ({ user, upload, writer, job }) => {
		await job.query(CLAIM);
		const processId = await beginAs(writer, user);
		const sent = writer.query(SEND, valuesOf(upload));
		await waitsForLock(processId);
		await job.query('rollback');
		await sent;
		await writer.query('commit');
		expect(await isClaimed(writer, upload.path)).toBeUndefined();
	}));

test('a chat is erased while a job queues its files', () =>
	race(async ({ user, upload, writer, job }) => {
		await pool.query('delete from support_private.support_file_removals where path = $1', [
			upload.path
		]);
		await job.query('select support_private.queue_unsent_support_files(100000)');
		await beginAs(writer, user);
		await writer.query('select public.erase_support_data()');
		await writer.query('commit');
		const { rows } = await job.query<{ path: string }>(
			`select path from support_private.support_file_removals
			where starts_with(path, $1) order by path`,
			[upload.chatId]
		);
		expect(rows.map(({ path }) => path)).toEqual([`${upload.chatId}/`, upload.path]);
	}));

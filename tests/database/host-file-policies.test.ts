import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { test as base, type Caller, type Database } from '../fixtures/database.ts';
import { useOwnStack } from '../fixtures/own-stack.ts';
import { BUCKET, canRead, canUpload, sentFiles, store } from './files.ts';
import { isMeant, makeOutsiders, rolesOf, type Outsiders } from './outsiders.ts';

// The host's own policies on storage.objects are OR-ed with ours, and "everybody signed in may use files" is a common
// one. It opens the host's buckets, to whoever it means, and none of ours.

// To make a policy locks its table: in a database of the tests' own.
useOwnStack();

interface World {
	db: Database;
	outsiders: Outsiders;
	/** The owner of a chat with a message with files. */
	owner: Caller;
	admin: Caller;
	/** The objects of the message. */
	sent: string[];
	/** Files of the owner's that no message has. */
	unsent: string[];
	/** Names of which the owner's chat may get files. */
	open: string[];
	/** The host's bucket, with `logo.png` in it. */
	host: string;
}

const test = base.extend<{ world: World }>({
	world: async ({ db }, use) => {
		const outsiders = await makeOutsiders(db);
		const { user, chatId, all } = await sentFiles(db);
		const later = `${chatId}/${randomUUID()}`;
		const host = `host-${randomUUID()}`;
		await db.rows('insert into storage.buckets (id, name) values ($1, $1)', [host]);
		await store(db, 'logo.png', { owner: null, bucket: host });
		await use({
			db,
			outsiders,
			owner: user,
			admin: await db.createAdmin(),
			sent: all,
			unsent: [
				await store(db, `${later}/a.png`, { owner: user }),
				await store(db, 'stray.png', { owner: user })
			],
			open: [`${later}/b.png`, `${chatId}/${randomUUID()}/a.png`],
			host
		});
	}
});

/** Lets `to` do everything with all files, as far as the host has a say. */
async function allow(db: Database, to: string): Promise<void> {
	await db.rows(
		`create policy "host" on storage.objects for all to ${to} using (true) with check (true)`
	);
}

/** Whether the caller sees a file of the host's. */
async function seesHosts(db: Database, caller: Caller | 'anon', bucket: string): Promise<boolean> {
	const sql = "select from storage.objects where bucket_id = $1 and name = 'logo.png'";
	return (await db.as(caller, () => db.rows(sql, [bucket]))).length > 0;
}

describe.each(['public', 'anon, authenticated', 'the role'])(
	'a host that allows all to %s',
	(to) => {
		test('opens none of our files to anybody', async ({ world }) => {
			const { db, outsiders, sent, unsent, open } = world;
			await allow(db, rolesOf(to, outsiders));
			for (const [who, caller] of Object.entries(outsiders)) {
				for (const name of [...sent, ...unsent]) {
					expect(await canRead(db, caller, name), `${who} reads ${name}`).toBe(false);
				}
				for (const name of [...open, 'a.png', `${randomUUID()}/${randomUUID()}/a.png`]) {
					expect(await canUpload(db, caller, name), `${who} uploads ${name}`).toBe(false);
				}
			}
		});

		test('gives nobody more than the product does', async ({ world }) => {
			const { db, outsiders, owner, admin, sent, unsent, open } = world;
			await allow(db, rolesOf(to, outsiders));
			for (const caller of [owner, admin]) {
				for (const name of sent) {
					expect(await canRead(db, caller, name)).toBe(true);
					expect(await canUpload(db, caller, `${name}.more`), 'sent already').toBe(false);
				}
				for (const name of open) {
					expect(await canUpload(db, caller, name)).toBe(true);
					const operation = 'storage.object.sign_upload_url';
					expect(await canUpload(db, caller, name, { operation })).toBe(false);
				}
				expect(await canUpload(db, caller, 'a.png')).toBe(false);
			}
			expect(await canRead(db, admin, unsent[0]!)).toBe(false);
		});

		test('has its own files as it means to', async ({ world }) => {
			const { db, outsiders, host } = world;
			await allow(db, rolesOf(to, outsiders));
			for (const [who, caller] of Object.entries(outsiders)) {
				const may = isMeant(to, caller);
				expect(await seesHosts(db, caller, host), who).toBe(may);
				for (const name of ['new.png', `${randomUUID()}/${randomUUID()}/a.png`, 'ä b\n']) {
					const operation = 'storage.object.sign_upload_url';
					expect(await canUpload(db, caller, name, { bucket: host, operation }), who).toBe(may);
				}
			}
		});

		test('lets nobody change, move or delete a file', async ({ world }) => {
			const { db, outsiders, owner, admin, sent, unsent, host } = world;
			await allow(db, rolesOf(to, outsiders));
			const ours = [...sent, ...unsent];
			for (const caller of [owner, admin, ...Object.values(outsiders)]) {
				const run = (sql: string, values: unknown[]) => db.as(caller, () => db.rows(sql, values));
				for (const change of ["version = 'x'", "bucket_id = 'x'", 'metadata = null']) {
					const sql = `update storage.objects set ${change} where bucket_id = $1 and name = any($2) returning 1`;
					expect(await run(sql, [BUCKET, ours]), change).toEqual([]);
				}
				const move =
					'update storage.objects set bucket_id = $1, name = $2 where bucket_id = $3 returning 1';
				await db.rows('savepoint move');
				const moved = await run(move, [BUCKET, `${world.open[0]}`, host]).catch(
					(error: { code: string }) => error.code
				);
				expect(['42501', []]).toContainEqual(moved);
				await db.rows('rollback to savepoint move');
				await db.rows("set local storage.allow_delete_query = 'true'");
				const sql = 'delete from storage.objects where bucket_id = $1 returning 1';
				expect(await run(sql, [BUCKET])).toEqual([]);
			}
		});
	}
);

test('without policies of its own the host’s files are closed, and no policy of ours fails', async ({
	world
}) => {
	const { db, outsiders, owner, admin, host } = world;
	for (const caller of [owner, admin, ...Object.values(outsiders)]) {
		expect(await seesHosts(db, caller, host)).toBe(false);
		expect(await canUpload(db, caller, 'new.png', { bucket: host })).toBe(false);
	}
});

test('a query for files of the host’s may run in parallel, as without our policies', async ({
	world
}) => {
	const { db, owner } = world;
	await allow(db, 'authenticated');
	await db.rows('set local debug_parallel_query = on');
	const plan = await db.as(owner, () =>
		db.rows("explain select count(*) from storage.objects where bucket_id like 'host%'")
	);
	expect(JSON.stringify(plan)).toContain('Gather');
});

import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { environment } from '../fixtures/environment.ts';
import { createUser, openChat, remove, secretClient, type Person } from '../fixtures/people.ts';

// From a deletion to Storage: queue, claim, pg_net, edge function, Storage's API, result.

let db: pg.Client;
let user: Person;
beforeAll(async () => {
	db = new pg.Client({ connectionString: environment.dbUrl });
	await db.connect();
	user = await createUser();
});
afterAll(async () => {
	await remove(user);
	await db.end();
});

const bucket = () => secretClient().storage.from('support-attachments');

async function upload(path: string, type: string): Promise<void> {
	const { error } = await bucket().upload(path, new Blob(['abc'], { type }));
	expect(error).toBeNull();
}

/** A message of the user with `count` files, in two sizes each. Returns all paths. */
async function sendFiles(person: Person, count = 1) {
	const chatId = await openChat(person);
	const id = randomUUID();
	const attachments = Array.from({ length: count }, (_, n) => ({
		path: `${chatId}/${id}/${n}.png`
	}));
	const paths = attachments.flatMap(({ path }) => [path, `${path}.preview`]);
	for (const path of paths) {
		await upload(path, path.endsWith('.preview') ? 'image/jpeg' : 'image/png');
	}
	const { error } = await secretClient()
		.from('support_messages')
		.insert({ id, chat_id: chatId, content: '', attachments } as never);
	expect(error).toBeNull();
	return { id, chatId, paths };
}

/** Runs the job; its request is sent after that. */
async function dispatch(): Promise<void> {
	await db.query('select support_private.dispatch_support_file_removals()');
}

/** Which of these Storage has. */
async function stored(paths: string[]): Promise<string[]> {
	const answers = await Promise.all(paths.map((path) => bucket().download(path)));
	return paths.filter((_, index) => answers[index]!.error === null);
}

async function isQueued(chatId: string): Promise<boolean> {
	const { rows } = await db.query(
		'select from support_private.support_file_removals where starts_with(path, $1)',
		[chatId]
	);
	return rows.length > 0;
}

/** The last error of the batch that has the chat's files. */
async function lastError(chatId: string): Promise<string | undefined> {
	const { rows } = await db.query<{ last_error: string }>(
		`select batch.last_error
		from support_private.support_file_removal_batches as batch
		join support_private.support_file_removals as removal on removal.batch_id = batch.id
		where starts_with(removal.path, $1) limit 1`,
		[chatId]
	);
	return rows[0]?.last_error;
}

async function fault(body: object): Promise<void> {
	const url = `${environment.url}/storage-faults`;
	onTestFinished(async () => void (await fetch(url, { method: 'DELETE' })));
	const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
	expect(response.ok).toBe(true);
}

/** The next claim of the batch is due. */
async function passTime(): Promise<void> {
	await db.query('update support_private.support_file_removal_batches set due_at = now()');
}

const SLOW = { timeout: 20_000, interval: 100 };

test('the files of a deleted message leave Storage, those of others stay', async () => {
	const gone = await sendFiles(user);
	const kept = await sendFiles(user);
	await db.query('delete from public.support_messages where id = $1', [gone.id]);
	await dispatch();
	await expect.poll(() => isQueued(gone.chatId), SLOW).toBe(false);
	expect(await stored([...gone.paths, ...kept.paths])).toEqual(kept.paths);
});

test('an erasure removes every file of the chat, those that were not sent too', async () => {
	const person = await createUser();
	const { chatId, paths } = await sendFiles(person, 3);
	const unsent = `${chatId}/${randomUUID()}/b.txt`;
	await upload(unsent, 'text/plain');
	const { error } = await person.client.rpc('erase_support_data');
	expect(error).toBeNull();
	await dispatch();
	await expect.poll(() => isQueued(chatId), SLOW).toBe(false);
	expect(await stored([...paths, unsent])).toEqual([]);
	await remove(person);
});

test('so does the deletion of the account', async () => {
	const person = await createUser();
	const { chatId, paths } = await sendFiles(person);
	await remove(person);
	await dispatch();
	await expect.poll(() => isQueued(chatId), SLOW).toBe(false);
	expect(await stored(paths)).toEqual([]);
});

test.runIf(environment.mailboxUrl)(
	'an error of Storage is noted, and the files are removed at the next attempt',
	async () => {
		const { id, chatId, paths } = await sendFiles(user);
		await fault({ kind: 'fail', operation: 'storage.object.delete_many', status: 503 });
		await db.query('delete from public.support_messages where id = $1', [id]);
		await dispatch();
		await expect.poll(() => lastError(chatId), SLOW).toContain('Storage answered 503');
		expect(await stored(paths)).toEqual(paths);
		await passTime();
		await dispatch();
		await expect.poll(() => isQueued(chatId), SLOW).toBe(false);
		expect(await stored(paths)).toEqual([]);
	}
);

test('the function does nothing for whoever guesses a claim', async () => {
	const response = await fetch(`${environment.url}/functions/v1/support-attachment-removal`, {
		method: 'POST',
		body: JSON.stringify({ batch_id: randomUUID(), claim: 'c1'.repeat(32) })
	});
	expect([response.status, await response.json()]).toEqual([200, { status: 'nothing' }]);
});

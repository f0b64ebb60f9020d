import pg from 'pg';
import type { Client } from '../fixtures/people.ts';

const QUEUE = `insert into support_private.support_file_removals (path)
	select object.name from storage.objects as object
	join unnest($1::text[]) as file on object.name in (file, file || '.preview')
	where object.bucket_id = 'support-attachments'
	on conflict do nothing`;
const CLAIM = 'select support_private.claim_support_files(1000) as id';
const PATHS = 'select path from support_private.support_file_removals where batch_id = $1';
const END = 'select support_private.end_support_file_removal($1)';

/**
 * Removes files as the product removes what no message has taken: queued and claimed in the database, removed
 * through Storage's API. Files of a message are not claimed.
 *
 * @param dbUrl URL of the database as its owner
 * @param secret a client with the secret key
 * @returns how many objects were removed
 */
export async function removeFiles(dbUrl: string, secret: Client, paths: string[]): Promise<number> {
	const database = new pg.Client({ connectionString: dbUrl });
	database.on('error', () => {});
	await database.connect();
	try {
		await database.query(QUEUE, [paths]);
		const claimed = await database.query<{ id: string | null }>(CLAIM);
		const batchId = claimed.rows[0]!.id;
		if (!batchId) return 0;
		const { rows } = await database.query<{ path: string }>(PATHS, [batchId]);
		const batch = rows.map(({ path }) => path);
		const { error } = await secret.storage.from('support-attachments').remove(batch);
		if (error) throw error;
		await database.query(END, [batchId]);
		return batch.length;
	} finally {
		await database.end();
	}
}

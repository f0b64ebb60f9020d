import type { Caller, Database } from '../fixtures/database.ts';

// The policies of realtime.messages asked as Realtime asks them: a probe row with topic and extension
// only, the claims and realtime.topic set, and whether the row can be selected (receive) or inserted
// (send). Any error but 42501 is thrown: Realtime would refuse every private channel for it.

export async function canReceive(
	db: Database,
	caller: Caller | 'anon',
	topic: string,
	extension: string
): Promise<boolean> {
	const id = await db.value<string>(
		'insert into realtime.messages (topic, extension) values ($1, $2) returning id',
		[topic, extension]
	);
	await db.rows("select set_config('realtime.topic', $1, true)", [topic]);
	const rows = await db.as(caller, () =>
		db.rows('select id from realtime.messages where id = $1', [id])
	);
	return rows.length === 1;
}

export async function canSend(
	db: Database,
	caller: Caller | 'anon',
	topic: string,
	extension: string
): Promise<boolean> {
	await db.rows("select set_config('realtime.topic', $1, true)", [topic]);
	const sql = 'insert into realtime.messages (topic, extension) values ($1, $2)';
	try {
		await db.as(caller, () => db.rows(sql, [topic, extension]));
		return true;
	} catch (error) {
		if ((error as { code?: string }).code !== '42501') throw error;
		return false;
	}
}

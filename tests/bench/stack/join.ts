import type { DatabaseUrls } from '../../fixtures/empty-postgres.ts';
import { BenchDatabase } from '../database/database.ts';
import { timeInTurn, type Measurement } from '../measurement.ts';
import { startBenchPostgres } from './start-postgres.ts';

const SAMPLES = 2_000;
const SMALL = 1_000;
const MAY_RECEIVE = `select support_private.can_receive_support_topic($1, 'broadcast')`;

/**
 * Figure 13: Realtime's policy check at a join, as the chat's owner, among all chats and among a thousand in
 * a separate server, so that the two alternate.
 */
export async function measureJoin(large: DatabaseUrls, chats: number): Promise<Measurement[]> {
	const server = await startBenchPostgres();
	try {
		const small = await server.create();
		const [floorDatabase, database] = [await openAt(small, SMALL), await openAt(large, chats)];
		const [floor = NaN, value = NaN] = await timeInTurn(SAMPLES, [
			() => join(floorDatabase),
			() => join(database)
		]);
		await Promise.all([floorDatabase.connection.end(), database.connection.end()]);
		return [
			{
				id: '13',
				what: `policy check at a join, ${chats} chats`,
				floorWhat: `the same, ${SMALL} chats`,
				value,
				floor,
				unit: 'ms',
				kind: 'ratio',
				target: 1.3
			}
		];
	} finally {
		await server.stop();
	}
}

interface Joiner {
	connection: BenchDatabase;
	chatId: string;
}

function join({ connection, chatId }: Joiner): Promise<unknown> {
	return connection.prepared('may_receive', MAY_RECEIVE, [`support_chat:${chatId}`]);
}

/** Fills the database up to this number of chats and acts as the owner of one. */
async function openAt({ url, superuserUrl }: DatabaseUrls, chats: number): Promise<Joiner> {
	const loader = await BenchDatabase.connect(superuserUrl);
	await addEmptyChats(loader, chats);
	await loader.end();

	const connection = await BenchDatabase.connect(url);
	const [chat] = await connection.rows<{ id: string; user_id: string }>(
		'select id, user_id from public.support_chats limit 1'
	);
	if (!chat) throw new Error('There is no chat.');
	await connection.become({ userId: chat.user_id });
	return { connection, chatId: chat.id };
}

/** Adds chats up to this number, without messages, which a join does not read. */
async function addEmptyChats(loader: BenchDatabase, chats: number): Promise<void> {
	await loader.rows('begin');
	await loader.rows('set local session_replication_role = replica');
	await loader.rows(
		`with people as (
			insert into auth.users (id, email)
			select gen_random_uuid(), gen_random_uuid() || '@example.com'
			from generate_series((select count(*) from public.support_chats) + 1, $1)
			returning id, email
		)
		insert into public.support_chats (user_id, user_email) select id, email from people`,
		[chats]
	);
	await loader.rows('commit');
	await loader.rows('vacuum (analyze) public.support_chats');
}

import type { DatabaseUrls } from '../../fixtures/empty-postgres.ts';
import { BenchDatabase, makeAdmin } from './database.ts';
import { loadChats } from './load.ts';
import { timeInTurn, type Measurement } from '../measurement.ts';
import { loadTeam } from './team-data.ts';

const SMALL_CHATS = 2_000;
const LIST = 'select * from public.support_chat_list where archived = $1 and message_count > 0';
const NEWEST = 'order by last_message_at desc, id desc limit 31';

interface Asked {
	database: BenchDatabase;
	adminId: string;
	chatId: string;
}

interface Case {
	id: string;
	what: string;
	target: number;
	/** Default 200. */
	samples?: number;
	/** Run by the owner, as a job is. */
	asOwner?: boolean;
	run(asked: Asked): Promise<unknown>;
}

const report = (id: string, days: number): Case => ({
	id,
	what: `report of ${days} days`,
	target: 3,
	samples: 20,
	run: ({ database }) =>
		database.prepared(
			'report',
			"select public.support_report((now() - $1 * interval '1 day')::date + 1, now()::date, 'Europe/Berlin')",
			[days]
		)
});

const CASES: Case[] = [
	{
		id: '18a',
		what: 'first inbox page of the filter Waiting',
		target: 1.3,
		run: ({ database }) =>
			database.prepared(
				'waiting',
				`select * from public.support_chat_list where archived = $1 and waiting_since is not null
				order by waiting_since, id limit 31`,
				[false]
			)
	},
	{
		id: '18b',
		what: 'first inbox page of the filter Mine',
		target: 1.3,
		run: ({ database, adminId }) =>
			database.prepared('mine', `${LIST} and assigned_admin_id = $2 ${NEWEST}`, [false, adminId])
	},
	{
		id: '18c',
		what: 'first inbox page of the filter Unassigned',
		target: 1.3,
		run: ({ database }) =>
			database.prepared('unassigned', `${LIST} and assigned_admin_id is null ${NEWEST}`, [false])
	},
	{
		id: '18d',
		what: 'first inbox page of the archive',
		target: 1.3,
		run: ({ database }) => database.prepared('archived', `${LIST} ${NEWEST}`, [true])
	},
	{
		id: '18e',
		what: 'counts of the filters',
		target: 1.3,
		run: ({ database }) => database.prepared('counts', 'select * from public.count_support_chats()')
	},
	{
		id: '18f',
		what: 'what is known of a chat’s user',
		target: 1.3,
		run: ({ database, chatId }) =>
			database.prepared('facts', 'select public.support_chat_facts($1)', [chatId])
	},
	{
		id: '18g',
		what: 'a minute’s look for chats to alert about',
		target: 1.3,
		asOwner: true,
		run: ({ database }) =>
			database.prepared('alerts', 'select support_private.queue_support_alerts()')
	},
	report('18h', 30),
	report('18i', 366)
];

/** Figure 18: the inbox of a team and the reports, in a large database and in a small one. */
export async function measureTeam(
	large: DatabaseUrls,
	small: DatabaseUrls,
	{ chats, messagesPerChat }: { chats: number; messagesPerChat: number }
): Promise<Measurement[]> {
	const asked: Asked[] = [];
	try {
		asked.push(await prepare(large, chats, messagesPerChat));
		asked.push(await prepare(small, SMALL_CHATS, messagesPerChat));
		const measurements: Measurement[] = [];
		for (const { id, what, target, samples = 200, asOwner, run } of CASES) {
			if (asOwner) for (const { database } of asked) await database.reset();
			else for (const each of asked) await become(each);
			const [value = NaN, floor = NaN] = await timeInTurn(
				samples,
				asked.map((each) => () => run(each))
			);
			const floorWhat = `the same, ${SMALL_CHATS * messagesPerChat} messages`;
			measurements.push({ id, what, target, value, floor, floorWhat, unit: 'ms', kind: 'ratio' });
		}
		return measurements;
	} finally {
		for (const { database } of asked) await database.end();
	}
}

async function become({ database, adminId }: Asked): Promise<void> {
	await database.reset();
	const userId = await database.value<string>(
		'select user_id from public.support_admins where id = $1',
		[adminId]
	);
	await database.become({ userId });
}

async function prepare(
	{ url, superuserUrl }: DatabaseUrls,
	chats: number,
	messagesPerChat: number
): Promise<Asked> {
	const database = await BenchDatabase.connect(url);
	const userId = await makeAdmin(database);
	const adminId = await database.value<string>(
		'select id from public.support_admins where user_id = $1',
		[userId]
	);
	const loader = await BenchDatabase.connect(superuserUrl);
	try {
		await loadChats(loader, chats, messagesPerChat);
		await loadTeam(loader, adminId);
	} finally {
		await loader.end();
	}
	const chatId = await database.value<string>('select id from public.support_chats limit 1');
	return { database, adminId, chatId };
}

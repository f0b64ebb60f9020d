import type { DatabaseUrls } from '../../fixtures/empty-postgres.ts';
import { BenchDatabase, makeAdmin } from './database.ts';
import { loadChats } from './load.ts';
import { timeInTurn, type Measurement } from '../measurement.ts';
import { SEARCHES } from './sentences.ts';

const SAMPLES = 50;
const SMALL_CHATS = 2_000;
const MESSAGES = 'select * from public.search_support_messages($1, page_size => 21)';
const CHATS = 'select * from public.search_support_chats($1, page_size => 21)';

interface Case {
	id: string;
	what: string;
	target: number;
	run(database: BenchDatabase): Promise<unknown>;
}

const message = (id: string, { query, what }: { query: string; what: string }): Case => ({
	id,
	what: `search: ${what}`,
	target: 3,
	run: (database) => database.prepared('messages', MESSAGES, [query])
});
const chat = (id: string, email: string, what: string): Case => ({
	id,
	what: `search for an address: ${what}`,
	target: 3,
	run: (database) => database.prepared('chats', CHATS, [email])
});

const CASES: Case[] = [
	message('9a', SEARCHES.rare),
	message('9b', SEARCHES.common),
	message('9c', SEARCHES.phrase),
	message('9d', SEARCHES.prefix),
	message('9e', SEARCHES.missing),
	message('9f', SEARCHES.japanese),
	message('9g', SEARCHES.every1000),
	chat('9h', 'bench-77-0@', 'one chat'),
	chat('9i', 'example.com', 'every chat'),
	chat('9j', 'nobody-there', 'no chat'),
	{
		id: '9k',
		what: 'number of unread chats',
		target: 1.3,
		run: (database) =>
			database.prepared('unread', 'select public.count_unread_support_chats() as unread')
	},
	{
		id: '9l',
		what: 'usual time to a reply',
		target: 1.3,
		run: (database) => database.prepared('reply_time', 'select public.support_reply_time() as time')
	}
];

/** Figure 9: first pages of searches and the inbox's counts, in a large database and in a small one. */
export async function measureSearch(
	large: DatabaseUrls,
	small: DatabaseUrls,
	size: { chats: number; messagesPerChat: number }
): Promise<Measurement[]> {
	const databases = [
		await openDatabase(large, size.chats, size.messagesPerChat),
		await openDatabase(small, SMALL_CHATS, size.messagesPerChat)
	];
	try {
		const measurements: Measurement[] = [];
		for (const { id, what, target, run } of CASES) {
			const [value, floor] = await timeInTurn(
				SAMPLES,
				databases.map((database) => () => run(database))
			);
			measurements.push({
				id,
				what: `${what}, ${count(size.chats * size.messagesPerChat)} messages`,
				floorWhat: `the same, ${count(SMALL_CHATS * size.messagesPerChat)}`,
				value: value ?? NaN,
				floor: floor ?? NaN,
				unit: 'ms',
				kind: 'ratio',
				target
			});
		}
		return measurements;
	} finally {
		for (const database of databases) await database.end();
	}
}

/** Fills a database and opens it as an admin. */
async function openDatabase(
	{ url, superuserUrl }: DatabaseUrls,
	chats: number,
	messagesPerChat: number
): Promise<BenchDatabase> {
	const loader = await BenchDatabase.connect(superuserUrl);
	await loadChats(loader, chats, messagesPerChat).finally(() => loader.end());
	const database = await BenchDatabase.connect(url);
	await database.become({ userId: await makeAdmin(database) });
	return database;
}

function count(messages: number): string {
	return messages.toLocaleString('en');
}

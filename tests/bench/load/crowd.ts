import type { BenchDatabase } from '../database/database.ts';
import type { GeneratorPlan, LoadAdmin, LoadUser, StoredMessage } from './plan.ts';

/** Processes: with one, its single thread would be what is measured. */
const GENERATORS = 3;
/** One user in so many has two pages. */
const TWO_PAGES_EVERY = 5;

export interface CrowdSize {
	sockets: number;
	admins: number;
}

export interface Crowd {
	users: LoadUser[];
	admins: LoadAdmin[];
}

/** Creates users with a chat each and admins, and lifts the rate limits. */
export async function makeCrowd(
	database: BenchDatabase,
	{ sockets, admins: count }: CrowdSize
): Promise<Crowd> {
	await database.rows(
		'update public.support_settings set user_message_burst = 100000, admin_message_burst = 100000'
	);
	const pages = pagesOfUsers(sockets - count);
	const people = await database.rows<{ userId: string; chatId: string }>(
		`with people as (
			insert into auth.users (id, email)
			select gen_random_uuid(), gen_random_uuid() || '@example.com' from generate_series(1, $1::integer)
			returning id, email
		)
		insert into public.support_chats (user_id, user_email) select id, email from people
		returning user_id as "userId", id as "chatId"`,
		[pages.length]
	);
	const admins = await database.rows<{ userId: string }>(
		`with people as (
			insert into auth.users (id, email)
			select gen_random_uuid(), gen_random_uuid() || '@example.com' from generate_series(1, $1::integer)
			returning id
		)
		insert into public.support_admins (user_id) select id from people returning user_id as "userId"`,
		[count]
	);
	return {
		users: people.map((person, index) => ({ ...person, pages: pages[index]! })),
		admins: admins.map(({ userId }, index) => ({
			userId,
			openChatId: people[index % people.length]!.chatId
		}))
	};
}

/** How many pages each user has, so many in all. */
function pagesOfUsers(sum: number): number[] {
	const pages: number[] = [];
	for (let left = sum; left > 0; left -= pages.at(-1)!) {
		pages.push(Math.min(left, pages.length % TWO_PAGES_EVERY === 0 ? 2 : 1));
	}
	return pages;
}

/** Deals the crowd and the rate out to the generators. */
export function planFor(
	{ users, admins }: Crowd,
	{ perSecond, seconds }: { perSecond: number; seconds: number },
	project: { url: string; key: string }
): GeneratorPlan[] {
	const share = <Value>(all: Value[], place: number) =>
		all.filter((_, index) => index % GENERATORS === place);
	return Array.from({ length: GENERATORS }, (_, place) => ({
		...project,
		users: share(users, place),
		admins: share(admins, place),
		...{ perSecond: perSecond / GENERATORS, seconds }
	}));
}

/** The messages of the crowd's chats, in order of `seq`. */
export function readTable(database: BenchDatabase, { users }: Crowd): Promise<StoredMessage[]> {
	return database.rows<{ id: string; chatId: string; seq: number; senderType: 'user' | 'admin' }>(
		`select id, chat_id as "chatId", seq::integer, sender_type as "senderType"
		from public.support_messages where chat_id = any($1) order by chat_id, seq`,
		[users.map(({ chatId }) => chatId)]
	);
}

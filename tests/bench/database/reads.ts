import type { DatabaseUrls } from '../../fixtures/empty-postgres.ts';
import { BenchDatabase, makeAdmin } from './database.ts';
import { loadChats, loadLongChat } from './load.ts';
import { timeInTurn, type Measurement } from '../measurement.ts';

const SAMPLES = 200;
const FIRST_INBOX_PAGE = `
	select id, user_id, user_email, last_message_at, last_message_preview, last_message_sender,
		message_count, unread, archived
	from public.support_chat_list
	where archived = $1 and message_count > 0
	order by last_message_at desc, id desc
	limit 26`;
const NEWEST_PAGE = `
	select id, chat_id, seq, content, sender_type, read_at, created_at, sender_id
	from public.support_messages
	where chat_id = $1
	order by seq desc
	limit 50`;
const PAGE_BEFORE = NEWEST_PAGE.replace('where', 'where seq < $2 and');
const BADGE = 'select id, unread_reply_count from public.support_chats where user_id = $1';
const ROW_BY_KEY = 'select id, unread_reply_count from public.support_chats where id = $1';
const MARK_READ = 'select public.mark_support_chat_read($1, $2)';

interface Size {
	chats: number;
	messagesPerChat: number;
	longChat: number;
}

/** Figures 6 to 8: inbox, conversation and badge in a large database; the inbox also with 200 chats. */
export async function measureReads(
	large: DatabaseUrls,
	small: DatabaseUrls,
	size: Size
): Promise<Measurement[]> {
	const owner = await BenchDatabase.connect(large.url);
	const loader = await BenchDatabase.connect(large.superuserUrl);
	try {
		await loadChats(loader, size.chats, size.messagesPerChat);
		return [
			await measureInbox(owner, small, size),
			...(await measureLongChat(owner, loader, { url: large.url, messages: size.longChat })),
			...(await measureBadge(owner))
		];
	} finally {
		await owner.end();
		await loader.end();
	}
}

async function measureInbox(
	large: BenchDatabase,
	small: DatabaseUrls,
	{ chats, messagesPerChat }: Size
): Promise<Measurement> {
	const loader = await BenchDatabase.connect(small.superuserUrl);
	await loadChats(loader, 200, messagesPerChat).finally(() => loader.end());
	const owner = await BenchDatabase.connect(small.url);
	const databases = [large, owner];
	try {
		for (const database of databases) await database.become({ userId: await makeAdmin(database) });
		const readers = databases.map(
			(database) => () => database.prepared('inbox', FIRST_INBOX_PAGE, [false])
		);
		const [value = NaN, floor = NaN] = await timeInTurn(SAMPLES, readers);
		await large.reset();
		return {
			id: '6',
			what: `first inbox page, ${chats} chats, ${chats * messagesPerChat} messages`,
			floorWhat: 'the same, 200 chats',
			...ratio(value, floor, 1.3)
		};
	} finally {
		await owner.end();
	}
}

function ratio(value: number, floor: number, target: number) {
	return { value, floor, target, unit: 'ms', kind: 'ratio' } as const;
}

async function measureLongChat(
	owner: BenchDatabase,
	loader: BenchDatabase,
	{ url, messages }: { url: string; messages: number }
): Promise<Measurement[]> {
	const short = await loadLongChat(loader, 50);
	const long = await loadLongChat(loader, messages);
	const other = await BenchDatabase.connect(url);
	await other.become({ userId: short.userId });
	await owner.become({ userId: long.userId });
	const [shortTime, longTime, lastPage] = await timeInTurn(SAMPLES, [
		() => other.prepared('newest', NEWEST_PAGE, [short.chatId]),
		() => owner.prepared('newest', NEWEST_PAGE, [long.chatId]),
		() => owner.prepared('before', PAGE_BEFORE, [long.chatId, 51])
	]).finally(() => other.end());
	await owner.reset();
	return [
		{
			id: '7a',
			what: `opening a chat of ${messages} messages`,
			floorWhat: 'a chat of 50',
			...ratio(longTime ?? NaN, shortTime ?? NaN, 1.3)
		},
		{
			id: '7b',
			what: 'the last page on the way to its start',
			floorWhat: 'its first page',
			...ratio(lastPage ?? NaN, longTime ?? NaN, 1.3)
		}
	];
}

async function measureBadge(owner: BenchDatabase): Promise<Measurement[]> {
	const [chat] = await owner.rows<{ id: string; user_id: string }>(
		'select id, user_id from public.support_chats where unread_reply_count = 0 limit 1'
	);
	if (!chat) throw new Error('There is no chat.');
	const [key] = await timeInTurn(SAMPLES, [() => owner.prepared('key', ROW_BY_KEY, [chat.id])]);
	await owner.become({ userId: chat.user_id });
	const [badge, mark] = await timeInTurn(SAMPLES, [
		() => owner.prepared('badge', BADGE, [chat.user_id]),
		() => owner.prepared('mark', MARK_READ, [chat.id, 1_000_000])
	]);
	await owner.reset();
	const floorWhat = 'select of one row by key, no policies';
	return [
		{ id: '8a', what: 'the unread badge', floorWhat, ...ratio(badge ?? NaN, key ?? NaN, 2) },
		{ id: '8b', what: 'mark read, nothing new', floorWhat, ...ratio(mark ?? NaN, key ?? NaN, 2) }
	];
}

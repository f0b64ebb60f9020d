import { randomUUID } from 'node:crypto';
import { startBenchPostgres } from '../stack/start-postgres.ts';
import { BenchDatabase, makeAdmin } from './database.ts';
import { loadChats } from './load.ts';
import { contentOf, makeSentences } from './sentences.ts';

// `node tests/bench/database/sizes.ts`: prints what SCALE.md counts with: bytes of messages, events, notes, files and log
// entries, indexes included. Sizes need no idle machine.

/** Loaded at once: the sizes of messages and their indexes. */
const LOADED_CHATS = 5_000;
const MESSAGES_PER_CHAT = 20;
/** Written one by one through policies and triggers: the sizes of all that follows from a message. */
const WRITTEN_CHATS = 150;
const ROUNDS = 10;
const MANY = 3_000;

/** Statements that make a number of rows. */
const NOTES = `insert into public.support_notes (id, chat_id, content)
	select gen_random_uuid(), (select id from public.support_chats limit 1), sentence
	from bench_sentences limit $1::integer`;
const LOG = `insert into public.support_audit_log (admin_id, admin_name, action, details)
	select gen_random_uuid(), 'Ada Lovelace', 'settings_changed',
		'{"changes": {"reply_email_delay": {"old": "00:05:00", "new": "00:10:00"}}}'
	from generate_series(1, $1::integer)`;
const FILES = `update public.support_messages set attachments = jsonb_build_array(jsonb_build_object(
		'path', chat_id || '/' || id || '/0-Screenshot.png', 'name', 'Screenshot 2026-01-29.png',
		'mime_type', 'image/png', 'size_bytes', 180000, 'width', 1600, 'height', 1000
	))
	where ctid in (select ctid from public.support_messages limit $1::integer)`;
const OBJECTS = `insert into storage.objects (bucket_id, name, owner_id, metadata)
	select 'support-attachments', chat_id || '/' || id || '/0-Screenshot.png', chat_id::text,
		'{"eTag": "\\"0a1b2c3d4e5f60718293a4b5c6d7e8f9\\"", "size": 180000, "mimetype": "image/png", "cacheControl": "max-age=3600"}'
	from public.support_messages limit $1::integer`;

const postgres = await startBenchPostgres();
try {
	await withDatabase(async (database) => {
		await report(database, 'messages loaded', LOADED_CHATS * MESSAGES_PER_CHAT, () =>
			loadChats(database, LOADED_CHATS, MESSAGES_PER_CHAT)
		);
	});
	await withDatabase(async (database) => {
		await report(database, 'messages written', WRITTEN_CHATS * ROUNDS * 2, () => write(database));
		await reportEvents(database);
		await report(database, 'notes', MANY, () => insertMany(database, NOTES));
		await report(database, 'entries of the log', MANY, () => insertMany(database, LOG));
		await report(database, 'messages that get a file', MANY, () => insertMany(database, FILES));
		await report(database, 'objects of Storage', MANY, () => insertMany(database, OBJECTS));
	});
} finally {
	await postgres.stop();
}

/** Runs `use` with a new database, as the superuser. */
async function withDatabase(use: (database: BenchDatabase) => Promise<void>): Promise<void> {
	const database = await BenchDatabase.connect((await postgres.create()).superuserUrl);
	try {
		await use(database);
	} finally {
		await database.end();
	}
}

/** As many messages of users as replies, in turn; all are read. */
async function write(database: BenchDatabase): Promise<void> {
	await makeSentences(database);
	await database.rows(
		'update public.support_settings set user_message_burst = 100000, admin_message_burst = 100000'
	);
	const admin = await makeAdmin(database);
	const people = await database.rows<{ user_id: string; id: string }>(
		`with people as (
			insert into auth.users (id, email)
			select gen_random_uuid(), gen_random_uuid() || '@example.com' from generate_series(1, $1::integer)
			returning id, email
		)
		insert into public.support_chats (user_id, user_email) select id, email from people returning user_id, id`,
		[WRITTEN_CHATS]
	);
	for (let round = 0; round < ROUNDS; round++) {
		for (const { user_id: userId, id } of people) {
			await send(database, userId, id, 'https://app.example.com/projects/overview');
			await call(database, admin, 'mark_support_chat_viewed', id, 2 * round + 1);
			await send(database, admin, id, null);
			await call(database, userId, 'mark_support_chat_read', id, 2 * round + 2);
		}
	}
}

async function call(
	database: BenchDatabase,
	userId: string,
	name: string,
	id: string,
	seq: number
) {
	await database.become({ userId });
	await database.rows(`select public.${name}($1, $2)`, [id, seq]);
	await database.reset();
}

async function send(database: BenchDatabase, userId: string, chatId: string, page: string | null) {
	const dice = Math.floor(Math.random() * 2 ** 40);
	const text = await database.value(`select ${contentOf(`${dice}::bigint`)}`);
	await database.become({ userId });
	await database.rows(
		'insert into public.support_messages (id, chat_id, content, page_url) values ($1, $2, $3, $4)',
		[randomUUID(), chatId, text, page]
	);
	await database.reset();
}

/** Without triggers, which need the superuser to be off. */
async function insertMany(database: BenchDatabase, sql: string): Promise<void> {
	await database.rows('begin');
	await database.rows('set local session_replication_role = replica');
	await database.rows(sql, [MANY]);
	await database.rows('commit');
}

/** Prints how much each table and index has grown, in bytes per thing made. */
async function report(
	database: BenchDatabase,
	what: string,
	count: number,
	make: () => Promise<unknown>
): Promise<void> {
	const before = new Map((await sizes(database)).map(({ name, bytes }) => [name, bytes]));
	await make();
	const grown = (await sizes(database))
		.map(({ name, bytes }) => ({ name, each: (bytes - (before.get(name) ?? 0)) / count }))
		.filter(({ each }) => each >= 1)
		.toSorted((a, b) => b.each - a.each);
	const sum = grown.reduce((total, { each }) => total + each, 0);
	console.log(`\n${count} ${what}: ${sum.toFixed(0)} bytes each`);
	for (const { name, each } of grown) console.log(`  ${each.toFixed(0).padStart(6)}  ${name}`);
}

/** Each table and index, after a vacuum, which empties GIN's pending lists. */
async function sizes(database: BenchDatabase): Promise<{ name: string; bytes: number }[]> {
	await database.rows('vacuum');
	return database.rows(
		`select relnamespace::regnamespace || '.' || relname as name,
			(pg_relation_size(oid) + coalesce(pg_relation_size(nullif(reltoastrelid, 0)), 0))::float as bytes
		from pg_class
		where relkind in ('r', 'i') and relnamespace::regnamespace::text in
			('public', 'support_private', 'realtime', 'storage')`
	);
}

/** Prints how many events of each kind a message has caused, and their size as rows of realtime.messages. */
async function reportEvents(database: BenchDatabase): Promise<void> {
	console.log('\nevents (payload as text, row, for each message):');
	const rows = await database.rows<{ event: string; text: number; bytes: number; each: number }>(
		`select event, avg(octet_length(payload::text))::integer as text, avg(pg_column_size(message.*))::integer as bytes,
			round(count(*)::numeric / $1, 2)::float as each
		from realtime.messages as message group by event order by event`,
		[WRITTEN_CHATS * ROUNDS * 2]
	);
	for (const { event, text, bytes, each } of rows)
		console.log(`  ${text}  ${bytes}  ${each}  ${event}`);
}

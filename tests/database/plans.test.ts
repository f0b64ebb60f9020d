import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type pg from 'pg';
import { connect, Database, type Caller } from '../fixtures/database.ts';
import { useOwnStack } from '../fixtures/own-stack.ts';
import { makeLargeTables, type LargeTables } from './large-tables.ts';
import { dispatch } from './outbox.ts';
import { planOf, workOf } from './plans.ts';

// Every query that the product sends, on tables large enough for a wrong plan to show: none reads a
// table from end to end or sorts one, and each uses the index that was made for it.

let client: pg.Client;
let db: Database;
let large: LargeTables;

useOwnStack();
beforeAll(async () => {
	client = await connect();
	await client.query('begin');
	db = new Database(client);
	large = await makeLargeTables(db);
}, 120_000);

afterAll(async () => {
	await client.query('rollback');
	await client.end();
});

/** Undoes what `run` did. */
async function undone<Result>(run: () => Promise<Result>): Promise<Result> {
	await client.query('savepoint undone');
	try {
		return await run();
	} finally {
		await client.query('rollback to savepoint undone');
	}
}

type Asker = 'user' | 'admin';
const asker = (name: Asker): Caller => large[name];

const MESSAGES = `select id, chat_id, seq, content, sender_type, sender_id, read_at, created_at
	from public.support_messages where chat_id = $1`;
const CHATS = `select id, user_id, user_email, last_message_at, last_message_preview, last_message_sender,
	message_count, unread, archived from public.support_chat_list`;
const PAGE = 'order by last_message_at desc, id desc limit 31';
const CHAT =
	'select id, unread_reply_count, message_count from public.support_chats where user_id = $1';

const chat = (...more: string[]) => [large.chatId, ...more];

/** A query over PostgREST: name, who asks, query, values, the large tables' indexes that serve it. */
type Query = [string, Asker[], string, () => string[], string[]];

/** A year ago: in the middle of the waiting chats. */
const placeAt = (daysAgo: number) => () => [
	new Date(Date.now() - daysAgo * 24 * 3600 * 1000).toISOString(),
	randomUUID()
];
const between = placeAt(365);
const NEWER = 'and last_message_at <= $1 and (last_message_at < $1 or id < $2)';

/** The inbox's filters: name, conditions and order, values, the indexes of the active chats and of the archive. */
const FILTERS: [string, string, () => string[], string, string][] = [
	[
		'of who waits',
		'waiting_since is not null order by waiting_since, id limit 31',
		() => [],
		'support_chats_waiting_idx',
		'support_chats_archived_waiting_idx'
	],
	[
		'of who waits, from a place on',
		`waiting_since is not null and waiting_since >= $1 and (waiting_since > $1 or id > $2)
			order by waiting_since, id limit 31`,
		// With most of these tables' rows after it: a few may be sorted as well.
		placeAt(700),
		'support_chats_waiting_idx',
		'support_chats_archived_waiting_idx'
	],
	[
		'of one’s own chats',
		`message_count > 0 and assigned_admin_id = $1 ${PAGE}`,
		() => [large.adminId],
		'support_chats_assigned_idx',
		'support_chats_archived_assigned_idx'
	],
	[
		'of one’s own chats, from a place on',
		`message_count > 0 and assigned_admin_id = $3 ${NEWER} ${PAGE}`,
		() => [...between(), large.adminId],
		'support_chats_assigned_idx',
		'support_chats_archived_assigned_idx'
	],
	[
		'of nobody’s chats',
		`message_count > 0 and assigned_admin_id is null ${PAGE}`,
		() => [],
		'support_chats_unassigned_idx',
		'support_chats_archived_unassigned_idx'
	],
	[
		'of nobody’s chats, from a place on',
		`message_count > 0 and assigned_admin_id is null ${NEWER} ${PAGE}`,
		between,
		'support_chats_unassigned_idx',
		'support_chats_archived_unassigned_idx'
	]
];

/** What goes over PostgREST. */
const queries: Query[] = [
	['the launcher’s chat', ['user'], CHAT, () => [large.user.id], ['support_chats_user_id_key']],
	[
		'the newest messages',
		['user', 'admin'],
		`${MESSAGES} order by seq desc limit 50`,
		() => chat(),
		['support_messages_seq_key']
	],
	[
		'the messages before a place',
		['user', 'admin'],
		`${MESSAGES} and seq < $2 order by seq desc limit 50`,
		() => chat('2500'),
		['support_messages_seq_key']
	],
	[
		'the messages after a place',
		['user', 'admin'],
		`${MESSAGES} and seq > $2 order by seq limit 50`,
		() => chat('2500'),
		['support_messages_seq_key']
	],
	[
		'how far the other side has read',
		['user', 'admin'],
		`${MESSAGES} and sender_type = $2 and seq >= $3 and read_at is not null order by seq desc limit 1`,
		() => chat('admin', '4000'),
		['support_messages_seq_key']
	],
	[
		'one message',
		['user', 'admin'],
		`${MESSAGES} and id = $2`,
		() => chat(large.messageId),
		['support_messages_pkey']
	],
	[
		'the inbox',
		['admin'],
		`${CHATS} where archived = false and message_count > 0 ${PAGE}`,
		() => [],
		['support_chats_active_idx']
	],
	[
		'the inbox’s next page',
		['admin'],
		`${CHATS} where archived = false and message_count > 0 and last_message_at <= $1
			and (last_message_at < $1 or id < $2) ${PAGE}`,
		() => [new Date(Date.now() - 180 * 24 * 3600 * 1000).toISOString(), randomUUID()],
		['support_chats_active_idx']
	],
	[
		'the archive',
		['admin'],
		`${CHATS} where archived = true and message_count > 0 ${PAGE}`,
		() => [],
		['support_chats_archived_idx']
	],
	...FILTERS.flatMap(([name, filter, values, active, archived]): Query[] =>
		[false, true].map((inArchive) => [
			`the inbox’s filter ${name}${inArchive ? ' in the archive' : ''}`,
			['admin'],
			`${CHATS} where archived = ${inArchive} and ${filter}`,
			values,
			[inArchive ? archived : active]
		])
	),
	[
		'one chat of the inbox',
		['admin'],
		`${CHATS} where id = $1`,
		() => chat(),
		['support_chats_pkey']
	]
];

describe.each(['force_custom_plan', 'force_generic_plan'])('with %s', (mode) => {
	beforeAll(() => client.query(`set local plan_cache_mode = ${mode}`));

	for (const [name, askers, sql, values, indexes] of queries) {
		test.each(askers)(`${name}, as %s: one index, no sort`, async (who) => {
			const plan = await db.as(asker(who), () => planOf(db, sql, values()));
			expect(plan).toEqual({ sequential: [], sorts: [], indexes });
			const work = await workOf(db, () => db.as(asker(who), () => db.rows(sql, values())));
			expect(work.sequential).toEqual({});
			expect(work.read).toBeLessThan(100);
		});
	}

	test.each(['', 'limit 1000', 'order by created_at limit 50', "where content like '%z%'"])(
		'messages of no chat in particular, %s: a user reads their own, no table from end to end',
		async (more) => {
			const ask = () => db.rows(`select id from public.support_messages ${more}`);
			const work = await workOf(db, () => db.as(large.user, ask));
			expect(work.sequential).toEqual({});
			// The entries of the index and the rows.
			expect(work.read).toBeLessThan(2 * 5000 + 100);
		}
	);

	test('whether a message has a file is looked up by its key', async () => {
		const path = `${large.chatId}/${large.messageId}/a.png`;
		const work = await workOf(db, () =>
			db.rows('select support_private.find_support_file($1)', [path])
		);
		expect(work).toMatchObject({ sequential: {}, searches: { support_messages_pkey: 1 } });
	});

	test('the inbox, asked for by a user, reads nothing', async () => {
		const ask = () => db.rows(`${CHATS} where archived = false and message_count > 0 ${PAGE}`);
		expect(await workOf(db, () => db.as(large.user, ask))).toMatchObject({
			sequential: {},
			read: 0
		});
	});

	/** What runs inside functions and triggers: name, most rows it may read, and the statement. */
	const calls: [string, number, () => Promise<unknown>][] = [
		['a user writes', 40, () => db.send(large.user, large.chatId)],
		['an admin writes', 40, () => db.send(large.admin, large.chatId)],
		['a user begins a chat', 20, async () => db.openChat(await db.createUser())],
		['a user opens their chat', 10, () => db.openChat(large.user)],
		['a user reads', 60, () => as('user', 'public.mark_support_chat_read($1, 5000)', chat())],
		['an admin reads', 60, () => as('admin', 'public.mark_support_chat_viewed($1, 5000)', chat())],
		[
			'an admin assigns',
			20,
			() => as('admin', 'public.assign_support_chat($1, $2)', chat(large.adminId))
		],
		[
			'an admin marks a chat as unread',
			20,
			() => as('admin', 'public.mark_support_chat_unread($1)', chat())
		],
		['an admin blocks', 20, () => as('admin', 'public.block_support_chat($1)', chat())],
		[
			'the chats of each filter are counted',
			700,
			() => as('admin', 'public.count_support_chats()')
		],
		[
			'those of the archive are counted',
			700,
			() => as('admin', 'public.count_support_chats(archived => true)')
		],
		['an admin archives', 20, () => as('admin', 'public.archive_support_chat($1)', chat())],
		['an admin un-archives', 20, () => as('admin', 'public.unarchive_support_chat($1)', chat())],
		['a user joins their topic', 10, () => join('user')],
		['an admin joins a topic', 10, () => join('admin')],
		[
			'a user asks for their e-mail setting',
			0,
			() => as('user', 'public.get_support_reply_emails()')
		],
		['a user unsubscribes', 0, () => as('user', 'public.set_support_reply_emails(false)')],
		[
			'a link unsubscribes',
			0,
			() =>
				as('user', 'public.set_support_reply_emails_by_token($1, false)', [large.unsubscribeToken])
		],
		[
			'an e-mail address changes',
			30,
			() =>
				sql('update auth.users set email = $2 where id = $1', [large.user.id, 'new@example.com'])
		],
		['a batch of mails is claimed', 1000, () => dispatch(db, 10)],
		['alerts are queued', 1000, queueAlerts],
		[
			'a mail is written',
			60,
			() =>
				as('service_role', 'public.prepare_support_reply_email($1, $2)', [large.claimedId, 'claim'])
		],
		[
			'a mail is reported',
			20,
			() =>
				as('service_role', 'public.record_support_reply_email($1, $2)', [large.claimedId, 'claim'])
		],
		['the machinery is looked at', 300, () => as('admin', 'public.support_health()')],
		['what is old is cleaned up', 3000, () => sql('select support_private.clean_up_support()')],
		['expired chats are deleted', 300, expire],
		// One chat is what these are about: they may read all of it, some times.
		['a user takes their data', 6000, () => as('user', 'public.export_support_data()')],
		['a user erases their data', 25_000, () => as('user', 'public.erase_support_data()')],
		[
			'an account is deleted',
			25_000,
			() => sql('delete from auth.users where id = $1', [large.user.id])
		]
	];

	test.each(calls)('%s: no table from end to end, at most %i rows', async (_, most, run) => {
		const work = await undone(() => workOf(db, run));
		expect(work.sequential).toEqual({});
		expect(work.read).toBeLessThanOrEqual(most);
	});
});

function sql(statement: string, values: unknown[] = []) {
	return db.rows(statement, values);
}

function as(who: Asker | 'service_role', call: string, values: unknown[] = []) {
	const caller = who === 'service_role' ? who : asker(who);
	return db.as(caller, () => db.rows(`select ${call}`, values));
}

function join(who: Asker) {
	const call = `support_private.can_receive_support_topic($1, 'broadcast')`;
	return as(who, call, [`support_chat:${large.chatId}`]);
}

/** Of the chats in which something was written within the hour before it is due. */
async function queueAlerts() {
	await db.rows(
		`insert into support_private.support_alert_progress (considered_until)
		values (now() - interval '1 hour') on conflict (id) do update set considered_until = excluded.considered_until`
	);
	await db.rows('select support_private.queue_support_alerts()');
}

/** A hundredth of the archived chats is due. */
async function expire() {
	await db.rows(`update public.support_settings set archived_chat_retention = interval '361 days'`);
	await db.rows('select support_private.delete_expired_support_chats(20)');
}

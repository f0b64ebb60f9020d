import { expect, test } from 'vitest';
import { testSeed } from '../fixtures/seed.ts';
import { randomFrom, type Random } from './random.ts';
import {
	brokenInvariants,
	createUser,
	deleteUsers,
	makeAdmin,
	pool,
	runAs,
	send
} from './committed.ts';

// Everything that writes, at once and without mercy, on few chats so that all get in each other's
// way. Transactions take their locks in one order (account, chat, messages and notifications, bucket),
// so that none ever waits in a circle; and whatever happens, each chat's figures hold.

const SEED = testSeed(20261122);
const WORKERS = 8;
const STEPS = 500;
const USERS = 5;
const ADMINS = 3;

/** What a step may be answered: not yours (any more), no such chat, too fast, already there. */
const FAIR_REFUSALS = ['42501', 'PT404', 'PT429', '23505'];

interface Cast {
	users: string[];
	admins: string[];
	/** Chats that were there at some time; the user of a chat is at the same place. */
	chats: string[];
}

type Step = (random: Random, cast: Cast) => Promise<unknown>;

const chatOf = (random: Random, { chats, users }: Cast) => {
	const index = random.below(users.length);
	return { chat: chats[index] as string, user: users[index] as string };
};

const steps: [weight: number, step: Step][] = [
	[
		12,
		(random, cast) => {
			const { chat, user } = chatOf(random, cast);
			return runAs(user, send, [chat, `user ${random.below(1000)}`]);
		}
	],
	[
		12,
		(random, cast) => {
			const { chat } = chatOf(random, cast);
			return runAs(random.pick(cast.admins), send, [chat, `admin ${random.below(1000)}`]);
		}
	],
	[
		4,
		(random, cast) => {
			const { chat, user } = chatOf(random, cast);
			const again = `insert into public.support_messages (id, chat_id, content)
				values (lpad(to_hex($2::integer), 32, '0')::uuid, $1, 'again')`;
			const ignore = random.below(2) ? ' on conflict do nothing' : '';
			return runAs(user, again + ignore, [chat, SEED + random.below(20)]);
		}
	],
	[
		4,
		(random, cast) => {
			const { chat, user } = chatOf(random, cast);
			const several =
				"insert into public.support_messages (chat_id, content) values ($1, 'a'), ($1, 'b'), ($1, 'c')";
			return runAs(random.below(2) ? user : random.pick(cast.admins), several, [chat]);
		}
	],
	[
		8,
		(random, cast) => {
			const { chat, user } = chatOf(random, cast);
			const upTo = random.below(80);
			return runAs(user, 'select public.mark_support_chat_read($1, $2)', [chat, upTo]);
		}
	],
	[
		8,
		(random, cast) => {
			const values = [chatOf(random, cast).chat, random.below(80)];
			const admin = random.pick(cast.admins);
			return runAs(admin, 'select public.mark_support_chat_viewed($1, $2)', values);
		}
	],
	[
		6,
		(random, cast) => {
			const verb = random.pick(['archive', 'unarchive']);
			const { chat } = chatOf(random, cast);
			return runAs(random.pick(cast.admins), `select public.${verb}_support_chat($1)`, [chat]);
		}
	],
	[
		6,
		async (random, cast) => {
			const index = random.below(cast.users.length);
			const user = cast.users[index] as string;
			const { rows } = await runAs(user, 'select id from public.get_or_create_support_chat()');
			cast.chats[index] = rows[0].id;
		}
	],
	[
		2,
		(random, cast) =>
			runAs(random.pick(cast.users), 'select public.set_support_reply_emails($1)', [
				random.below(2) === 1
			])
	],
	[
		1,
		(random, cast) =>
			runAs(random.pick(cast.admins), 'select public.erase_support_data($1)', [
				random.pick(cast.users)
			])
	],
	[2, (random, cast) => runAs(random.pick(cast.users), 'select public.export_support_data()')],
	[1, (random, cast) => replaceAccount(random.pick(cast.users))],
	[
		2,
		(random, cast) =>
			pool.query('update auth.users set email = $2 where id = $1', [
				random.pick(cast.users),
				`${random.below(1e9)}@example.com`
			])
	],
	[
		1,
		async (random, cast) => {
			const admin = random.pick(cast.admins);
			await pool.query('delete from public.support_admins where user_id = $1', [admin]);
			await pool.query(
				'insert into public.support_admins (user_id) values ($1) on conflict do nothing',
				[admin]
			);
		}
	],
	[3, (random, cast) => mail(chatOf(random, cast).chat)],
	[2, () => rolledBack('select support_private.dispatch_support_reply_notifications()')],
	[1, () => rolledBack('select support_private.delete_expired_support_chats()')]
];

/** Deletes an account and makes it again, so that the tokens of before are somebody’s. */
async function replaceAccount(id: string): Promise<void> {
	await pool.query('delete from auth.users where id = $1', [id]);
	await pool.query('insert into auth.users (id, email) values ($1, $2) on conflict do nothing', [
		id,
		`${id}@example.com`
	]);
}

/** The way of a chat’s mail: claimed, written, reported; or due again. */
async function mail(chat: string): Promise<void> {
	const { rows } = await pool.query(
		`update public.support_reply_notifications as notification
		set
			status = 'sending',
			attempts = attempts + 1,
			up_to_seq = coalesce(up_to_seq, from_seq),
			claim_hash = support_private.claim_hash('claim'),
			prepared_at = null
		where id in (
			select id from public.support_reply_notifications
			where chat_id = $1 and status = 'pending'
			for update skip locked
		)
		returning id`,
		[chat]
	);
	for (const { id } of rows) {
		await pool.query('select public.prepare_support_reply_email($1, $2)', [id, 'claim']);
		await pool.query('select public.record_support_reply_email($1, $2)', [id, 'claim']);
	}
}

/** For what reaches beyond this test’s chats: all of its locks, none of its effects. */
async function rolledBack(sql: string): Promise<void> {
	const client = await pool.connect();
	try {
		await client.query('begin');
		await client.query(sql);
	} finally {
		await client.query('rollback');
		client.release();
	}
}

test(`${WORKERS * STEPS} mixed steps of ${WORKERS} connections never deadlock and leave every figure right`, async () => {
	const cast: Cast = { users: [], admins: [], chats: [] };
	for (let i = 0; i < USERS; i++) cast.users.push(await createUser());
	for (let i = 0; i < ADMINS; i++) cast.admins.push(await createUser());
	for (const admin of cast.admins) await makeAdmin(admin);
	for (const user of cast.users) {
		const { rows } = await runAs(user, 'select id from public.get_or_create_support_chat()');
		cast.chats.push(rows[0].id);
	}
	const deck = steps.flatMap(([weight, step]) => Array.from({ length: weight }, () => step));
	const unfair: string[] = [];
	let done = 0;
	const work = async (worker: number) => {
		const random = randomFrom(SEED + worker);
		for (let i = 0; i < STEPS; i++) {
			const step = random.pick(deck);
			try {
				await step(random, cast);
				done++;
			} catch (error) {
				const { code, message, where } = error as Record<'code' | 'message' | 'where', string>;
				if (!FAIR_REFUSALS.includes(code)) unfair.push(`${code} ${message} ${where ?? ''}`);
			}
		}
	};
	await Promise.all(Array.from({ length: WORKERS }, (_, worker) => work(worker)));

	const { rows } = await pool.query<{ id: string }>(
		'select id from public.support_chats where user_id = any($1)',
		[cast.users]
	);
	const chats = [...new Set([...cast.chats, ...rows.map((row) => row.id)])];
	expect(unfair).toEqual([]);
	expect(await brokenInvariants(chats)).toEqual([]);
	expect(done).toBeGreaterThan((WORKERS * STEPS) / 2);
	await deleteUsers([...cast.users, ...cast.admins]);
}, 120_000);

import { randomUUID } from 'node:crypto';
import { BenchDatabase, makeAdmin } from './database.ts';
import { PREPARE_BY_HAND, byHand, type Chat, type Side } from './insert-by-hand.ts';
import { timeInTurn, type Measurement } from '../measurement.ts';

const SAMPLES = 500;
const CONTENT = 'Hello there';

/** Prepared, as in PostgREST's connections. */
const PREPARE_INSERT = `
	prepare send_message (uuid, uuid, text) as
		insert into public.support_messages (id, chat_id, content) values ($1, $2, $3)`;

/**
 * Figure 5: one message insert as `authenticated`, through policies and triggers, against one transaction
 * with the same writes by hand, of a user and of an admin. Both are prepared, set role and claims, and are
 * sent as one string, so that the round trip is the same.
 */
export async function measureInsert(ownerUrl: string): Promise<Measurement[]> {
	const database = await BenchDatabase.connect(ownerUrl);
	try {
		await database.rows(PREPARE_BY_HAND);
		await database.rows(PREPARE_INSERT);
		// Prevents refusals by the rate limit.
		await database.rows('update public.support_settings set admin_message_burst = 100000');
		const userId = await makeAdmin(database);
		const id = await database.value<string>(
			'select id from public.support_admins where user_id = $1',
			[userId]
		);
		const admin = { id, userId };
		const chats = await makeChats(database, SAMPLES + 10);
		const chat = (sample: number) => {
			const found = chats.at(sample);
			if (!found) throw new Error('There are fewer chats than samples.');
			return found;
		};
		const sides = [
			{ side: 'user', writer: (sample: number) => chat(sample).user_id },
			{ side: 'admin', writer: () => userId }
		] as const;
		const times = await timeInTurn(
			SAMPLES,
			sides.flatMap(({ side, writer }) => [
				(sample: number) =>
					database.rows(transaction('postgres', writer(sample), byHand(chat(sample), side, admin))),
				(sample: number) =>
					database.rows(transaction('authenticated', writer(sample), send(chat(sample))))
			])
		);
		await database.rows('update public.support_settings set admin_message_burst = default');
		// The next measurements load their own data, spread over time.
		await database.rows('truncate public.support_chats cascade');
		return sides.map(({ side }, index) => figure(side, times.slice(2 * index)));
	} finally {
		await database.end();
	}
}

function figure(side: Side, [floor = NaN, value = NaN]: number[]): Measurement {
	return {
		id: side === 'user' ? '5a' : '5b',
		what: `one message insert of ${side === 'user' ? 'a user' : 'an admin'}`,
		floorWhat: 'the same writes by hand',
		value,
		floor,
		unit: 'ms',
		kind: 'ratio',
		target: 1.4
	};
}

async function makeChats(database: BenchDatabase, count: number): Promise<Chat[]> {
	const chats = await database.rows<Chat>(
		`with people as (
			insert into auth.users (id, email)
			select gen_random_uuid(), gen_random_uuid() || '@example.com' from generate_series(1, $1::integer)
			returning id, email
		)
		insert into public.support_chats (user_id, user_email)
		select id, email from people
		returning id, user_id, user_email`,
		[count]
	);
	const columns = await database.value<string>(
		`select string_agg(quote_ident(attname), ', ') from pg_attribute
		where attrelid = 'public.support_chats'::regclass and attnum > 0 and not attisdropped and attgenerated = ''`
	);
	await database.rows(
		`insert into bench.chats (${columns}) select ${columns} from public.support_chats`
	);
	return chats;
}

/** A request's transaction as PostgREST sends it. */
function transaction(role: string, userId: string, statements: string): string {
	const claims = JSON.stringify({ role, sub: userId });
	return `begin;
		select set_config('role', '${role}', true), set_config('request.jwt.claims', '${claims}', true);
		${statements}
		commit;`;
}

function send(chat: Chat): string {
	return `execute send_message('${randomUUID()}', '${chat.id}', '${CONTENT}');`;
}

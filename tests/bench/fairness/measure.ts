import { randomUUID } from 'node:crypto';
import { spawnStack } from '../../fixtures/start-stack.ts';
import { BenchDatabase } from '../database/database.ts';
import { quantile, type Measurement } from '../measurement.ts';
import { poolApi, type Api } from './api.ts';
import { AT_ONCE, attacks, carryOut } from './attacks.ts';
import { liveOn, type Person, type Waits } from './others.ts';

const OTHERS = 10;
const CHEAPEST = 'the cheapest call';

/** p95 of all other users' waits, in milliseconds. */
type Wait = Record<keyof Waits, number>;

/**
 * Figures 15 and 16: how long other users wait for a send and a read during one account's worst requests,
 * against the same without them, and against the same during the account's cheapest call, which holds
 * connections too. Requests go to the database as PostgREST sends them: the local stack's REST API would
 * measure its single process, which takes longer to parse arrays.
 *
 * @param milliseconds how long each attack lasts
 */
export async function measureFairness(milliseconds: number): Promise<Measurement[]> {
	const stack = await spawnStack('ignore');
	const { db_url: databaseUrl = '' } = stack.ready;
	const api = poolApi(databaseUrl);
	const database = await BenchDatabase.connect(databaseUrl);
	try {
		const people = await makePeople(database, OTHERS + 1);
		const [attacker, ...others] = people as [Person, ...Person[]];
		const messageId = randomUUID();
		await write(database, attacker, messageId);
		// The first requests warm plans and connections.
		await liveOn(api, others, milliseconds / 4);
		const quiet = await wait(api, others, milliseconds);
		const waits = new Map<string, Wait>();
		for (const name of Object.keys(attacks)) {
			await fillBucket(database, attacker, name.includes('above the limit') ? 0 : 120);
			const stop = new AbortController();
			const attack = carryOut(name, { ...attacker, messageId }, api, stop.signal);
			waits.set(name, await wait(api, others, milliseconds));
			stop.abort();
			await attack;
		}
		return [
			...toMeasurements('15', waits, 'the same without an attack', quiet),
			...toMeasurements('16', waits, `during ${CHEAPEST}`, waits.get(CHEAPEST)!)
		];
	} finally {
		await api.end();
		await database.end();
		await stack.stop();
	}
}

function toMeasurements(
	id: string,
	waits: Map<string, Wait>,
	floorWhat: string,
	floor: Wait
): Measurement[] {
	return (['send', 'read'] as const).map((kind, index) => {
		const [name, worst] = [...waits].toSorted(([, a], [, b]) => b[kind] - a[kind])[0]!;
		return {
			id: `${id}${'ab'[index]}`,
			what: `p95 of others' ${kind} while one account sends ${name}, ${AT_ONCE} at once`,
			floorWhat,
			unit: 'ms',
			value: worst[kind],
			floor: floor[kind],
			kind: 'ratio',
			target: 3
		};
	});
}

async function wait(api: Api, people: Person[], milliseconds: number): Promise<Wait> {
	const { send, read } = await liveOn(api, people, milliseconds);
	return { send: quantile(send, 0.95), read: quantile(read, 0.95) };
}

async function makePeople(database: BenchDatabase, count: number): Promise<Person[]> {
	const people: Person[] = [];
	for (let i = 0; i < count; i++) {
		const userId = randomUUID();
		const email = `${userId}@example.com`;
		await database.rows('insert into auth.users (id, email) values ($1, $2)', [userId, email]);
		const chatId = await database.value<string>(
			'insert into public.support_chats (user_id, user_email) values ($1, $2) returning id',
			[userId, email]
		);
		people.push({ userId, chatId });
	}
	return people;
}

async function write(database: BenchDatabase, { chatId }: Person, id: string): Promise<void> {
	await database.rows(
		'insert into public.support_messages (id, chat_id, content) values ($1, $2, $3)',
		[id, chatId, 'Hello there']
	);
}

async function fillBucket(database: BenchDatabase, { userId }: Person, tokens: number) {
	await database.rows(
		`insert into support_private.support_rate_limits (user_id, action, tokens, refilled_at)
		values ($1, 'user_message', $2, now())
		on conflict (user_id, action) do update
		set tokens = excluded.tokens, refilled_at = excluded.refilled_at`,
		[userId, tokens]
	);
}

import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { spawnReady } from '../../fixtures/spawn-ready.ts';
import { spawnStack } from '../../fixtures/start-stack.ts';
import { BenchDatabase } from '../database/database.ts';
import { quantile, type Measurement } from '../measurement.ts';
import { joinChat, type Person } from './join-chat.ts';

const SOCKETS = [1, 200];
const CONTENT = 'Hello there';

/** A person's subscription whose next message can be awaited. */
interface Listener {
	person: Person;
	/** Resolves with the arrival time (`performance.now`) of the next message. */
	next(): Promise<number>;
	close(): Promise<unknown>;
}

/**
 * Figure 10: from the commit of a message to its arrival at another client, through trigger, WAL and
 * Realtime, against a NOTIFY forwarded by a bare WebSocket. Time runs from sending the commit. Each socket
 * has its own chat, and the messages go to the chats in turn.
 *
 * @param samples messages for each number of sockets
 */
export async function measureLive(samples: number): Promise<Measurement[]> {
	// On a smaller plan, the bench would measure the plan's limit.
	const stack = await spawnStack('ignore', ['--realtime-plan', 'team']);
	const { url, publishable_key: key, db_url: databaseUrl } = stack.ready;
	const bare = await spawnReady('tests/bench/stack/bare-socket.ts', [required(databaseUrl)]);
	const database = await BenchDatabase.connect(required(databaseUrl));
	try {
		const people = await makePeople(database, Math.max(...SOCKETS));
		const measurements: Measurement[] = [];
		for (const sockets of SOCKETS) {
			const some = people.slice(0, sockets);
			const live = await Promise.all(
				some.map((person) => listenLive(person, required(url), required(key)))
			);
			const floor = await Promise.all(some.map((person) => listenBare(person, bare.line)));
			const times = await timeMessages(database, samples, live, floor);
			measurements.push(...toMeasurements(sockets, times));
			await Promise.all([...live, ...floor].map((listener) => listener.close()));
		}
		return measurements;
	} finally {
		await database.end();
		await bare.stop();
		await stack.stop();
	}
}

interface Times {
	live: number[];
	floor: number[];
}

function toMeasurements(sockets: number, { live, floor }: Times): Measurement[] {
	return [0.5, 0.95].map((share) => ({
		id: `10, ${sockets}`,
		what: `commit to other client, p${share * 100}, ${sockets} socket${sockets > 1 ? 's' : ''}`,
		floorWhat: 'NOTIFY to a bare WebSocket',
		value: quantile(live, share),
		floor: quantile(floor, share),
		unit: 'ms',
		kind: 'ratio',
		target: 2
	}));
}

/** Alternates, so that other load affects both alike; the first ten warm up. */
async function timeMessages(
	database: BenchDatabase,
	samples: number,
	live: Listener[],
	floor: Listener[]
): Promise<Times> {
	const times: Times = { live: [], floor: [] };
	for (let sample = -10; sample < samples; sample++) {
		const place = (sample + 10) % live.length;
		const viaRealtime = await time(database, required(live[place]), insertAs);
		const viaNotify = await time(database, required(floor[place]), notify);
		if (sample < 0) continue;
		times.live.push(viaRealtime);
		times.floor.push(viaNotify);
	}
	return times;
}

async function time(
	database: BenchDatabase,
	listener: Listener,
	write: (person: Person) => string
): Promise<number> {
	await database.rows(`begin; ${write(listener.person)}`);
	const arrival = listener.next();
	const start = performance.now();
	await database.rows('commit');
	return (await arrival) - start;
}

function insertAs({ userId, chatId }: Person): string {
	const claims = JSON.stringify({ role: 'authenticated', sub: userId });
	return `select set_config('role', 'authenticated', true), set_config('request.jwt.claims', '${claims}', true);
		insert into public.support_messages (id, chat_id, content) values ('${randomUUID()}', '${chatId}', '${CONTENT}')`;
}

function notify({ chatId }: Person): string {
	const message = { id: randomUUID(), chat_id: chatId, seq: 1, content: CONTENT };
	return `notify bench, '${chatId} ${JSON.stringify(message)}'`;
}

async function listenLive(person: Person, url: string, key: string): Promise<Listener> {
	const arrivals = new Arrivals();
	const close = await joinChat(person, { url, key, onMessage: () => arrivals.arrived() });
	return { person, next: () => arrivals.next(), close };
}

async function listenBare(person: Person, port: string): Promise<Listener> {
	const socket = new WebSocket(`ws://127.0.0.1:${port}/${person.chatId}`);
	const arrivals = new Arrivals();
	socket.on('message', () => arrivals.arrived());
	await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
	return {
		person,
		next: () => arrivals.next(),
		close: async () => socket.close()
	};
}

class Arrivals {
	#resolve: (time: number) => void = () => {};

	arrived(): void {
		this.#resolve(performance.now());
	}

	next(): Promise<number> {
		return new Promise((resolve) => (this.#resolve = resolve));
	}
}

/** Creates users with a chat each, and lifts the rate limit. */
async function makePeople(database: BenchDatabase, count: number): Promise<Person[]> {
	await database.rows('update public.support_settings set user_message_burst = 100000');
	return database.rows<{ userId: string; chatId: string }>(
		`with people as (
			insert into auth.users (id, email)
			select gen_random_uuid(), gen_random_uuid() || '@example.com' from generate_series(1, $1::integer)
			returning id, email
		)
		insert into public.support_chats (user_id, user_email) select id, email from people
		returning user_id as "userId", id as "chatId"`,
		[count]
	);
}

function required<Value>(value: Value | undefined): Value {
	if (value === undefined) throw new Error('A value that the bench needs is missing.');
	return value;
}

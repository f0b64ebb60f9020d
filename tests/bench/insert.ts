import { randomUUID } from 'node:crypto';
import { BenchDatabase } from './database.ts';
import { timeInTurn, type Measurement } from './measurement.ts';

const SAMPLES = 500;

/** What one user message writes, by hand: no policies, no trigger functions, statements prepared. */
const PREPARE_BY_HAND = `
	create schema bench;
	create table bench.messages (like public.support_messages including all);
	create table bench.chats (like public.support_chats including all);
	create table bench.tokens (like private.support_rate_limits including all);
	prepare hand_message (uuid, uuid, bigint, text, uuid) as
		insert into bench.messages (id, chat_id, seq, content, sender_type, sender_id)
		values ($1, $2, $3, $4, 'user', $5);
	prepare hand_chat (uuid, bigint, text) as
		update bench.chats
		set last_message_at = clock_timestamp(), last_message_preview = $3, last_message_sender = 'user',
			last_user_message_at = clock_timestamp(), archived_at = null, message_count = $2,
			updated_at = clock_timestamp()
		where id = $1;
	prepare hand_token (uuid) as
		insert into bench.tokens (user_id, action, tokens, refilled_at)
		values ($1, 'user_message', 1, clock_timestamp())
		on conflict (user_id, action) do update set tokens = 1, refilled_at = excluded.refilled_at;
	prepare hand_event (text, text, jsonb) as
		insert into realtime.messages (payload, event, topic, private, extension)
		values ($3, $1, $2, true, 'broadcast');`;

/**
 * One message insert as `authenticated`, through policies and triggers, against one hand-written
 * transaction with the same writes. Both go to the server as one string, so that the way there and
 * back is the same for both.
 */
export async function measureInsert(ownerUrl: string): Promise<Measurement[]> {
	const database = await BenchDatabase.connect(ownerUrl);
	try {
		await database.rows(PREPARE_BY_HAND);
		const people = await makeChats(database, SAMPLES + 10);
		const [floor, value] = await timeInTurn(SAMPLES, [
			(sample) => database.rows(byHand(people.at(sample))),
			(sample) => database.rows(asUser(people.at(sample)))
		]);
		return [
			{
				id: '5',
				what: 'one message insert as authenticated',
				floorWhat: 'the same writes by hand',
				value: value ?? NaN,
				floor: floor ?? NaN,
				unit: 'ms',
				kind: 'ratio',
				target: 1.5
			}
		];
	} finally {
		await database.end();
	}
}

interface Chat {
	id: string;
	user_id: string;
}

async function makeChats(database: BenchDatabase, count: number): Promise<Chat[]> {
	const chats = await database.rows<Chat & { user_email: string }>(
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
	await database.rows('insert into bench.chats select * from public.support_chats');
	return chats;
}

function byHand(chat: Chat | undefined): string {
	const { id, user_id } = required(chat);
	const event = (name: string, topic: string, payload: object) =>
		`execute hand_event('${name}', '${topic}', '${JSON.stringify(payload)}');`;
	const message = {
		id: randomUUID(),
		chat_id: id,
		seq: 1,
		content: 'Hello there',
		sender_type: 'user'
	};
	return `begin;
		execute hand_message('${message.id}', '${id}', 1, 'Hello there', '${user_id}');
		execute hand_chat('${id}', 1, 'Hello there');
		execute hand_token('${user_id}');
		${event('new_message', `support_chat:${id}`, { type: 'new_message', message })}
		${event('new_user_message', 'admin_support_notifications', { type: 'new_user_message', chat_id: id, message })}
		${event('chat_updated', 'admin_support_notifications', { type: 'chat_updated', chat: { ...message, unread: true } })}
		commit;`;
}

function asUser(chat: Chat | undefined): string {
	const { id, user_id } = required(chat);
	const claims = JSON.stringify({ role: 'authenticated', sub: user_id });
	return `begin;
		select set_config('role', 'authenticated', true), set_config('request.jwt.claims', '${claims}', true);
		insert into public.support_messages (id, chat_id, content) values ('${randomUUID()}', '${id}', 'Hello there');
		commit;`;
}

function required(chat: Chat | undefined): Chat {
	if (!chat) throw new Error('There are fewer chats than samples.');
	return chat;
}

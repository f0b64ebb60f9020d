import { afterAll, beforeAll, expect, test } from 'vitest';
import { addMember, newPerson, newTopic, startRealtimeStack } from './fixture.ts';
import type { Stack } from './fixture.ts';
import { RawClient } from './raw-client.ts';

let stack: Stack;

beforeAll(async () => {
	stack = await startRealtimeStack();
}, 60_000);
afterAll(() => stack?.stop());

/** Opens a client of a new member and joins a private topic. */
async function listener(topic: string, version: '1.0.0' | '2.0.0' = '2.0.0') {
	const person = newPerson();
	await addMember(stack, topic, person);
	const client = await RawClient.open(stack.url, version);
	const { payload } = await client.join(topic, { private: true }, person);
	expect(payload.status).toBe('ok');
	return client;
}

test('a committed realtime.send reaches a listener with its row id as meta', async () => {
	const topic = newTopic();
	const client = await listener(topic);
	await stack.sql(`select realtime.send('{"text":"hi"}', 'note', $1)`, [topic]);
	const frame = await client.nextBroadcast();
	expect(frame.kind4).toBe(true);
	expect(frame.topic).toBe(`realtime:${topic}`);
	expect(frame.payload).toMatchObject({ event: 'note', payload: { text: 'hi' } });
	const { rows } = await stack.admin('select id from realtime.messages where topic = $1', [topic]);
	expect(frame.payload.meta).toEqual({ id: rows[0].id });
	expect(frame.payload.payload.id).toBe(rows[0].id);
	await client.close();
});

test('a version 1 listener receives the same as JSON', async () => {
	const topic = newTopic();
	const client = await listener(topic, '1.0.0');
	await stack.sql(`select realtime.send('{"text":"hi","id":"mine"}', 'note', $1)`, [topic]);
	const { payload, kind4 } = await client.nextBroadcast();
	expect(kind4).toBe(false);
	expect(payload).toMatchObject({
		type: 'broadcast',
		event: 'note',
		payload: { text: 'hi', id: 'mine' },
		meta: { id: expect.any(String) }
	});
	await client.close();
});

test('messages arrive in commit order, not in insert order', async () => {
	const topic = newTopic();
	const client = await listener(topic);
	const [first, second] = [await stack.connect(), await stack.connect()];
	await first.query('begin');
	await first.query(`select realtime.send('{"n":2}', 'n', $1)`, [topic]);
	await second.query(`select realtime.send('{"n":1}', 'n', $1)`, [topic]);
	await first.query(`select realtime.send('{"n":3}', 'n', $1)`, [topic]);
	await first.query('commit');
	const numbers = [];
	for (let n = 0; n < 3; n++) numbers.push((await client.nextBroadcast()).payload.payload.n);
	expect(numbers).toEqual([1, 2, 3]);
	await Promise.all([first.end(), second.end(), client.close()]);
});

test('a rolled-back send is never delivered', async () => {
	const topic = newTopic();
	const client = await listener(topic);
	const connection = await stack.connect();
	await connection.query('begin');
	await connection.query(`select realtime.send('{}', 'undone', $1)`, [topic]);
	await connection.query('rollback');
	await connection.query(`select realtime.send('{}', 'done', $1)`, [topic]);
	expect((await client.nextBroadcast()).payload.event).toBe('done');
	await Promise.all([connection.end(), client.close()]);
});

test('bytes arrive unchanged, and only at version 2', async () => {
	const topic = newTopic();
	const [modern, old] = [await listener(topic), await listener(topic, '1.0.0')];
	const bytes = Buffer.from([0, 255, 7, 92, 120, 128]);
	await stack.sql(`select realtime.send_binary($2, 'bytes', $1)`, [topic, bytes]);
	await stack.sql(`select realtime.send('{}', 'after', $1)`, [topic]);
	const frame = await modern.nextBroadcast('bytes');
	expect(Buffer.compare(frame.payload.payload, bytes)).toBe(0);
	expect((await old.nextBroadcast()).payload.event).toBe('after');
	await Promise.all([modern.close(), old.close()]);
});

test('large numbers and any text arrive exactly', async () => {
	const topic = newTopic();
	const client = await listener(topic);
	const arrived = new Promise<Buffer>((resolve) => client.socket.once('message', resolve));
	const json = '{"n": 12345678901234567890.123, "text": "ü 🎈 \\" \\\\ \\u2028", "id": 1}';
	await stack.sql('select realtime.send($2::jsonb, $3, $1)', [topic, json, 'exact']);
	expect((await arrived).toString()).toContain('12345678901234567890.123');
	const { payload } = await client.nextBroadcast();
	expect(payload.payload.text).toBe('ü 🎈 " \\ \u2028');
	await client.close();
});

test('private and public messages of one topic do not reach each other’s channels', async () => {
	const topic = newTopic();
	const member = await listener(topic);
	const anyone = await RawClient.open(stack.url);
	await anyone.join(topic);
	await stack.sql(`select realtime.send('{}', 'private', $1)`, [topic]);
	await stack.sql(`select realtime.send('{}', 'public', $1, false)`, [topic]);
	expect((await anyone.nextBroadcast()).payload.event).toBe('public');
	expect((await member.nextBroadcast()).payload.event).toBe('private');
	await stack.sql(`select realtime.send('{}', 'last', $1)`, [topic]);
	expect((await member.nextBroadcast()).payload.event).toBe('last');
	expect(anyone.frames.filter((frame) => frame.event === 'broadcast')).toEqual([]);
	await Promise.all([member.close(), anyone.close()]);
});

test('broadcast_changes sends the old and the new row, and refuses unknown operations', async () => {
	const topic = newTopic();
	const client = await listener(topic);
	await stack.sql(`
		create table public.things (id int, name text);
		create function public.tell() returns trigger language plpgsql as $$ begin
			perform realtime.broadcast_changes('${topic}', TG_OP, TG_OP, TG_TABLE_NAME, TG_TABLE_SCHEMA, new, old);
			return null;
		end $$;
		create trigger tell after insert or update on public.things for each row execute function public.tell();
		insert into public.things values (1, 'a');
		update public.things set name = 'b';
	`);
	expect((await client.nextBroadcast('INSERT')).payload.payload).toMatchObject({
		...{ operation: 'INSERT', table: 'things', schema: 'public' },
		...{ record: { id: 1, name: 'a' }, old_record: null }
	});
	expect((await client.nextBroadcast('UPDATE')).payload.payload).toMatchObject({
		...{ record: { id: 1, name: 'b' }, old_record: { id: 1, name: 'a' } }
	});
	const call = (operation: string, level: string) =>
		stack.sql(`select realtime.broadcast_changes('t', 'e', $1, 'x', 'y', row(1), row(2), $2)`, [
			operation,
			level
		]);
	await expect(call('TRUNCATE', 'ROW')).rejects.toThrow('Unexpected operation type: TRUNCATE');
	await expect(call('INSERT', 'STATEMENT')).rejects.toThrow('for each row');
	await client.close();
});

test('a message over the payload limit is dropped and logged', async () => {
	const topic = newTopic();
	const client = await listener(topic);
	await stack.sql(`select realtime.send(jsonb_build_object('x', repeat('x', 256500)), 'big', $1)`, [
		topic
	]);
	await stack.sql(`select realtime.send('{}', 'small', $1)`, [topic]);
	expect((await client.nextBroadcast()).payload.event).toBe('small');
	expect(stack.log.join()).toContain('UnableToBroadcastChanges: payload_size_exceeded');
	await client.close();
});

test('a row without an event is dropped, and the stream continues', async () => {
	const topic = newTopic();
	const client = await listener(topic);
	await stack.sql(
		`insert into realtime.messages (topic, extension, payload, private) values ($1, 'broadcast', '{}', true)`,
		[topic]
	);
	await stack.sql(`select realtime.send('{}', 'next', $1)`, [topic]);
	expect((await client.nextBroadcast()).payload.event).toBe('next');
	await client.close();
});

test('a thousand messages of one transaction arrive complete and in order', async () => {
	const topic = newTopic();
	const client = await listener(topic);
	await stack.sql(
		`select realtime.send(jsonb_build_object('n', n), 'n', $1) from generate_series(1, 1000) n`,
		[topic]
	);
	const numbers = [];
	for (let n = 0; n < 1000; n++) numbers.push((await client.nextBroadcast()).payload.payload.n);
	expect(numbers).toEqual(Array.from({ length: 1000 }, (_, index) => index + 1));
	await client.close();
});

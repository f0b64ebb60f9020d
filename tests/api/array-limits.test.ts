import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAdmin, createUser, openChat, remove, type Person } from '../fixtures/people.ts';

// Arrays of messages over the API, far above what anybody may send.

let user: Person;
let chatId: string;
beforeAll(async () => {
	user = await createUser();
	chatId = await openChat(user);
});
afterAll(() => remove(user));

const tooFast = {
	status: 429,
	error: { code: 'PT429', details: expect.stringContaining('"reason": "too_fast"') }
};

const rows = (count: number, more: object = {}) =>
	Array.from({ length: count }, () => ({ chat_id: chatId, content: 'x', ...more }));

async function stored(person: Person): Promise<number | null> {
	const { count } = await person.client
		.from('support_messages')
		.select('*', { count: 'exact', head: true })
		.eq('chat_id', chatId);
	return count;
}

describe('3,000 messages in one request', () => {
	test.for([
		['of ids of their own', () => rows(3000)],
		['of one id', () => rows(3000, { id: randomUUID() })]
	] as const)('%s are refused, whatever is to become of duplicates', async ([, make]) => {
		for (const ignoreDuplicates of [true, false]) {
			const messages = () => user.client.from('support_messages');
			// To merge takes a right that nobody has.
			const upsert = await messages().upsert(make(), { ignoreDuplicates });
			expect(upsert).toMatchObject(ignoreDuplicates ? tooFast : { status: 403 });
		}
		const insert = await user.client.from('support_messages').insert(make()).select('id');
		expect([429, 409]).toContain(insert.status);
		expect(await stored(user)).toBe(0);
	});

	test('20 at once are refused, and the next message is taken', async () => {
		const writer = await createUser();
		const own = await openChat(writer);
		const answers = await Promise.all(
			Array.from({ length: 20 }, () =>
				writer.client.from('support_messages').insert(rows(3000, { chat_id: own }))
			)
		);
		for (const answer of answers) expect(answer).toMatchObject(tooFast);
		const one = await writer.client
			.from('support_messages')
			.insert({ chat_id: own, content: 'Still here' })
			.select('seq')
			.single();
		expect(one).toMatchObject({ status: 201, data: { seq: 1 } });
		await remove(writer);
	});
});

test('two admins who write into the same chats in opposite order meet 429 at most', async () => {
	const people = await Promise.all(Array.from({ length: 6 }, createUser));
	const admins = await Promise.all([createAdmin(), createAdmin()]);
	const chats = await Promise.all(people.map(openChat));
	const writeInto = (admin: Person, order: string[]) =>
		admin.client
			.from('support_messages')
			.insert(order.map((chat_id) => ({ chat_id, content: 'To all of you' })));
	const statuses = new Set<number>();
	for (let round = 0; round < 10; round++) {
		const answers = await Promise.all(
			admins.map((admin, index) => writeInto(admin, index ? chats.toReversed() : chats))
		);
		for (const { status } of answers) statuses.add(status);
	}
	expect([...statuses].filter((status) => status !== 201 && status !== 429)).toEqual([]);
	expect(statuses).toContain(201);
	await Promise.all([...people, ...admins].map(remove));
}, 60_000);

import { createUser, openChat, secretClient, type Person } from '../../fixtures/people.ts';

/**
 * Creates users with a message each, newest first and adjacent in the list: retries when another test
 * writes in between. Later messages are listed above all of them.
 */
export async function writers(count: number): Promise<Person[]> {
	const people = await Promise.all(Array.from({ length: count }, createUser));
	const chats = await Promise.all(people.map(openChat));
	let times: string[];
	do {
		times = [];
		for (const [i, { client }] of people.entries()) {
			const message = { chat_id: chats[i]!, content: `Question ${i}` };
			const { data } = await client
				.from('support_messages')
				.insert(message)
				.select('created_at')
				.single()
				.throwOnError();
			times.push(data.created_at);
		}
	} while ((await countChats(times[0]!, times.at(-1)!)) > count);
	return people.reverse();
}

/** Number of chats whose last message is between two times, inclusive. */
async function countChats(from: string, to: string): Promise<number> {
	const { count } = await secretClient()
		.from('support_chats')
		.select('id', { count: 'exact', head: true })
		.gte('last_message_at', from)
		.lte('last_message_at', to)
		.throwOnError();
	return count!;
}

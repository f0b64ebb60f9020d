import { createUser, openChat, secretClient, type Person } from '../../fixtures/people.ts';

/**
 * Creates users with a message each, newest first and adjacent in the list, whatever other tests write meanwhile.
 * Later messages are listed above all of them.
 *
 * @param count at most 1,000
 */
export async function writers(count: number): Promise<Person[]> {
	const people = await Promise.all(Array.from({ length: count }, createUser));
	const chats = await Promise.all(people.map(openChat));
	const times: string[] = [];
	for (const [i, person] of people.entries()) times.push(await write(person, chats[i]!, i));
	if ((await countChats(times[0]!, times.at(-1)!)) > count) await join(chats, times.at(-1)!);
	return people.reverse();
}

/** @returns when it was stored */
async function write({ client }: Person, chatId: string, number: number): Promise<string> {
	const { data } = await client
		.from('support_messages')
		.insert({ chat_id: chatId, content: `Question ${number}` })
		.select('created_at')
		.single()
		.throwOnError();
	return data.created_at;
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

/** Puts chats microseconds apart, in their order, so that no other comes in between. */
async function join(chats: readonly string[], time: string): Promise<void> {
	const last = new Date(time).toISOString().slice(0, -1);
	for (const [i, id] of chats.entries()) {
		await secretClient()
			.from('support_chats')
			.update({ last_message_at: `${last}${String(i).padStart(3, '0')}Z` })
			.eq('id', id)
			.throwOnError();
	}
}

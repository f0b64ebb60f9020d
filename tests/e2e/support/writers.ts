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
	const times = await Promise.all(people.map((person, i) => write(person, chats[i]!, i)));
	const last = new Date(Math.max(...times)).toISOString().slice(0, -1);
	// Microseconds apart: nothing else comes in between.
	await Promise.all(chats.map((id, i) => move(id, `${last}${String(i).padStart(3, '0')}Z`)));
	return people.reverse();
}

/** @returns when it was stored, in ms */
async function write({ client }: Person, chatId: string, number: number): Promise<number> {
	const { data } = await client
		.from('support_messages')
		.insert({ chat_id: chatId, content: `Question ${number}` })
		.select('created_at')
		.single()
		.throwOnError();
	return Date.parse(data.created_at);
}

async function move(chatId: string, lastMessageAt: string): Promise<void> {
	await secretClient()
		.from('support_chats')
		.update({ last_message_at: lastMessageAt })
		.eq('id', chatId)
		.throwOnError();
}

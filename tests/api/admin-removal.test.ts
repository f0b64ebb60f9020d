import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RealtimeChannel } from '@supabase/supabase-js';
import { join } from '../fixtures/channels.ts';
import {
	createAdmin,
	createUser,
	openChat,
	remove,
	secretClient,
	type Person
} from '../fixtures/people.ts';

let user: Person;
let admin: Person;
let chatId: string;
beforeAll(async () => {
	[user, admin] = await Promise.all([createUser(), createAdmin()]);
	chatId = await openChat(user);
	await say('Before');
});
afterAll(() => Promise.all([user, admin].map(remove)));

async function say(content: string): Promise<void> {
	const { error } = await user.client.from('support_messages').insert({ chat_id: chatId, content });
	if (error) throw error;
}

/** A token that is not the one before: those of one second may be equal. */
async function renewToken(person: Person): Promise<string> {
	const before = (await person.client.auth.getSession()).data.session?.access_token;
	for (;;) {
		const { data, error } = await person.client.auth.refreshSession();
		if (error) throw error;
		const token = data.session?.access_token;
		if (token && token !== before) return token;
	}
}

const closed = (channel: RealtimeChannel) =>
	new Promise<void>((resolve) =>
		channel.on('system', {}, ({ status }) => status === 'error' && resolve())
	);

const says =
	(content: string) =>
	({ message }: Record<string, unknown>) =>
		(message as { content: string }).content === content;

describe('an admin who is removed', () => {
	test('is refused at the next statement, and receives nothing once the token is renewed', async () => {
		const topics = ['admin_support_notifications', `support_chat:${chatId}`];
		const [inbox, chat] = await Promise.all(topics.map((topic) => join(admin.client, topic)));
		if (!inbox || !chat) throw new Error('Not joined.');
		await say('Hello admin');
		await chat.received.next('new_message', says('Hello admin'));

		const removed = await secretClient().from('support_admins').delete().eq('user_id', admin.id);
		expect(removed.error).toBeNull();

		expect((await admin.client.from('support_messages').select()).data).toEqual([]);
		expect((await admin.client.from('support_chats').select()).data).toEqual([]);
		expect((await admin.client.from('support_chat_list').select()).data).toEqual([]);
		expect((await admin.client.from('support_admins').select()).data).toEqual([]);
		const insert = { chat_id: chatId, content: 'Still here' };
		expect((await admin.client.from('support_messages').insert(insert)).status).toBe(403);
		for (const answer of await Promise.all([
			admin.client.rpc('archive_support_chat', { chat_id: chatId }),
			admin.client.rpc('unarchive_support_chat', { chat_id: chatId }),
			admin.client.rpc('mark_support_chat_viewed', { chat_id: chatId, up_to_seq: 1 }),
			admin.client.rpc('export_support_data', { user_id: user.id }),
			admin.client.rpc('erase_support_data', { user_id: user.id }),
			admin.client.rpc('support_health')
		])) {
			expect(answer.status).toBe(403);
		}
		await expect(join(admin.client, `support_chat_activity:${chatId}`)).rejects.toThrow(
			/^"?Unauthorized/
		);

		// What remains, and is said in SECURITY.md: channels joined before are open until then.
		await say('Still received');
		await chat.received.next('new_message', says('Still received'));

		const ended = Promise.all([closed(inbox.channel), closed(chat.channel)]);
		await admin.client.realtime.setAuth(await renewToken(admin));
		await ended;
		const witness = await join(user.client, `support_chat:${chatId}`);
		await say('Among ourselves');
		await witness.received.next('new_message', says('Among ourselves'));
		for (const { received } of [inbox, chat]) {
			expect(JSON.stringify(received.events)).not.toContain('Among ourselves');
		}
	}, 60_000);
});

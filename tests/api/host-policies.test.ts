import { sign } from 'hono/jwt';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClient } from '@supabase/supabase-js';
import type pg from 'pg';
import { JWT_SECRET } from '../../supabase/local/keys.ts';
import { join } from '../fixtures/channels.ts';
import { connect } from '../fixtures/database.ts';
import { environment } from '../fixtures/environment.ts';
import {
	createAdmin,
	createUser,
	openChat,
	remove,
	visitorClient,
	type Client,
	type Person
} from '../fixtures/people.ts';
import { useOwnStack } from '../fixtures/own-stack.ts';

// A host whose own policies let everybody use every channel, over the socket.

useOwnStack();
let database: pg.Client;
let owner: Person;
let other: Person;
let admin: Person;
let chatId: string;
const clients: Record<string, Client> = {};
beforeAll(async () => {
	database = await connect();
	await database.query(`
		create role courier in role anon;
		create policy "host reads" on realtime.messages for select to public using (true);
		create policy "host writes" on realtime.messages for insert to public with check (true)`);
	[owner, other, admin] = await Promise.all([createUser(), createUser(), createAdmin()]);
	chatId = await openChat(owner);
	clients['another user'] = other.client;
	clients['a visitor'] = visitorClient();
	clients['a user of another sign-in service'] = await foreignClient('authenticated');
	clients['a role of the host'] = await foreignClient('courier');
}, 120_000);
afterAll(async () => {
	await Promise.all(Object.values(clients).map((client) => client.removeAllChannels()));
	await database?.query(`
		drop policy "host reads" on realtime.messages;
		drop policy "host writes" on realtime.messages;
		drop role courier`);
	await database?.end();
	await Promise.all([owner, other, admin].map(remove));
});

/** Somebody whose id is no uuid. */
async function foreignClient(role: string): Promise<Client> {
	const exp = Math.floor(Date.now() / 1000) + 3600;
	const token = await sign({ sub: 'auth0|62f1', role, exp }, JWT_SECRET, 'HS256');
	return createClient(environment.url, environment.publishableKey, {
		accessToken: async () => token
	});
}

describe('a host that lets everybody use every channel', () => {
	test('keeps its own, for users, visitors, other sign-in services and its roles', async () => {
		for (const topic of ['room:1', 'support_chat_room:5', 'support']) {
			for (const [who, client] of Object.entries(clients)) {
				const sender = await join(client, topic, { broadcast: { ack: true, self: true } });
				const answer = await sender.channel.send({
					type: 'broadcast',
					event: 'hello',
					payload: { from: who }
				});
				expect(answer, `${who} sends on ${topic}`).toBe('ok');
				expect(await sender.received.next('hello')).toMatchObject({ from: who });
				await client.removeAllChannels();
			}
		}
	}, 60_000);

	// Realtime lets a refused client wait for five seconds: everybody at once, each topic by topic.
	test('opens none of the product’s to anybody', async () => {
		const topics = [
			'admin_support_notifications',
			'support_desk',
			`support_chat:${chatId}`,
			`support_chat_activity:${chatId}`
		];
		const visit = async (client: Client, who: string) => {
			for (const topic of topics) {
				const joining = join(client, topic, { presence: { enabled: true } });
				await expect(joining, `${who} joins ${topic}`).rejects.toThrow(/^"?Unauthorized/);
			}
		};
		await Promise.all(Object.entries(clients).map(([who, client]) => visit(client, who)));
	}, 90_000);

	test('lets nobody forge a message, its owner included', async () => {
		const theirs = await join(admin.client, `support_chat:${chatId}`);
		const mine = await join(owner.client, `support_chat:${chatId}`);
		const forged = { type: 'new_message', message: { content: 'forged' } };
		await mine.channel.send({ type: 'broadcast', event: 'new_message', payload: forged });
		const { error } = await owner.client
			.from('support_messages')
			.insert({ chat_id: chatId, content: 'real' });
		expect(error).toBeNull();
		// Messages of one channel arrive in order: nothing came before the real one.
		expect(await theirs.received.next('new_message')).toMatchObject({
			message: { content: 'real' }
		});
	});
});

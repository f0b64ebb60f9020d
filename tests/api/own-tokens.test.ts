import { createHmac } from 'node:crypto';
import { createClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/lib/support-chat/supabase/database.types.ts';
import { JWT_SECRET } from '../../supabase/local/keys.ts';
import { join } from '../fixtures/channels.ts';
import { environment } from '../fixtures/environment.ts';
import { createUser, remove, secretClient, type Person } from '../fixtures/people.ts';

// An app with accounts of its own (README): its server makes the Supabase user and signs the tokens, and
// nobody signs in at Supabase Auth. Only against the local Supabase, whose key is known.

let person: Person;
beforeAll(async () => {
	person = await createUser();
});
afterAll(() => remove(person));

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

function sign(claims: object): string {
	const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
	return `${signed}.${createHmac('sha256', JWT_SECRET).update(signed).digest('base64url')}`;
}

function clientOf(userId: string, lifetimeSeconds: number) {
	const now = Math.floor(Date.now() / 1000);
	const claims = { sub: userId, role: 'authenticated', aud: 'authenticated', iat: now };
	const token = sign({ ...claims, exp: now + lifetimeSeconds });
	return createClient<Database>(environment.url, environment.publishableKey, {
		accessToken: () => Promise.resolve(token)
	});
}

const local = test.skipIf(!environment.mailboxUrl);

local('a token of five claims is enough for the whole chat', async () => {
	const client = clientOf(person.id, 60);
	const chat = await client.rpc('get_or_create_support_chat', { user_id: person.id });
	expect(chat.error).toBeNull();
	const message = { chat_id: chat.data!.id, content: 'Hello', sender_id: person.id };
	const sent = await client.from('support_messages').insert(message).select('seq').single();
	expect(sent.data).toEqual({ seq: 1 });
	await join(client, `support_chat:${chat.data!.id}`);
	await client.removeAllChannels();
	const { data } = await secretClient()
		.from('support_chats')
		.select('user_id, user_email')
		.eq('id', chat.data!.id)
		.single();
	expect(data).toEqual({ user_id: person.id, user_email: person.email });
});

local('one that has expired is refused', async () => {
	const { status } = await clientOf(person.id, -60).rpc('get_or_create_support_chat');
	expect(status).toBe(401);
});

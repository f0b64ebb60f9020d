import { randomUUID } from 'node:crypto';
import type { BrowserContext } from '@playwright/test';
import { sign } from 'hono/jwt';
import { sessionCookieName } from '../../../src/lib/support-chat/supabase/session/session-cookie.ts';
import { JWT_SECRET } from '../../../supabase/local/keys.ts';
import { spawnStack } from '../../fixtures/start-stack.ts';
import { BenchDatabase } from '../database/database.ts';
import type { Person } from '../stack/join-chat.ts';

const HOUR_S = 3600;

/** A user with a chat, and access to it for a page. */
export interface SignedInUser {
	/** The query string of the widget's page. */
	query: string;
	person: Person;
	/** Signs a browser in with the cookie that @supabase/ssr would set. */
	enter(context: BrowserContext, address: string): Promise<void>;
}

/** A Supabase with a user. */
export interface SignedIn extends SignedInUser {
	/** The project's. */
	url: string;
	key: string;
	/** Adds a user with so many replies in the chat. */
	addUser(messages: number): Promise<SignedInUser>;
	stop(): Promise<void>;
}

/** @param messages number of replies in the chat, all read */
export async function startSignedIn(messages: number): Promise<SignedIn> {
	const stack = await spawnStack('ignore');
	const { url = '', publishable_key: key = '', db_url: databaseUrl = '' } = stack.ready;
	const addUser = async (count: number): Promise<SignedInUser> => {
		const person = await makeUser(databaseUrl, count);
		const session = await sessionOf(person.userId);
		return {
			query: String(new URLSearchParams({ url, key, user: person.userId })),
			person,
			enter: (context, address) =>
				context.addCookies([{ name: sessionCookieName(url), value: session, url: address }])
		};
	};
	return { ...(await addUser(messages)), url, key, addUser, stop: () => stack.stop() };
}

/** Creates a user with a chat, and lifts the rate limit. */
async function makeUser(databaseUrl: string, messages: number): Promise<Person> {
	const database = await BenchDatabase.connect(databaseUrl);
	try {
		const userId = randomUUID();
		const email = `${userId}@example.com`;
		await database.rows('update public.support_settings set user_message_burst = 100000');
		await database.rows('insert into auth.users (id, email) values ($1, $2)', [userId, email]);
		const [chat] = await database.rows<{ id: string }>(
			'insert into public.support_chats (user_id, user_email) values ($1, $2) returning id',
			[userId, email]
		);
		const chatId = chat!.id;
		await database.rows(
			`insert into public.support_messages (chat_id, content, sender_type, read_at)
			select $1, 'Reply number ' || n, 'admin', now() from generate_series(1, $2) as n`,
			[chatId, messages]
		);
		return { userId, chatId };
	} finally {
		await database.end();
	}
}

async function sessionOf(userId: string): Promise<string> {
	const expires_at = Math.floor(Date.now() / 1000) + HOUR_S;
	const claims = { sub: userId, role: 'authenticated', aud: 'authenticated', exp: expires_at };
	const session = {
		access_token: await sign(claims, JWT_SECRET, 'HS256'),
		token_type: 'bearer',
		expires_in: HOUR_S,
		expires_at,
		refresh_token: 'never needed within the hour',
		user: { id: userId }
	};
	return `base64-${Buffer.from(JSON.stringify(session)).toString('base64url')}`;
}

import { randomUUID } from 'node:crypto';
import type { BrowserContext } from '@playwright/test';
import { sign } from 'hono/jwt';
import { sessionCookieName } from '../../../src/lib/support-chat/supabase/session/session-cookie.ts';
import { JWT_SECRET } from '../../../supabase/local/keys.ts';
import { spawnStack } from '../../fixtures/start-stack.ts';
import { BenchDatabase } from '../database/database.ts';

const HOUR_S = 3600;

/** A Supabase with a user and a chat, and access to them for a page. */
export interface SignedIn {
	/** The query string of the widget's page. */
	query: string;
	/** Signs a browser in with the cookie that @supabase/ssr would set. */
	enter(context: BrowserContext, address: string): Promise<void>;
	stop(): Promise<void>;
}

/** @param messages number of replies in the chat, all read */
export async function startSignedIn(messages: number): Promise<SignedIn> {
	const stack = await spawnStack('ignore');
	const { url = '', publishable_key: key = '', db_url: databaseUrl = '' } = stack.ready;
	const user = await makeUser(databaseUrl, messages);
	const session = await sessionOf(user);
	return {
		query: String(new URLSearchParams({ url, key, user })),
		enter: (context, address) =>
			context.addCookies([{ name: sessionCookieName(url), value: session, url: address }]),
		stop: () => stack.stop()
	};
}

async function makeUser(databaseUrl: string, messages: number): Promise<string> {
	const database = await BenchDatabase.connect(databaseUrl);
	try {
		const id = randomUUID();
		const email = `${id}@example.com`;
		await database.rows('insert into auth.users (id, email) values ($1, $2)', [id, email]);
		await database.rows(
			`with chat as (
				insert into public.support_chats (user_id, user_email) values ($1, $2) returning id
			)
			insert into public.support_messages (chat_id, content, sender_type, read_at)
			select id, 'Reply number ' || n, 'admin', now() from chat, generate_series(1, $3) as n`,
			[id, email, messages]
		);
		return id;
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

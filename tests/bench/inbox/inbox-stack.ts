import { randomUUID } from 'node:crypto';
import type { BrowserContext } from '@playwright/test';
import { createServerClient } from '@supabase/ssr';
import { createClient } from '@supabase/supabase-js';
import { spawnStack } from '../../fixtures/start-stack.ts';
import { BenchDatabase } from '../database/database.ts';

/** A Supabase with chats and a support admin. */
export interface InboxStack {
	/** The project's. */
	url: string;
	key: string;
	/** Signs a browser in as the admin, for every port of `localhost`. */
	enter(context: BrowserContext): Promise<void>;
	stop(): Promise<void>;
}

/** @param chats number of active chats, of some messages each */
export async function startInboxStack(chats: number): Promise<InboxStack> {
	const stack = await spawnStack('ignore');
	try {
		const { url = '', publishable_key: key = '', secret_key = '', db_url = '' } = stack.ready;
		const cookies = await makeAdmin({ url, key, secret: secret_key, databaseUrl: db_url }, chats);
		return { url, key, enter: (context) => context.addCookies(cookies), stop: () => stack.stop() };
	} catch (error) {
		await stack.stop();
		throw error;
	}
}

interface Access {
	url: string;
	key: string;
	secret: string;
	databaseUrl: string;
}

/** Creates the chats and the admin. Returns the cookies of the admin's session, as the app sets them. */
async function makeAdmin({ url, key, secret, databaseUrl }: Access, chats: number) {
	const person = { email: `${randomUUID()}@example.com`, password: randomUUID() };
	const service = createClient(url, secret, { auth: { persistSession: false } });
	const created = await service.auth.admin.createUser({ ...person, email_confirm: true });
	if (created.error) throw created.error;
	const database = await BenchDatabase.connect(databaseUrl);
	try {
		await fill(database, created.data.user.id, chats);
	} finally {
		await database.end();
	}
	const cookies: { name: string; value: string; domain: string; path: string }[] = [];
	const { auth } = createServerClient(url, key, {
		cookies: {
			getAll: () => [],
			setAll: (all) => {
				const place = { domain: 'localhost', path: '/' };
				cookies.push(...all.map(({ name, value }) => ({ name, value, ...place })));
			}
		}
	});
	const { error } = await auth.signInWithPassword(person);
	if (error) throw error;
	return cookies;
}

/** Chats as a team has them: of three messages each, some unread, some of this admin. */
async function fill(database: BenchDatabase, userId: string, chats: number): Promise<void> {
	await database.rows('update public.support_settings set user_message_burst = 100000');
	await database.rows(
		`insert into public.support_admins (user_id, display_name) values ($1, 'Ada')`,
		[userId]
	);
	await database.rows(
		`with people as (
			insert into auth.users (id, email)
			select gen_random_uuid(), 'bench-' || n || '@example.com' from generate_series(1, $1::integer) as n
			returning id, email
		)
		insert into public.support_chats (user_id, user_email) select id, email from people`,
		[chats]
	);
	await database.rows(
		`insert into public.support_messages (chat_id, content, sender_type, sender_id)
		select
			chat.id, 'How do I change my plan, message ' || n,
			(case when n = 2 then 'admin' else 'user' end)::public.support_sender_type,
			case when n = 2 then $1::uuid else chat.user_id end
		from generate_series(1, 3) as n, public.support_chats as chat
		order by n`,
		[userId]
	);
	await database.rows(
		`update public.support_chats set assigned_admin_id = (
			select id from public.support_admins where user_id = $1
		)
		where get_byte(uuid_send(id), 15) % 3 = 0`,
		[userId]
	);
}

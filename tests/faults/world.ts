import { chromium, type Browser } from '@playwright/test';
import pg from 'pg';
import { superuserUrl } from '../../supabase/local/database.ts';
import { findFreePortBase, portsFrom } from '../../supabase/local/ports.ts';
import { startStack, type Stack } from '../../supabase/local/stack.ts';
import { startBuiltApp } from '../fixtures/built-app.ts';
import { CHROMIUM_FLAGS, findChromium } from '../fixtures/chromium.ts';
import { signInByForm } from '../e2e/support/sign-in-page.ts';
import {
	createAdmin,
	createUser,
	openChat,
	secretClient,
	type Person
} from '../fixtures/people.ts';
import type { Bubble } from './bubble.ts';
import { describeFile } from './chosen-file.ts';
import { Client, clientOf, userAgent, type Cookies } from './client.ts';
import { Line } from './line.ts';
import { LIMITS, LiveEvents } from './live-events.ts';
import { CLIENTS, type ClientName, type Kind } from './plan.ts';
import { startProxy } from './proxy.ts';
import { removeFiles } from './remove-files.ts';
import {
	readObject,
	type StoredFiles,
	type StoredMessage,
	type StoredObject
} from './stored-files.ts';

/** A separate stack, the built app on it, and three clients with one chat open. */
export interface World {
	stack: Stack;
	clients: Record<ClientName, Client>;
	lines: Record<ClientName, Line>;
	liveEvents: LiveEvents;
	superuserUrl: string;
	/** The messages in the table, in order of `seq`, as screens show them. */
	table(): Promise<Pick<Bubble, 'text' | 'files'>[]>;
	/** All files that are stored, and the messages that have them. */
	files(): Promise<StoredFiles>;
	/** Texts stored under another user: in another chat, or by another admin. */
	strays(): Promise<string[]>;
	stop(): Promise<void>;
}

/**
 * Starts the world.
 *
 * @param onFault called for each fault that takes effect
 * @param note called with Realtime's log messages
 */
export async function createWorld(
	onFault: (kind: Kind) => void,
	note: (text: string) => void
): Promise<World> {
	const cleanups: (() => Promise<unknown>)[] = [];
	const stop = async () => {
		for (const cleanup of cleanups.reverse()) await cleanup().catch(console.error);
	};
	try {
		const liveEvents = new LiveEvents(onFault, note);
		const portBase = await findFreePortBase(28000);
		const realtime = { limits: LIMITS, log: liveEvents.log };
		const stack = await startStack({ portBase, fresh: true, realtime });
		cleanups.push(stack.stop);
		const lines = byName(() => new Line(onFault));
		const proxy = await startProxy({
			target: stack.url,
			lineOf: (agent) => lines[clientOf(agent) as ClientName],
			removeFiles: (paths) => removeFiles(stack.dbUrl, secretClient(), paths)
		});
		cleanups.push(proxy.stop);
		const app = await startBuiltApp(proxy.url, stack.publishableKey, 4180);
		cleanups.push(app.stop);
		const options = { executablePath: findChromium(), args: CHROMIUM_FLAGS };
		const browser = await chromium.launch(options);
		cleanups.push(() => browser.close());
		const { clients, chatId, strangers } = await invite(stack, browser, app.address);
		return {
			...{ stack, lines, clients, liveEvents, stop },
			superuserUrl: superuserUrl(portsFrom(portBase).db),
			table: async () => (await readMessages(stack.dbUrl, chatId)).map(asShown),
			files: async () => ({
				messages: await readMessages(stack.dbUrl, chatId),
				objects: await readObjects(stack.dbUrl),
				read: (path) => readObject(secretClient(), path)
			}),
			strays: () => readStrays(stack.dbUrl, strangers)
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

function byName<T>(make: (name: ClientName) => T): Record<ClientName, T> {
	return Object.fromEntries(CLIENTS.map((name) => [name, make(name)])) as Record<ClientName, T>;
}

async function invite(stack: Stack, browser: Browser, address: string) {
	// The fixtures read the stack from the environment and bypass the proxy.
	process.env.SUPABASE_URL = stack.url;
	process.env.SUPABASE_PUBLISHABLE_KEY = stack.publishableKey;
	process.env.SUPABASE_SECRET_KEY = stack.secretKey;
	const user = await createUser();
	const admin = await createAdmin('Support');
	const chatId = await openChat(user);
	// These clients send faster than the limit for people.
	await query(stack.dbUrl, 'update support_settings set user_message_burst = 100000', []);
	const strangers = { user: await createUser(), admin: await createAdmin('Another admin') };
	const sessions = {
		user: await sessionOf(strangers.user, browser, address),
		admin: await sessionOf(strangers.admin, browser, address)
	};
	const opened = await Promise.all(
		CLIENTS.map(async (name) => {
			const person = name === 'admin' ? admin : user;
			// On the laptop an admin signs in, who has more rights.
			const stranger = name === 'phone' ? sessions.user : sessions.admin;
			return [name, await Client.open(browser, { name, person, chatId, address, stranger })];
		})
	);
	return { clients: Object.fromEntries(opened) as Record<ClientName, Client>, chatId, strangers };
}

/** The cookies of a person signed in from another browser. */
async function sessionOf(person: Person, browser: Browser, baseURL: string): Promise<Cookies> {
	const context = await browser.newContext({ baseURL, userAgent: userAgent('phone') });
	await signInByForm(context, person);
	const cookies = await context.cookies();
	await context.close();
	return cookies;
}

async function readMessages(dbUrl: string, chatId: string): Promise<StoredMessage[]> {
	const sql = `select message.id, chat_id as "chatId", content as text, attachments,
			coalesce(sender_id, admin.user_id) as "writerId"
		from support_messages as message
		left join support_admins as admin on admin.id = message.admin_id
		where chat_id = $1 order by seq`;
	return query<StoredMessage>(dbUrl, sql, [chatId]);
}

/** The objects of the bucket, in every chat's folder. */
async function readObjects(dbUrl: string): Promise<StoredObject[]> {
	const sql = `select name, owner_id as "ownerId" from storage.objects
		where bucket_id = 'support-attachments'`;
	return query<StoredObject>(dbUrl, sql, []);
}

function asShown({ text, attachments }: StoredMessage): Pick<Bubble, 'text' | 'files'> {
	return { text, files: attachments.map((file) => describeFile(file.name, file)) };
}

async function readStrays(
	dbUrl: string,
	{ user, admin }: Record<'user' | 'admin', Person>
): Promise<string[]> {
	const sql = `select message.content from support_messages as message
		join support_chats as chat on chat.id = message.chat_id
		left join support_admins as admin on admin.id = message.admin_id
		where chat.user_id = any($1) or admin.user_id = any($1)`;
	const rows = await query<{ content: string }>(dbUrl, sql, [[user.id, admin.id]]);
	return rows.map(({ content }) => content);
}

async function query<Row extends pg.QueryResultRow>(dbUrl: string, sql: string, values: unknown[]) {
	const client = new pg.Client({ connectionString: dbUrl });
	await client.connect();
	try {
		return (await client.query<Row>(sql, values)).rows;
	} finally {
		await client.end();
	}
}

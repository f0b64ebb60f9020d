import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { test, type Caller, type Database } from '../fixtures/database.ts';

// One row of realtime.messages is one event, which Realtime delivers to each socket on its topic: the number of rows
// must not grow with the number of admins.

const CHAT = 'support_chat';
const ADMINS = 'admin_support_notifications';

interface Scene {
	db: Database;
	user: Caller;
	admin: Caller;
	chatId: string;
}

/** What happens in a chat, and the rows that it causes. Each follows those before it. */
const actions: [what: string, act: (scene: Scene) => Promise<unknown>, events: string[]][] = [
	[
		'a user’s message',
		({ db, user, chatId }) => db.send(user, chatId),
		[`${ADMINS} new_user_message`, `${CHAT} new_message`]
	],
	[
		'an admin looks at it',
		({ db, admin, chatId }) => call(db, admin, 'mark_support_chat_viewed($1, 1)', chatId),
		[`${ADMINS} chat_updated`, `${CHAT} messages_read`]
	],
	[
		'the first reply, which assigns the chat',
		({ db, admin, chatId }) => db.send(admin, chatId),
		[`${ADMINS} chat_updated`, `${CHAT} new_message`]
	],
	[
		'the user reads it',
		({ db, user, chatId }) => call(db, user, 'mark_support_chat_read($1, 2)', chatId),
		[`${CHAT} messages_read`]
	],
	[
		'a note that mentions every other admin',
		({ db, admin, chatId }) => writeNote(db, admin, chatId),
		[`${ADMINS} note_added`]
	],
	[
		'an assignment',
		({ db, admin, chatId }) => call(db, admin, 'assign_support_chat($1, null)', chatId),
		[`${ADMINS} chat_updated`]
	],
	[
		'archiving',
		({ db, admin, chatId }) => call(db, admin, 'archive_support_chat($1)', chatId),
		[`${ADMINS} chat_updated`]
	],
	[
		'a user’s message that restores the chat',
		({ db, user, chatId }) => db.send(user, chatId),
		[`${ADMINS} new_user_message`, `${CHAT} new_message`]
	],
	[
		'looking at what was looked at',
		async ({ db, admin, chatId }) => {
			await call(db, admin, 'mark_support_chat_viewed($1, 3)', chatId);
			await takeEvents(db, chatId);
			await call(db, admin, 'mark_support_chat_viewed($1, 3)', chatId);
		},
		[]
	]
];

describe.each([1, 10, 100])('with %i admins', (count) => {
	test('what happens in a chat causes as many events as with one', async ({ db }) => {
		const scene = await begin(db, count);
		for (const [what, act, events] of actions) {
			await act(scene);
			expect(await takeEvents(db, scene.chatId), what).toEqual(events);
		}
	});
});

async function begin(db: Database, count: number): Promise<Scene> {
	const user = await db.createUser();
	const admin = await db.createAdmin();
	await db.rows(
		`with people as (
			insert into auth.users (id, email)
			select gen_random_uuid(), gen_random_uuid() || '@example.com' from generate_series(2, $1::integer)
			returning id
		)
		insert into public.support_admins (user_id, display_name) select id, 'Colleague' from people`,
		[count]
	);
	const chatId = await db.openChat(user);
	await takeEvents(db, chatId);
	return { db, user, admin, chatId };
}

function call(db: Database, caller: Caller, what: string, ...values: unknown[]) {
	return db.as(caller, () => db.rows(`select public.${what}`, values));
}

function writeNote(db: Database, admin: Caller, chatId: string) {
	const sql = 'insert into public.support_notes (id, chat_id, content) values ($1, $2, $3)';
	return db.as(admin, () => db.rows(sql, [randomUUID(), chatId, '@Colleague look at this']));
}

/** The chat's events since the last call, as "topic event", and removes them. */
async function takeEvents(db: Database, chatId: string): Promise<string[]> {
	const rows = await db.rows<{ topic: string; event: string }>(
		`delete from realtime.messages
		where private and (topic = 'support_chat:' || $1 or payload::text like '%' || $1 || '%')
		returning topic, event`,
		[chatId]
	);
	return rows.map(({ topic, event }) => `${topic.split(':')[0]} ${event}`).toSorted();
}

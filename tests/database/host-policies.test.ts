import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { test as base, type Caller, type Database } from '../fixtures/database.ts';
import { useOwnStack } from '../fixtures/own-stack.ts';
import { isMeant, makeOutsiders, rolesOf, type Outsiders } from './outsiders.ts';
import { canReceive, canSend } from './realtime-probe.ts';

// The host's own policies on realtime.messages are OR-ed with ours, and "everybody may use channels" is a
// common one. It opens the host's topics, to whoever it means, and none of ours.

// To make a policy locks its table: in a database of the tests' own.
useOwnStack();

interface World {
	db: Database;
	/** Who is not to get into the owner's topics, and what the host's policies let in. */
	outsiders: Outsiders;
	owner: Caller;
	admin: Caller;
	chatId: string;
}

const test = base.extend<{ world: World }>({
	world: async ({ db }, use) => {
		const [owner, admin] = [await db.createUser(), await db.createAdmin()];
		await use({
			db,
			owner,
			admin,
			chatId: await db.openChat(owner),
			outsiders: await makeOutsiders(db)
		});
	}
});

/** Lets `to` do everything on every channel, as far as the host has a say. */
async function allow(db: Database, to: string): Promise<void> {
	await db.rows(`create policy "host reads" on realtime.messages for select to ${to} using (true)`);
	await db.rows(
		`create policy "host writes" on realtime.messages for insert to ${to} with check (true)`
	);
}

const EXTENSIONS = ['broadcast', 'presence', 'persistence'];

/** Topics that are closed to outsiders; `support_presence` is open to signed-in users. */
const closed = (chatId: string) => [
	'admin_support_notifications',
	'support_desk',
	`support_chat:${chatId}`,
	`support_chat_activity:${chatId}`,
	`support_chat:${randomUUID()}`,
	'support_chat:',
	'support_chat:no-uuid',
	`support_chat:${chatId}:more`,
	`support_chat:${chatId}\n`,
	`support_chat_activity:${chatId.toUpperCase()}`
];

/** What a host may call its own channels. */
const HOST_TOPICS = [
	'room:1',
	'support',
	'support_chat',
	'support_chat_room:5',
	'support_chats:5',
	'supportXchat:5',
	'Support_chat:5',
	' support_chat:5',
	'support_presence:5',
	'support_desk:5',
	'admin_support_notifications:5',
	'admin_support_notification',
	':',
	'%',
	'_',
	'\\',
	"'; drop table support_chats; --",
	'ラウンジ:1',
	`room:${randomUUID()}`,
	'x'.repeat(200)
];

describe.each(['public', 'anon, authenticated', 'the role'])(
	'a host that allows all to %s',
	(to) => {
		test('opens none of our topics to anybody', async ({ world }) => {
			const { db, outsiders, chatId } = world;
			await allow(db, rolesOf(to, outsiders));
			for (const topic of closed(chatId)) {
				for (const extension of EXTENSIONS) {
					for (const [who, caller] of Object.entries(outsiders)) {
						const what = `${who}, ${topic}, ${extension}`;
						expect(await canReceive(db, caller, topic, extension), `${what}: receives`).toBe(false);
						expect(await canSend(db, caller, topic, extension), `${what}: sends`).toBe(false);
					}
				}
			}
		});

		test('gives nobody more of a topic than the product does', async ({ world }) => {
			const { db, owner, admin, chatId, outsiders } = world;
			await allow(db, rolesOf(to, outsiders));
			const chat = `support_chat:${chatId}`;
			for (const caller of [owner, admin]) {
				expect(await canReceive(db, caller, chat, 'broadcast')).toBe(true);
				expect(await canReceive(db, caller, chat, 'presence')).toBe(false);
				expect(await canSend(db, caller, chat, 'broadcast'), 'nobody forges messages').toBe(false);
				expect(await canSend(db, caller, `support_chat_activity:${chatId}`, 'broadcast')).toBe(
					true
				);
			}
			expect(await canSend(db, admin, 'admin_support_notifications', 'broadcast')).toBe(false);
			expect(await canReceive(db, owner, 'support_desk', 'presence')).toBe(false);
			expect(await canReceive(db, admin, 'support_desk', 'presence')).toBe(true);
			expect(await canSend(db, owner, 'support_presence', 'presence'), 'on duty').toBe(false);
			expect(await canReceive(db, owner, 'support_presence', 'presence')).toBe(true);
			for (const who of ['a visitor', 'a role of the host'] as const) {
				const caller = outsiders[who];
				expect(await canReceive(db, caller, 'support_presence', 'presence'), who).toBe(false);
			}
		});

		test('has its own topics as it means to', async ({ world }) => {
			const { db, outsiders } = world;
			await allow(db, rolesOf(to, outsiders));
			for (const topic of HOST_TOPICS) {
				for (const [who, caller] of Object.entries(outsiders)) {
					const what = `${who}, ${topic}`;
					const may = isMeant(to, caller);
					expect(await canReceive(db, caller, topic, 'broadcast'), `${what}: receives`).toBe(may);
					expect(await canSend(db, caller, topic, 'broadcast'), `${what}: sends`).toBe(may);
				}
			}
		});
	}
);

test('without policies of its own the host’s topics are closed, and no policy of ours fails', async ({
	world
}) => {
	const { db, outsiders } = world;
	for (const topic of HOST_TOPICS) {
		for (const [who, caller] of Object.entries(outsiders)) {
			expect(await canReceive(db, caller, topic, 'broadcast'), `${who}, ${topic}`).toBe(false);
			expect(await canSend(db, caller, topic, 'broadcast'), `${who}, ${topic}`).toBe(false);
		}
	}
});

test('a function of the host that sends for its caller sends nothing on our topics', async ({
	world
}) => {
	const { db, outsiders, chatId } = world;
	const stranger = outsiders['another user'] as Caller;
	await allow(db, 'authenticated');
	const count = () =>
		db.value('select count(*)::int from realtime.messages where topic = any($1)', [closed(chatId)]);
	const before = await count();
	for (const topic of closed(chatId)) {
		await db.as(stranger, () =>
			db.rows("select realtime.send('{\"forged\": true}', 'new_message', $1, true)", [topic])
		);
	}
	expect(await count()).toBe(before);
	await db.as(stranger, () => db.rows("select realtime.send('{}', 'x', 'room:1', true)"));
	const hosts = "select count(*)::int from realtime.messages where topic = 'room:1'";
	expect(await db.value(hosts)).toBe(1);
});

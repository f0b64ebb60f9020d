import { randomUUID } from 'node:crypto';
import { createClient } from '@supabase/supabase-js';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { superuserUrl } from '../../supabase/local/database.ts';
import { findFreePortBase, portsFrom } from '../../supabase/local/ports.ts';
import { startStack, type Stack } from '../../supabase/local/stack.ts';
import { dumpData, restoreData } from '../fixtures/data-dump.ts';
import { environment } from '../fixtures/environment.ts';
import { machineryOf } from '../fixtures/machinery.ts';
import { createAdmin, createUser, openChat, remove, type Person } from '../fixtures/people.ts';

// A back-up and its restoration, as in the README: migrations make the schema of a new project, and the data of
// `supabase db dump --data-only` goes over it.

let user: Person;
let admin: Person;
let chatId: string;
let restored: Stack;
let source: pg.Client;
let target: pg.Client;
let dump: string;
beforeAll(async () => {
	[user, admin] = await Promise.all([createUser(), createAdmin()]);
	const portBase = await findFreePortBase(31000);
	restored = await startStack({ portBase, fresh: true });
	source = new pg.Client({ connectionString: environment.dbUrl });
	target = new pg.Client({ connectionString: superuserUrl(portsFrom(portBase).db) });
	await Promise.all([source.connect(), target.connect()]);
	// The copy's clock rests: what is due is claimed by a test, and nothing is sent.
	await target.query('update cron.job set active = false');
	await target.query('delete from auth.users');

	chatId = await openChat(user);
	await write(user, 'Ünïcödé 🙂\n\t"\\');
	await write(admin, 'A reply that a mail was sent about');
	await source.query(
		"update public.support_reply_notifications set status = 'sent', attempts = 1 where chat_id = $1",
		[chatId]
	);
	await write(admin, 'A reply whose mail waits');
	await writeWithFile();
	await user.client.rpc('set_support_reply_emails', { enabled: true });
	dump = await dumpData(environment.dbUrl);
}, 120_000);
afterAll(async () => {
	await Promise.all([user, admin].map(remove));
	await Promise.all([source?.end(), target?.end()]);
	await restored?.stop();
});

async function write(person: Person, content: string): Promise<void> {
	const { error } = await person.client
		.from('support_messages')
		.insert({ chat_id: chatId, content });
	expect(error).toBeNull();
}

/** Writes a message with a file, as support. */
async function writeWithFile(): Promise<void> {
	const id = randomUUID();
	const path = `${chatId}/${id}/plan.pdf`;
	const file = new Blob(['plan'], { type: 'application/pdf' });
	const uploaded = await admin.client.storage.from('support-attachments').upload(path, file);
	expect(uploaded.error).toBeNull();
	const message = { id, chat_id: chatId, content: '', attachments: [{ path, name: 'Plan.pdf' }] };
	const { error } = await admin.client.from('support_messages').insert(message);
	expect(error).toBeNull();
}

/** Everything about the chat and its people, table by table. */
async function contents(client: pg.Client): Promise<unknown> {
	const { rows } = await client.query(
		`select
			(select to_jsonb(chat) from public.support_chats as chat where chat.id = $1) as chat,
			(
				select jsonb_agg(message order by message.seq)
				from public.support_messages as message where message.chat_id = $1
			) as messages,
			(
				select jsonb_agg(notification order by notification.created_at)
				from public.support_reply_notifications as notification where notification.chat_id = $1
			) as notifications,
			(
				select to_jsonb(address) from support_private.support_chat_addresses as address
				where address.chat_id = $1
			) as address,
			(
				select jsonb_agg(bucket order by bucket.user_id, bucket.action)
				from support_private.support_rate_limits as bucket where bucket.user_id = any($2)
			) as buckets,
			(
				select to_jsonb(preference) from support_private.support_email_preferences as preference
				where preference.user_id = any($2)
			) as preference,
			(select to_jsonb(admin) from public.support_admins as admin where admin.user_id = any($2)) as admin,
			(
				select jsonb_agg(account order by account.id) from auth.users as account
				where account.id = any($2)
			) as accounts`,
		[chatId, [user.id, admin.id]]
	);
	return rows[0];
}

/** Runs `use` in the copy as the user, in a transaction that is undone. */
async function asUser<T>(use: () => Promise<T>): Promise<T> {
	await target.query('begin');
	try {
		await target.query("select set_config('request.jwt.claims', $1, true)", [
			JSON.stringify({ role: 'authenticated', sub: user.id })
		]);
		await target.query('set local role authenticated');
		return await use();
	} finally {
		await target.query('rollback');
	}
}

test('with triggers at work the data is refused, and nothing of it comes in', async () => {
	const before = await contents(target);
	const atWork = dump.replace(/^SET session_replication_role = replica;$/m, '');
	expect(atWork).not.toBe(dump);
	await expect(restoreData(target, atWork)).rejects.toMatchObject({ code: '23505' });
	expect(await contents(target)).toEqual(before);
});

describe('after a restore', () => {
	beforeAll(async () => {
		await target.query("update public.support_settings set app_name = 'New project'");
		await restoreData(target, dump);
	}, 60_000);

	test('all is there as it was', async () => {
		expect(await contents(target)).toEqual(await contents(source));
		const settings = 'select to_jsonb(settings) from public.support_settings as settings';
		expect((await target.query(settings)).rows).toEqual((await source.query(settings)).rows);
	});

	test('files that are copied over are those of their messages', async () => {
		const files = `select support_private.is_support_file_as_sent(object.version, file.version, object.owner_id) as sent
			from storage.objects as object
			cross join lateral support_private.find_support_file(object.name) as file
			where object.bucket_id = 'support-attachments'`;
		expect((await target.query(files)).rows).toEqual([]);
		const secret = createClient(restored.url, restored.secretKey);
		const { rows: messages } = await target.query<{ path: string }>(
			`select attachments -> 0 ->> 'path' as path from public.support_messages
			where chat_id = $1 and attachments <> '[]'`,
			[chatId]
		);
		const file = new Blob(['plan'], { type: 'application/pdf' });
		const bucket = secret.storage.from('support-attachments');
		expect((await bucket.upload(messages[0]!.path, file)).error).toBeNull();
		expect((await target.query(files)).rows).toEqual([{ sent: true }]);
	});

	test('policies, triggers, jobs and rights are those of the source', async () => {
		const machinery = await machineryOf(target);
		expect(machinery.filter((line) => line.startsWith('job'))).toHaveLength(7);
		expect(machinery.filter((line) => /^policy: realtime/.test(line))).toHaveLength(4);
		expect(machinery).toEqual(await machineryOf(source));
	});

	test('messages are counted on, and sent to Realtime', async () => {
		const sent = await asUser(async () => {
			const { rows } = await target.query(
				`insert into public.support_messages (chat_id, content) values ($1, 'after')
				returning seq, sender_type`,
				[chatId]
			);
			await target.query('reset role');
			const { rows: events } = await target.query(
				`select event, (payload -> 'message' ->> 'seq')::int as seq from realtime.messages
				where topic = $1`,
				[`support_chat:${chatId}`]
			);
			const { rows: chats } = await target.query(
				'select message_count, last_message_preview from public.support_chats where id = $1',
				[chatId]
			);
			return { rows, events, chats };
		});
		expect(sent).toEqual({
			rows: [{ seq: '5', sender_type: 'user' }],
			events: [{ event: 'new_message', seq: 5 }],
			chats: [{ message_count: '5', last_message_preview: 'after' }]
		});
	});

	test('a mail that waited is claimed once, and one that was sent is not', async () => {
		await target.query('begin');
		const dispatch = 'select support_private.dispatch_support_reply_notifications(100000)';
		const status = async () =>
			(
				await target.query(
					`select status, attempts from public.support_reply_notifications
					where chat_id = $1 order by created_at`,
					[chatId]
				)
			).rows;
		await target.query(
			`update public.support_reply_notifications set due_at = now()
			where chat_id = $1 and status = 'pending'`,
			[chatId]
		);
		await target.query(dispatch);
		const claimed = [
			{ status: 'sent', attempts: 1 },
			{ status: 'sending', attempts: 1 }
		];
		expect(await status()).toEqual(claimed);
		await target.query(dispatch);
		expect(await status()).toEqual(claimed);
		await target.query('rollback');
	});

	test('its people sign in with the passwords that they had', async () => {
		const signIn = await fetch(`${restored.url}/auth/v1/token?grant_type=password`, {
			method: 'POST',
			headers: { apikey: restored.publishableKey, 'content-type': 'application/json' },
			body: JSON.stringify({ email: user.email, password: user.password })
		});
		expect(signIn.status, await signIn.text()).toBe(200);
	});
});

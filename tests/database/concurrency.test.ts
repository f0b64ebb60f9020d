import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import {
	brokenInvariants,
	deleteUsers,
	openChat,
	pool,
	runAs,
	send,
	withPeople
} from './committed.ts';
import { refusal } from './refusal.ts';

/** Sends a message into each of the chats, in one statement. */
function sendInto(userId: string, chats: string[]): Promise<pg.QueryResult> {
	const rows = chats.map((_, index) => `($${index + 1}, 'x')`);
	return runAs(
		userId,
		`insert into public.support_messages (chat_id, content) values ${rows.join()}`,
		chats
	);
}

const isInUse = (error: unknown): boolean =>
	error instanceof pg.DatabaseError && error.detail?.includes('"chat_in_use"') === true;

describe('concurrency', () => {
	test('20 parallel get-or-create calls make one chat', async () => {
		await withPeople(async ({ user }) => {
			const ids = await Promise.all(Array.from({ length: 20 }, () => openChat(user)));
			expect(new Set(ids).size).toBe(1);
			const { rowCount } = await pool.query('select from public.support_chats where user_id = $1', [
				user
			]);
			expect(rowCount).toBe(1);
		});
	});

	test('50 parallel inserts get seq 1..50 and strictly increasing times', async () => {
		await withPeople(async ({ user, admin }) => {
			const chatId = await openChat(user);
			await Promise.all(
				Array.from({ length: 50 }, (_, i) => runAs(i % 2 ? user : admin, send, [chatId, `${i}`]))
			);
			const { rows } = await pool.query<{ seq: string; rises: boolean }>(
				`select seq, created_at > lag(created_at, 1, '-infinity') over (order by seq) as rises
				from public.support_messages where chat_id = $1 order by seq`,
				[chatId]
			);
			expect(rows.map((row) => Number(row.seq))).toEqual(
				Array.from({ length: 50 }, (_, i) => i + 1)
			);
			expect(rows.every((row) => row.rises)).toBe(true);
		});
	});

	test('the chat’s figures equal a recount after writes, reads and archiving at once', async () => {
		await withPeople(async ({ user, admin }) => {
			const chatId = await openChat(user);
			await Promise.all(
				Array.from({ length: 60 }, (_, i) => {
					if (i % 6 === 0) {
						return runAs(user, 'select public.mark_support_chat_read($1, $2)', [chatId, i]);
					}
					if (i % 6 === 1) {
						return runAs(admin, 'select public.mark_support_chat_viewed($1, $2)', [chatId, i]);
					}
					if (i % 6 === 2) return runAs(admin, 'select public.archive_support_chat($1)', [chatId]);
					return runAs(i % 2 ? user : admin, send, [chatId, `${i}`]);
				})
			);
			const { rows } = await pool.query(
				`select
					chat.message_count = count(message.id) as count_agrees,
					chat.last_message_at = max(message.created_at) as time_agrees,
					chat.unread_reply_count
						= count(*) filter (where message.sender_type = 'admin' and message.read_at is null)
						as unread_agrees,
					max(message.seq) = count(message.id) as no_gap
				from public.support_chats as chat
				join public.support_messages as message on message.chat_id = chat.id
				where chat.id = $1
				group by chat.id`,
				[chatId]
			);
			expect(rows).toEqual([
				{ count_agrees: true, time_agrees: true, unread_agrees: true, no_gap: true }
			]);
		});
	});

	test('the same id sent 10 times at once is one message', async () => {
		await withPeople(async ({ user }) => {
			const [chatId, id] = [await openChat(user), randomUUID()];
			const sql = 'insert into public.support_messages (id, chat_id, content) values ($1, $2, $3)';
			const results = await Promise.allSettled(
				Array.from({ length: 10 }, () => runAs(user, sql, [id, chatId, 'once']))
			);
			expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
			for (const result of results) {
				if (result.status === 'rejected') expect(result.reason.code).toBe('23505');
			}
			const { rows } = await pool.query(
				'select message_count from public.support_chats where id = $1',
				[chatId]
			);
			expect(rows).toEqual([{ message_count: '1' }]);
		});
	});

	test('a user deleted while others write leaves no orphan', async () => {
		await withPeople(async ({ user, admin }) => {
			const chatId = await openChat(user);
			const writes = Array.from({ length: 20 }, () => runAs(admin, send, [chatId, 'x']));
			const deletion = pool.query('delete from auth.users where id = $1', [user]);
			const results = await Promise.allSettled([...writes, deletion]);
			expect(results.at(-1)?.status).toBe('fulfilled');
			const { rowCount } = await pool.query(
				'select from public.support_messages where chat_id = $1',
				[chatId]
			);
			expect(rowCount).toBe(0);
		});
	});

	test('several messages in one statement, and their writers deleted meanwhile, never deadlock', async () => {
		for (let round = 0; round < 12; round++) {
			await withPeople(async ({ user, admin }) => {
				const [mine, theirs] = [await openChat(user), await openChat(admin)];
				const four = (write: () => Promise<unknown>) => Array.from({ length: 4 }, write);
				const byUser = four(() => sendInto(user, [mine, mine, mine]));
				const byAdmin = four(() => sendInto(admin, [mine, mine, theirs, theirs]));
				const deleted = Promise.all([user, admin].map((who) => deleteUsers([who])));
				// An admin's statement waits half a second for a further chat. A deletion may hold it for longer.
				const again = async (error: unknown) => {
					if (!isInUse(error)) throw error;
					await deleted;
					await sendInto(admin, [mine, theirs]);
				};
				const answers = Promise.allSettled([...byUser, ...byAdmin.map((by) => by.catch(again))]);
				const [results] = await Promise.all([answers, deleted]);
				for (const result of results) {
					if (result.status === 'fulfilled') continue;
					expect(result.reason).toMatchObject(refusal('42501', 'not_your_chat'));
				}
				expect(await brokenInvariants([mine, theirs])).toEqual([]);
			});
		}
	});

	test('reading at once marks each message once', async () => {
		await withPeople(async ({ user, admin }) => {
			const chatId = await openChat(user);
			for (let i = 0; i < 10; i++) {
				await runAs(admin, send, [chatId, 'x']);
				await runAs(user, send, [chatId, 'x']);
			}
			const mark = async (who: string, name: string) => {
				const { rows } = await runAs(who, `select public.${name}($1, 20) as marked`, [chatId]);
				return rows[0].marked as number;
			};
			const marked = (results: number[]) => results.reduce((sum, count) => sum + count, 0);
			const [byUser, byAdmin] = await Promise.all([
				Promise.all(Array.from({ length: 8 }, () => mark(user, 'mark_support_chat_read'))),
				Promise.all(Array.from({ length: 8 }, () => mark(admin, 'mark_support_chat_viewed')))
			]);
			expect([marked(byUser), marked(byAdmin)]).toEqual([10, 10]);
			expect(await brokenInvariants([chatId])).toEqual([]);
		});
	});

	test('a reply that comes while the user reads stays unread when it was not shown', async () => {
		await withPeople(async ({ user, admin }) => {
			const chatId = await openChat(user);
			await runAs(admin, send, [chatId, 'shown']);
			const replies = Array.from({ length: 15 }, () => runAs(admin, send, [chatId, 'not shown']));
			const reads = Array.from({ length: 5 }, () =>
				runAs(user, 'select public.mark_support_chat_read($1, 1)', [chatId])
			);
			await Promise.all([...replies, ...reads]);
			const { rows } = await pool.query(
				'select unread_reply_count from public.support_chats where id = $1',
				[chatId]
			);
			expect(rows).toEqual([{ unread_reply_count: '15' }]);
			expect(await brokenInvariants([chatId])).toEqual([]);
		});
	});

	test('a user’s message is never archived by somebody who had not seen it', async () => {
		await withPeople(async ({ user, admin }) => {
			const chatId = await openChat(user);
			for (let round = 0; round < 20; round++) {
				await Promise.all([
					runAs(user, send, [chatId, `${round}`]),
					runAs(admin, 'select public.archive_support_chat($1)', [chatId])
				]);
				const { rows } = await pool.query(
					`select archived_at is null or archived_at > last_user_message_at as fair
					from public.support_chats where id = $1`,
					[chatId]
				);
				expect(rows).toEqual([{ fair: true }]);
			}
			expect(await brokenInvariants([chatId])).toEqual([]);
		});
	});

	test('an admin removed while writing is refused from then on, and what was said stays', async () => {
		await withPeople(async ({ user, admin }) => {
			const chatId = await openChat(user);
			const write = () => runAs(admin, send, [chatId, 'x']);
			const writes = Promise.allSettled(Array.from({ length: 30 }, write));
			await pool.query('delete from public.support_admins where user_id = $1', [admin]);
			for (const result of await writes) {
				if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: '42501' });
			}
			await expect(write()).rejects.toMatchObject({ code: '42501' });
			expect(await brokenInvariants([chatId])).toEqual([]);
		});
	});

	test('an erasure while both write leaves a new chat or none, and nothing between', async () => {
		await withPeople(async ({ user, admin }) => {
			const chatId = await openChat(user);
			const writes = Array.from({ length: 30 }, (_, i) =>
				runAs(i % 2 ? user : admin, send, [chatId, 'x'])
			);
			const results = await Promise.allSettled([
				...writes,
				runAs(user, 'select public.erase_support_data()')
			]);
			expect(results.at(-1)?.status).toBe('fulfilled');
			for (const result of results) {
				if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: '42501' });
			}
			const next = await openChat(user);
			expect(next).not.toBe(chatId);
			await runAs(user, send, [next, 'again']);
			expect(await brokenInvariants([chatId, next])).toEqual([]);
		});
	});
});

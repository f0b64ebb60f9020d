import { describe, expect, test } from 'vitest';
import {
	brokenInvariants,
	createUser,
	deleteUsers,
	makeAdmin,
	openChat,
	pool,
	runAs
} from './committed.ts';

// Admins who write into several chats in one statement hold one while they wait for the next: in another
// order, two of them would wait for each other. Whoever waits too long has to try again.

/** Writes into the chats in this order, one after the other: each row takes its time. */
const slowly = `insert into public.support_messages (chat_id, content)
	select chat, 'x' || pg_sleep(0.1)::text
	from unnest($1::uuid[]) with ordinality as given (chat, place) order by place`;
const quickly = `insert into public.support_messages (chat_id, content)
	select chat, 'x' from unnest($1::uuid[]) with ordinality as given (chat, place) order by place`;

interface Cast {
	users: string[];
	admins: string[];
	chats: string[];
}

async function withCast(use: (cast: Cast) => Promise<void>): Promise<void> {
	const users = await Promise.all(Array.from({ length: 4 }, createUser));
	const admins = await Promise.all(Array.from({ length: 3 }, createUser));
	try {
		await Promise.all(admins.map(makeAdmin));
		await use({ users, admins, chats: await Promise.all(users.map(openChat)) });
	} finally {
		await deleteUsers([...users, ...admins]);
	}
}

const busy = {
	code: 'PT429',
	detail: '{"reason": "chat_in_use", "retry_after": 1}',
	hint: 'Try again in 1 s.'
};

/** Why each call was refused that was, as in supabase/ERRORS.md; the error itself when it does not say. */
function refusals(results: PromiseSettledResult<unknown>[]): unknown[] {
	return results.flatMap((result) => {
		if (result.status === 'fulfilled') return [];
		const { code, detail } = result.reason;
		return [detail?.startsWith('{') ? `${code} ${JSON.parse(detail).reason}` : result.reason];
	});
}

describe('two admins who write into the same chats in opposite order', () => {
	test('do not block each other: one has to try again', async () => {
		await withCast(async ({ admins: [one, two], chats }) => {
			const results = await Promise.allSettled([
				runAs(one as string, slowly, [chats]),
				runAs(two as string, slowly, [chats.toReversed()])
			]);
			const refused = results.filter((result) => result.status === 'rejected');
			expect(refused.length).toBeGreaterThan(0);
			for (const { reason } of refused) expect(reason).toMatchObject(busy);
			expect(await brokenInvariants(chats)).toEqual([]);
			// And when they do, they get through.
			await runAs(one as string, quickly, [chats]);
			await runAs(two as string, quickly, [chats.toReversed()]);
		});
	});

	test('neither do many, with everything else that takes these locks beside them', async () => {
		for (let round = 0; round < 8; round++) {
			await withCast(async ({ users, admins, chats }) => {
				const orders = [chats, chats.toReversed(), [...chats.slice(2), ...chats.slice(0, 2)]];
				const each = (sql: string, values: (chat: string) => unknown[]) =>
					chats.map((chat) => runAs(admins[0] as string, sql, values(chat)));
				const results = await Promise.allSettled([
					...admins.flatMap((admin, index) => [
						runAs(admin, quickly, [orders[index]]),
						runAs(admin, slowly, [orders[index]?.slice(0, 2)])
					]),
					...each('select public.mark_support_chat_viewed($1, 100)', (chat) => [chat]),
					...each('select public.archive_support_chat($1)', (chat) => [chat]),
					runAs(users[0] as string, 'select public.mark_support_chat_read($1, 100)', [chats[0]]),
					runAs(admins[1] as string, 'select public.erase_support_data($1)', [users[3]]),
					rolledBack('select support_private.dispatch_support_reply_notifications()'),
					rolledBack(
						`update public.support_settings set archived_chat_retention = '1 day';
						select support_private.delete_expired_support_chats()`
					)
				]);
				for (const refused of refusals(results)) {
					// The second and third: erased meanwhile, for who writes and for who marks.
					expect(['PT429 chat_in_use', '42501 not_your_chat', 'PT404 no_chat']).toContain(refused);
				}
				expect(await brokenInvariants(chats)).toEqual([]);
			});
		}
	}, 120_000);
});

test('a statement waits for its first chat as long as it takes', async () => {
	await withCast(async ({ admins: [one, two], chats: [chat] }) => {
		const holder = await pool.connect();
		try {
			await holder.query('begin');
			await holder.query('select from public.support_chats where id = $1 for update', [chat]);
			const writing = runAs(one as string, quickly, [[chat, chat]]);
			const waited = await Promise.race([writing, pool.query('select pg_sleep(1)')]);
			expect(waited.rows, 'longer than for a further one').toHaveLength(1);
			await holder.query('commit');
			await writing;
		} finally {
			holder.release();
		}
		await runAs(two as string, quickly, [[chat]]);
		expect(await brokenInvariants([chat as string])).toEqual([]);
	});
});

/** For what reaches beyond this test’s chats: all of its locks, none of its effects. */
async function rolledBack(sql: string): Promise<void> {
	const client = await pool.connect();
	try {
		await client.query('begin');
		await client.query(sql);
	} finally {
		await client.query('rollback');
		client.release();
	}
}

import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll } from 'vitest';
import { environment } from '../fixtures/environment.ts';

// For what only shows between transactions that commit: nothing here is rolled back, so each test
// makes its own people and deletes them.

/** Connections of the database's owner; they end with the test file that imports this. */
export const pool = new pg.Pool({ connectionString: environment.dbUrl, max: 20 });
pool.on('error', () => {
	// An idle connection ended with the server.
});
afterAll(() => pool.end());

export interface People {
	user: string;
	admin: string;
}

/** Runs a statement in a transaction of its own, as PostgREST would for this user. */
export async function runAs(
	userId: string,
	sql: string,
	values: unknown[] = []
): Promise<pg.QueryResult> {
	const client = await pool.connect();
	try {
		await client.query('begin');
		await client.query('set local role authenticated');
		await client.query("select set_config('request.jwt.claims', $1, true)", [
			JSON.stringify({ role: 'authenticated', sub: userId })
		]);
		const result = await client.query(sql, values);
		await client.query('commit');
		return result;
	} catch (error) {
		await client.query('rollback');
		throw error;
	} finally {
		client.release();
	}
}

/** Makes a user and an admin for the time of `use`. */
export async function withPeople(use: (people: People) => Promise<void>): Promise<void> {
	const people = { user: await createUser(), admin: await createUser() };
	await makeAdmin(people.admin);
	try {
		await use(people);
	} finally {
		await deleteUsers(Object.values(people));
	}
}

export async function createUser(): Promise<string> {
	const id = randomUUID();
	await pool.query('insert into auth.users (id, email) values ($1, $2)', [id, `${id}@example.com`]);
	return id;
}

export async function makeAdmin(id: string): Promise<void> {
	await pool.query('insert into public.support_admins (user_id) values ($1)', [id]);
}

export async function deleteUsers(ids: string[]): Promise<void> {
	await pool.query('delete from auth.users where id = any($1)', [ids]);
}

export async function openChat(user: string): Promise<string> {
	const { rows } = await runAs(user, 'select id from public.get_or_create_support_chat()');
	return rows[0].id;
}

/** Sends as a user: chat id, content. */
export const send = 'insert into public.support_messages (chat_id, content) values ($1, $2)';

/**
 * What must hold of every chat at every moment, whatever has happened: the figures on the chat's row
 * equal a recount, seq has no gaps, times rise, and nothing is left of who is gone.
 *
 * @returns a line for each chat that breaks one; empty when all is well
 */
export async function brokenInvariants(chatIds: string[]): Promise<unknown[]> {
	const { rows } = await pool.query(
		`with counted as (
			select
				chat.id,
				count(message.id) as messages,
				count(message.id) filter (where message.sender_type = 'user') as user_messages,
				coalesce(max(message.seq), 0) as last_seq,
				coalesce(min(message.seq), 1) as first_seq,
				max(message.created_at) as last_at,
				max(message.created_at) filter (where message.sender_type = 'user') as last_user_at,
				count(*) filter (where message.sender_type = 'admin' and message.read_at is null) as unread_replies,
				(
					array_agg(
						support_private.support_message_preview(support_private.support_message_json(message))
						order by message.seq desc
					) filter (where message.id is not null)
				)[1] as preview,
				(array_agg(message.sender_type order by message.seq desc))[1] as sender
			from public.support_chats as chat
			left join public.support_messages as message on message.chat_id = chat.id
			where chat.id = any($1)
			group by chat.id
		), falling as (
			select distinct chat_id from (
				select chat_id, created_at <= lag(created_at) over (partition by chat_id order by seq) as falls
				from public.support_messages where chat_id = any($1)
			) as step where falls
		)
		select chat.id, to_jsonb(chat) as chat, to_jsonb(counted) as counted
		from counted
		join public.support_chats as chat using (id)
		where chat.message_count <> messages
			or chat.user_message_count <> user_messages
			or last_seq <> messages or first_seq <> 1
			or (messages > 0 and chat.last_message_at <> last_at)
			or chat.last_user_message_at is distinct from last_user_at
			or chat.unread_reply_count <> unread_replies
			or chat.last_message_preview is distinct from preview
			or chat.last_message_sender is distinct from sender
			or chat.admin_viewed_at > last_at
			or chat.id in (select chat_id from falling)
			or not exists (select from auth.users as account where account.id = chat.user_id)
		union all
		select message.chat_id, null, to_jsonb(message)
		from public.support_messages as message
		where message.chat_id = any($1)
			and not exists (select from public.support_chats as chat where chat.id = message.chat_id)`,
		[chatIds]
	);
	return rows;
}

import { randomUUID } from 'node:crypto';
import { BenchDatabase } from './database.ts';
import type { Measurement } from '../measurement.ts';

const DISPATCH = 'select support_private.dispatch_support_reply_notifications(500) as claimed';

/** Figure 12: due notifications through two dispatchers against one; fails unless each is claimed once. */
export async function measureDispatch(
	ownerUrl: string,
	superuserUrl: string,
	due: number
): Promise<Measurement[]> {
	const floor = await timeDispatch(ownerUrl, superuserUrl, due, 1);
	const value = await timeDispatch(ownerUrl, superuserUrl, due, 2);
	return [
		{
			id: '12',
			what: `${due} due notifications, two dispatchers`,
			floorWhat: 'one dispatcher',
			unit: 's',
			value,
			floor,
			kind: 'ratio',
			target: 0.6
		}
	];
}

async function timeDispatch(
	ownerUrl: string,
	superuserUrl: string,
	due: number,
	dispatchers: number
): Promise<number> {
	const loader = await BenchDatabase.connect(superuserUrl);
	const connections = await Promise.all(
		Array.from({ length: dispatchers }, () => BenchDatabase.connect(ownerUrl))
	);
	try {
		await loadDue(loader, due);
		const start = performance.now();
		const claims = await Promise.all(connections.map(drain));
		const seconds = (performance.now() - start) / 1000;
		const claimed = claims.reduce((sum, count) => sum + count, 0);
		const wrong = await loader.value<number>(
			`select count(*)::integer from public.support_reply_notifications where status <> 'sending' or attempts <> 1`
		);
		if (claimed !== due || wrong !== 0) {
			throw new Error(`${claimed} of ${due} claimed, ${wrong} not exactly once.`);
		}
		return seconds;
	} finally {
		// Only the claiming is measured; nothing sends the requests.
		await loader.rows('truncate net.http_request_queue');
		await loader.rows('delete from public.support_reply_notifications');
		await Promise.all([loader, ...connections].map((connection) => connection.end()));
	}
}

async function drain(connection: BenchDatabase): Promise<number> {
	let total = 0;
	for (;;) {
		const claimed = await connection.value<number>(DISPATCH);
		// A dispatcher may find everything locked by the other; it ends when nothing is due.
		const left = await connection.value<boolean>(
			`select exists (select from public.support_reply_notifications where status = 'pending' and due_at <= now())`
		);
		total += claimed;
		if (!left) return total;
	}
}

async function loadDue(loader: BenchDatabase, due: number): Promise<void> {
	await loader.rows('begin');
	await loader.rows('set local session_replication_role = replica');
	await loader.rows(
		`with people as (
			insert into auth.users (id, email)
			select gen_random_uuid(), gen_random_uuid() || '@example.com' from generate_series(1, $1::integer)
			returning id, email
		), chats as (
			insert into public.support_chats (user_id, user_email, message_count, unread_reply_count)
			select id, email, 1, 1 from people
			returning id
		), messages as (
			insert into public.support_messages (chat_id, seq, content, sender_type, sender_id)
			select id, 1, 'Hello', 'admin', $2 from chats
			returning chat_id
		)
		insert into public.support_reply_notifications (chat_id, due_at)
		select chat_id, now() - random() * interval '1 hour' from messages`,
		[due, randomUUID()]
	);
	await loader.rows('commit');
	await loader.rows('vacuum (analyze) public.support_reply_notifications');
	await loader.rows('vacuum (analyze) public.support_chats');
	await loader.rows('vacuum (analyze) public.support_messages');
}

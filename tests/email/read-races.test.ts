import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { callFunction } from './function.ts';
import { mailsTo } from './mailbox.ts';
import { connect, pauseClock, test, type Pipeline } from './pipeline.ts';

// Races between reading and sending, with a transaction held open in the middle.

pauseClock();

/** The open transaction of `whileReading`. */
interface Reading {
	commit(): Promise<void>;
	/** Whether another connection waits for a lock of this one. */
	isAwaited(): Promise<boolean>;
}

/** Marks everything as read in a transaction that stays open while `use` runs. */
async function whileReading(
	{ user, chatId, db }: Pipeline,
	use: (reading: Reading) => Promise<void>
): Promise<void> {
	const reader = await connect();
	try {
		await reader.query('begin');
		await reader.query("select set_config('request.jwt.claims', $1, true)", [
			JSON.stringify({ role: 'authenticated', sub: user.id })
		]);
		await reader.query('set local role authenticated');
		await reader.query('select public.mark_support_chat_read($1, 99)', [chatId]);
		const { rows } = await reader.query<{ pid: number }>('select pg_backend_pid() as pid');
		await use({
			commit: async () => void (await reader.query('commit')),
			isAwaited: async () => {
				const { rowCount } = await db.query(
					'select from pg_stat_activity where $1 = any(pg_blocking_pids(pid))',
					[rows[0]!.pid]
				);
				return rowCount !== 0;
			}
		});
	} finally {
		await reader.end();
	}
}

test('the dispatcher skips a chat that is being read until its next run', async ({ pipeline }) => {
	await pipeline.reply();
	await pipeline.pass('1 hour');
	await whileReading(pipeline, async ({ commit }) => {
		expect(await pipeline.dispatch()).toBe(0);
		expect(await pipeline.notifications()).toMatchObject([{ status: 'pending', attempts: 0 }]);
		await commit();
	});
	await pipeline.dispatch();
	expect(await pipeline.settled('skipped')).toMatchObject({ skip_reason: 'read' });
});

test('the function waits for a reader that started after the claim, and sends nothing', async ({
	pipeline
}) => {
	await pipeline.reply();
	await pipeline.pass('1 hour');
	const claim = await pipeline.claim();
	await whileReading(pipeline, async ({ commit, isAwaited }) => {
		let hasAnswered = false;
		const answer = callFunction(claim).finally(() => (hasAnswered = true));
		while (!hasAnswered && !(await isAwaited())) await sleep(20);
		expect(hasAnswered).toBe(false);
		await commit();
		expect(await answer).toEqual({ status: 'skipped' });
	});
	expect(await pipeline.settled('skipped')).toMatchObject({ skip_reason: 'read' });
	expect(await mailsTo(pipeline.user.email)).toEqual([]);
});

test('a read and a dispatch at once lead to at most one e-mail', async ({ pipeline }) => {
	for (let round = 1; round <= 10; round++) {
		const before = (await mailsTo(pipeline.user.email)).length;
		await pipeline.reply();
		await pipeline.pass('1 hour');
		// A little later in each round, so that the two meet at different points.
		await Promise.all([pipeline.dispatch(), sleep(round * 3).then(() => pipeline.read(99))]);
		// Picks up the chat if the reader's lock made the first run skip it.
		await pipeline.dispatch();
		const { status } = await pipeline.settled('sent', 'skipped');
		const after = (await mailsTo(pipeline.user.email)).length;
		expect(after - before).toBe(status === 'sent' ? 1 : 0);
	}
});

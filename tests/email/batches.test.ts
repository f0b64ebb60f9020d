import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { createUser, openChat, remove, type Person } from '../fixtures/people.ts';
import { breakMailbox, limitMailbox, mailsTo } from './mailbox.ts';
import { pauseClock, test, type Notification, type Pipeline } from './pipeline.ts';

// E-mails that are due together go to the mail service in one call.

pauseClock();

interface Recipient {
	person: Person;
	chatId: string;
}

/** Creates users with a chat each, to whom the admin replied an hour ago, for the duration of `use`. */
async function withReplies(
	{ admin, db }: Pipeline,
	count: number,
	use: (recipients: Recipient[]) => Promise<void>
): Promise<void> {
	const people = await Promise.all(Array.from({ length: count }, () => createUser()));
	const recipients: Recipient[] = [];
	for (const person of people) recipients.push({ person, chatId: await openChat(person) });
	for (const { chatId } of recipients) {
		await admin.client
			.from('support_messages')
			.insert({ chat_id: chatId, content: 'Hello' })
			.throwOnError();
	}
	await passHour(db, recipients);
	try {
		await use(recipients);
	} finally {
		await Promise.all(people.map((person) => remove(person)));
	}
}

async function passHour(db: Pipeline['db'], recipients: Recipient[]): Promise<void> {
	await db.query(
		`update public.support_reply_notifications set due_at = due_at - interval '1 hour'
		where chat_id = any($1)`,
		[recipients.map(({ chatId }) => chatId)]
	);
}

/** Waits until none of these chats' notifications is being sent; returns them. */
async function settled(db: Pipeline['db'], recipients: Recipient[]): Promise<Notification[]> {
	for (;;) {
		const { rows } = await db.query<Notification>(
			'select * from public.support_reply_notifications where chat_id = any($1)',
			[recipients.map(({ chatId }) => chatId)]
		);
		if (rows.every(({ status }) => status !== 'sending')) return rows;
		await sleep(50);
	}
}

async function mailCounts(recipients: Recipient[]): Promise<number[]> {
	return Promise.all(recipients.map(async ({ person }) => (await mailsTo(person.email)).length));
}

test('thirty e-mails are sent at the first try under a limit of two requests a second', async ({
	pipeline
}) => {
	await limitMailbox(2);
	await withReplies(pipeline, 30, async (recipients) => {
		expect(await pipeline.dispatch()).toBe(30);
		const rows = await settled(pipeline.db, recipients);
		expect(rows.map(({ status, attempts }) => [status, attempts])).toEqual(
			rows.map(() => ['sent', 1])
		);
		expect(await mailCounts(recipients)).toEqual(recipients.map(() => 1));
	});
});

test('a batch whose response is lost is sent once each, even if a recipient reads before the retry', async ({
	pipeline
}) => {
	await withReplies(pipeline, 4, async (recipients) => {
		await breakMailbox({ kind: 'lost_answer' });
		await pipeline.dispatch();
		expect((await settled(pipeline.db, recipients)).map(({ status }) => status)).toEqual(
			recipients.map(() => 'pending')
		);
		const [first] = recipients;
		await first!.person.client
			.rpc('mark_support_chat_read', { chat_id: first!.chatId, up_to_seq: 1 })
			.throwOnError();
		await passHour(pipeline.db, recipients);
		await pipeline.dispatch();
		const statuses = (await settled(pipeline.db, recipients)).map(({ status }) => status);
		expect(statuses.toSorted()).toEqual(['sent', 'sent', 'sent', 'skipped']);
		expect(await mailCounts(recipients)).toEqual([1, 1, 1, 1]);
	});
});

test('a batch that never arrived is sent as a whole at the next try', async ({ pipeline }) => {
	await withReplies(pipeline, 4, async (recipients) => {
		await breakMailbox({ kind: 'fail', status: 500 });
		await pipeline.dispatch();
		await settled(pipeline.db, recipients);
		expect(await mailCounts(recipients)).toEqual([0, 0, 0, 0]);
		await passHour(pipeline.db, recipients);
		await pipeline.dispatch();
		await settled(pipeline.db, recipients);
		expect(await mailCounts(recipients)).toEqual([1, 1, 1, 1]);
	});
});

test('a batch that is refused as a whole is sent one by one', async ({ pipeline }) => {
	await withReplies(pipeline, 4, async (recipients) => {
		await breakMailbox({ kind: 'fail', status: 422 });
		await pipeline.dispatch();
		await settled(pipeline.db, recipients);
		await passHour(pipeline.db, recipients);
		await pipeline.dispatch();
		const rows = await settled(pipeline.db, recipients);
		expect(rows.map(({ status }) => status)).toEqual(recipients.map(() => 'sent'));
		expect(await mailCounts(recipients)).toEqual([1, 1, 1, 1]);
	});
});

test('an invalid address does not hold up the rest of the batch', async ({ pipeline }) => {
	await withReplies(pipeline, 3, async (recipients) => {
		await pipeline.db.query('update public.support_chats set user_email = $2 where id = $1', [
			recipients[1]!.chatId,
			'one@example.com, two@example.com'
		]);
		await pipeline.dispatch();
		const rows = await settled(pipeline.db, recipients);
		expect(rows.map(({ status }) => status).toSorted()).toEqual(['failed', 'sent', 'sent']);
		expect(await mailCounts(recipients)).toEqual([1, 0, 1]);
	});
});

test('a busy mail service is retried without counting attempts', async ({ pipeline }) => {
	await pipeline.reply();
	for (let run = 0; run < 7; run++) {
		await breakMailbox({ kind: 'fail', status: 429, name: 'daily_quota_exceeded' });
		expect(await pipeline.tryAgain()).toMatchObject({ status: 'pending', attempts: 0 });
	}
	await pipeline.pass('1 hour');
	expect(await pipeline.tryAgain()).toMatchObject({ status: 'sent', attempts: 1 });
	expect(await mailsTo(pipeline.user.email)).toHaveLength(1);
});

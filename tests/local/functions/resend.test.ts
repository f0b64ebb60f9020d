import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startMailbox } from '../../../supabase/local/mailbox/server.ts';
import type { Mailbox } from '../../../supabase/local/mailbox/server.ts';
import { FakeOutbox } from './fake-outbox.ts';
import { EdgeFunction } from './run-function.ts';

// The edge function, run by Deno, with the mailbox in place of Resend: batches and their failures.

let outbox: FakeOutbox;
let mailbox: Mailbox;
let edgeFunction: EdgeFunction;

beforeAll(async () => {
	outbox = await FakeOutbox.start();
	mailbox = await startMailbox({ port: 0 });
	const env = { RESEND_API_KEY: 're_test', RESEND_BASE_URL: mailbox.url };
	edgeFunction = new EdgeFunction(outbox, env);
});

afterAll(async () => {
	await edgeFunction.stop();
	await mailbox.stop();
	outbox.stop();
});

afterEach(async () => {
	outbox.clear();
	for (const path of ['/emails', '/faults', '/rate-limit']) await ask('DELETE', path);
});

function ask(method: string, path: string, body?: object): Promise<Response> {
	return fetch(mailbox.url + path, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
}

/** All recipients, in alphabetical order. */
async function recipients(): Promise<string[]> {
	const list = await (await ask('GET', '/emails?limit=100')).json();
	return (list as { data: { to: string[] }[] }).data.flatMap(({ to }) => to).sort();
}

const ABC = ['a@example.com', 'b@example.com', 'c@example.com'];
const REPLIES = ABC.map((to) => ({ to }));

describe('a batch', () => {
	test('is sent in one request', async () => {
		await ask('POST', '/rate-limit', { per_second: 1 });
		const { answer, reports } = await edgeFunction.notifyMany(REPLIES, randomUUID());
		expect(answer).toEqual({ sent: 3 });
		for (const report of reports) expect(report).not.toHaveProperty('error');
		expect(await recipients()).toEqual(ABC);
	});

	test('whose response was lost counts as sent, even when fewer mails remain', async () => {
		const batchId = randomUUID();
		await ask('POST', '/faults', { kind: 'lost_answer' });
		const first = await edgeFunction.notifyMany(REPLIES, batchId);
		expect(first.answer).toEqual({ postponed: 3 });
		for (const report of first.reports) {
			expect(report).toMatchObject({ retry: true });
			expect(report).not.toHaveProperty('alone');
		}
		const [a, b, c] = REPLIES;
		const second = await edgeFunction.notifyMany([null, b!, c!], batchId, first.ids);
		expect(second.answer).toEqual({ skipped: 1, sent: 2 });
		expect(await recipients()).toEqual([a!.to, b!.to, c!.to]);
	});

	test('leaves out unsafe and refused addresses', async () => {
		const replies = [...REPLIES, { to: 'd@example.com,e@example.com' }, { to: 'f@nowhere' }];
		const { answer, reports } = await edgeFunction.notifyMany(replies, randomUUID());
		expect(answer).toEqual({ sent: 3, failed: 2 });
		expect(reports[3]).toMatchObject({ retry: false });
		expect(reports[4]).toMatchObject({ retry: false, error: expect.stringContaining('`to`') });
		expect(await recipients()).toEqual(ABC);
	});

	test('is retried one by one when its contents are refused', async () => {
		await ask('POST', '/faults', { kind: 'fail', status: 422 });
		const { answer, reports } = await edgeFunction.notifyMany(REPLIES, randomUUID());
		expect(answer).toEqual({ postponed: 3 });
		for (const report of reports) expect(report).toMatchObject({ retry: true, alone: true });
	});

	test('waits while the service is busy', async () => {
		await ask('POST', '/faults', { kind: 'fail', status: 429 });
		const { answer } = await edgeFunction.notifyMany(REPLIES, randomUUID());
		expect(answer).toEqual({ sent: 3 });
	});

	test('does not wait for a quota', async () => {
		await ask('POST', '/faults', { kind: 'fail', status: 429, name: 'daily_quota_exceeded' });
		const { reports } = await edgeFunction.notifyMany(REPLIES, randomUUID());
		for (const report of reports) expect(report).toMatchObject({ retry_after: 3600 });
		expect(await recipients()).toEqual([]);
	});
});

test('a mail that is requested twice is sent once', async () => {
	const id = randomUUID();
	for (let attempt = 0; attempt < 2; attempt++) {
		expect(await edgeFunction.notify(id)).toMatchObject({ answer: { status: 'sent' } });
	}
	expect(await recipients()).toEqual(['user@example.com']);
});

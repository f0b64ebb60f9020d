import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startMailbox } from '../../../supabase/local/mailbox/server.ts';
import type { Mailbox } from '../../../supabase/local/mailbox/server.ts';

const KEY = { 'idempotency-key': 'k1' };
const PERMISSIVE = { 'x-batch-validation': 'permissive' };

let mailbox: Mailbox;
let now = 0;

beforeEach(async () => {
	mailbox = await startMailbox({ port: 0, now: () => now });
});
afterEach(() => mailbox.stop());

/** `count` mails with their index as subject. */
function mails(count: number): Record<string, unknown>[] {
	return Array.from({ length: count }, (_, index) => ({
		...{ from: 'Acme <hello@example.com>', to: 'user@example.com', text: 'Hi' },
		subject: String(index)
	}));
}

function post(body: unknown, headers: Record<string, string> = {}, signal?: AbortSignal) {
	return send('/emails/batch', body, headers, signal);
}

function send(path: string, body: unknown, headers = {}, signal: AbortSignal | null = null) {
	return fetch(mailbox.url + path, {
		method: 'POST',
		headers: { authorization: 'Bearer re_123', ...headers },
		body: JSON.stringify(body),
		signal
	});
}

/** The subjects of stored mails, oldest first. */
async function subjects(): Promise<string[]> {
	const response = await fetch(`${mailbox.url}/emails?limit=100`);
	const { data } = (await response.json()) as { data: { subject: string }[] };
	return data.map(({ subject }) => subject).reverse();
}

describe('POST /emails/batch', () => {
	test('stores all mails and returns their ids in the same order', async () => {
		const response = await post(mails(3));
		expect(response.status).toBe(200);
		const body = (await response.json()) as { data: { id: string }[] };
		expect(Object.keys(body)).toEqual(['data']);
		expect(await subjects()).toEqual(['0', '1', '2']);
		const second = await fetch(`${mailbox.url}/emails/${body.data[1]!.id}`);
		expect(await second.json()).toMatchObject({ subject: '1' });
	});

	test('accepts at most 100 mails', async () => {
		expect((await post(mails(100))).status).toBe(200);
		expect((await post(mails(101))).status).toBe(422);
		expect(await subjects()).toHaveLength(100);
	});

	test.each([
		['no mail', []],
		['a mail outside a list', mails(1)[0]],
		['an attachment', [{ ...mails(1)[0], attachments: [{ filename: 'a' }] }]]
	])('with %s is refused', async (_, body) => {
		const response = await post(body);
		expect(response.status).toBe(422);
		expect(await response.json()).toMatchObject({ name: 'validation_error' });
	});

	test('without an API key is refused', async () => {
		expect((await post(mails(1), { authorization: '' })).status).toBe(401);
	});

	test('refuses all mails if one is invalid', async () => {
		const [first, second] = mails(2);
		const response = await post([first, { ...second, to: 'nobody' }]);
		expect(response.status).toBe(422);
		expect(await response.json()).toMatchObject({ name: 'validation_error' });
		expect(await subjects()).toEqual([]);
	});

	test('leaves out and lists invalid mails in permissive mode', async () => {
		const [first, second, third] = mails(3);
		const response = await post([first, { ...second, to: 'nobody' }, third], PERMISSIVE);
		expect(response.status).toBe(200);
		expect(await response.json()).toMatchObject({
			data: [{ id: expect.any(String) }, { id: expect.any(String) }],
			errors: [{ index: 1, message: expect.stringContaining('`to`') }]
		});
		expect(await subjects()).toEqual(['0', '2']);
	});

	test('lists no errors if every mail is valid', async () => {
		expect(await (await post(mails(1), PERMISSIVE)).json()).toMatchObject({ errors: [] });
	});
});

describe('an idempotency key of a batch', () => {
	test('with the same mails gets the same response, including errors, and sends nothing', async () => {
		const body = [...mails(2), { ...mails(1)[0], to: 'nobody' }];
		const first = await (await post(body, { ...KEY, ...PERMISSIVE })).json();
		expect(await (await post(body, { ...KEY, ...PERMISSIVE })).json()).toEqual(first);
		expect(await subjects()).toEqual(['0', '1']);
	});

	test('with fewer mails is refused', async () => {
		await post(mails(3), KEY);
		const response = await post(mails(2), KEY);
		expect(response.status).toBe(409);
		expect(await response.json()).toMatchObject({ name: 'invalid_idempotent_request' });
		expect(await subjects()).toHaveLength(3);
	});

	test('is not used up by a refused batch', async () => {
		expect((await post([{ ...mails(1)[0], to: 'nobody' }], KEY)).status).toBe(422);
		expect((await post(mails(1), KEY)).status).toBe(200);
	});
});

describe('a fault applies to the whole batch', () => {
	async function setFault(fault: object): Promise<void> {
		expect((await send('/faults', fault)).status).toBe(201);
	}

	async function waitUntilFaultIsTaken(): Promise<void> {
		await expect
			.poll(async () => (await fetch(`${mailbox.url}/faults`)).json(), { interval: 10 })
			.toEqual([]);
	}

	test('"fail" stores nothing and happens once', async () => {
		await setFault({ kind: 'fail', status: 422 });
		expect((await post(mails(3))).status).toBe(422);
		expect((await post(mails(3))).status).toBe(200);
	});

	test.each([
		['timeout', 0],
		['lost_answer', 3]
	])('"%s" never responds and stores %d mails', async (kind, count) => {
		await setFault({ kind });
		const giveUp = new AbortController();
		const sending = post(mails(3), {}, giveUp.signal);
		sending.catch(() => undefined);
		await waitUntilFaultIsTaken();
		await expect.poll(subjects).toHaveLength(count);
		giveUp.abort();
		await expect(sending).rejects.toThrow('aborted');
		expect(await subjects()).toHaveLength(count);
	});

	test('"twice" stores two batches without a key and one with it', async () => {
		await setFault({ kind: 'twice', times: 2 });
		await post(mails(2), KEY);
		expect(await subjects()).toHaveLength(2);
		await post(mails(2));
		expect(await subjects()).toHaveLength(6);
	});

	test('"slow" leaves its key in progress', async () => {
		await setFault({ kind: 'slow', milliseconds: 300 });
		const first = post(mails(2), KEY);
		await waitUntilFaultIsTaken();
		const second = await post(mails(2), KEY);
		expect(await second.json()).toMatchObject({ name: 'concurrent_idempotent_requests' });
		expect((await first).status).toBe(200);
	});
});

describe('a rate limit', () => {
	async function setLimit(per_second: number): Promise<number> {
		return (await send('/rate-limit', { per_second })).status;
	}

	test('is off by default', async () => {
		for (let i = 0; i < 20; i++) expect((await post(mails(1))).status).toBe(200);
	});

	test('counts requests per second, a batch as one', async () => {
		expect(await setLimit(2)).toBe(204);
		expect((await post(mails(50))).status).toBe(200);
		expect((await send('/emails', mails(1)[0])).status).toBe(200);
		const third = await post(mails(1));
		expect(third.status).toBe(429);
		expect(third.headers.get('retry-after')).toBe('1');
		expect(await third.json()).toMatchObject({ name: 'rate_limit_exceeded' });
		now += 1000;
		expect((await post(mails(1))).status).toBe(200);
	});

	test('does not use up a fault for a refused request', async () => {
		await setLimit(1);
		await post(mails(1));
		await send('/faults', { kind: 'fail' });
		expect((await post(mails(1))).status).toBe(429);
		now += 1000;
		expect((await post(mails(1))).status).toBe(500);
	});

	test('can be removed and must be positive', async () => {
		expect(await setLimit(0)).toBe(422);
		await setLimit(1);
		await post(mails(1));
		await fetch(`${mailbox.url}/rate-limit`, { method: 'DELETE' });
		expect((await post(mails(1))).status).toBe(200);
	});
});

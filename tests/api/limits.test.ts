import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toRestError } from '../../src/lib/support-chat/supabase/errors.ts';
import { environment } from '../fixtures/environment.ts';
import { createUser, openChat, remove, secretClient, type Person } from '../fixtures/people.ts';

let user: Person;
let chatId: string;
beforeAll(async () => {
	user = await createUser();
	chatId = await openChat(user);
});
afterAll(() => remove(user));

/** Sends a body as it is: no client makes it well-formed first. */
async function post(path: string, body: string | Uint8Array): Promise<Response> {
	const { data } = await user.client.auth.getSession();
	return fetch(`${environment.url}/rest/v1/${path}`, {
		method: 'POST',
		headers: {
			apikey: environment.publishableKey,
			authorization: `Bearer ${data.session?.access_token}`,
			'content-type': 'application/json'
		},
		body: body as BodyInit
	});
}

describe('content', () => {
	test.for([
		['NUL', '\\u0000'],
		['NUL between letters', 'a\\u0000b']
	])('%s is refused with 400', async ([, content]) => {
		const response = await post(
			'support_messages',
			`{"chat_id":"${chatId}","content":"${content}"}`
		);
		expect(response.status, await response.text()).toBe(400);
	});

	test('bytes that are no UTF-8 are refused, or stored as the sign for what is none', async () => {
		const [before, after] = [`{"chat_id":"${chatId}","content":"a`, 'b"}'].map((text) =>
			Buffer.from(text)
		);
		for (const bytes of [[0xff], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80]]) {
			const response = await post(
				'support_messages',
				Buffer.concat([before as Buffer, Buffer.from(bytes), after as Buffer])
			);
			expect([201, 400], await response.text()).toContain(response.status);
		}
		const { data } = await user.client
			.from('support_messages')
			.select('content')
			.eq('chat_id', chatId);
		for (const { content } of data ?? []) expect(content).toMatch(/^a\ufffd+\(?b$/);
	});

	test('halves of surrogate pairs are refused, or stored as the sign for what is none', async () => {
		for (const half of ['\\ud83d', '\\ude00', '\\ude00\\ud83d']) {
			const response = await post(
				'support_messages?select=content',
				`{"chat_id":"${chatId}","content":"x${half}"}`
			);
			expect([201, 400], await response.text()).toContain(response.status);
		}
	});
});

test('too much is answered with 429 and the seconds to wait, as the client reads them', async () => {
	const rows = Array.from({ length: 121 }, () => ({ chat_id: chatId, content: 'x' }));
	const answer = await user.client.from('support_messages').insert(rows);
	expect(answer).toMatchObject({
		status: 429,
		error: { code: 'PT429', details: expect.stringContaining('"reason": "too_fast"') }
	});
	if (!answer.error) throw new Error('Nothing was refused.');
	const { retry_after } = JSON.parse(answer.error.details) as { retry_after: number };
	expect(retry_after).toBeGreaterThan(0);
	expect(toRestError(answer.error, answer.status)).toMatchObject({
		kind: 'slow',
		retryAfter: retry_after * 1000
	});
});

test('the secret key imports more than anybody may send', async () => {
	const rows = Array.from({ length: 200 }, () => ({ chat_id: chatId, content: 'imported' }));
	expect((await secretClient().from('support_messages').insert(rows)).status).toBe(201);
});

import { deepEqual, equal, rejects } from 'node:assert/strict';
import { openOutbox, type Outcome } from './notifications-api.ts';
import { ALERT, CLAIM, REPLY } from '../testing.ts';

const BODY = { notification_id: CLAIM.id, claim: CLAIM.claim };

function outbox(...answers: (Response | Error)[]) {
	const requests: { url: string; key: string | null; body: unknown }[] = [];
	const fetcher = ((url: string, init: RequestInit) => {
		const key = new Headers(init.headers).get('apikey');
		requests.push({ url, key, body: JSON.parse(String(init.body)) });
		const answer = answers.shift();
		return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
	}) as typeof fetch;
	const api = openOutbox('http://db.test', 'sb_publishable_test', fetcher);
	return { ...api, prepare: () => api.prepare(CLAIM, AbortSignal.any([])), requests };
}

Deno.test('prepare sends the publishable key and the claim', async () => {
	const api = outbox(Response.json(REPLY), Response.json(null));
	deepEqual(await api.prepare(), REPLY);
	equal(await api.prepare(), null);
	deepEqual(api.requests[0], {
		url: 'http://db.test/rest/v1/rpc/prepare_support_reply_email',
		key: 'sb_publishable_test',
		body: BODY
	});
});

Deno.test(
	'prepare is not retried: the second response to a claim differs from the first',
	async () => {
		for (const answer of [new Response('', { status: 503 }), new TypeError('reset')]) {
			const api = outbox(answer, Response.json(REPLY));
			await rejects(api.prepare(), /^Error: prepare_support_reply_email was (not )?answered/);
			equal(api.requests.length, 1);
		}
	}
);

Deno.test('a truncated response counts as no response', async () => {
	const body = new ReadableStream({ start: (controller) => controller.error(new Error('reset')) });
	await rejects(outbox(new Response(body)).prepare(), /was not answered/);
});

Deno.test('a malformed response is refused without repeating its contents', async () => {
	for (const change of [
		{ reply_count: 0 },
		{ to: 5 },
		{ replies: [] },
		{ app_url: 'javascript:alert(1)' }
	]) {
		const api = outbox(Response.json({ ...REPLY, ...change }));
		await rejects(api.prepare(), (error: Error) => !/parcel|alert/.test(error.message));
	}
});

Deno.test('an alert is read as such, and refused when it is malformed', async () => {
	deepEqual(await outbox(Response.json(ALERT)).prepare(), ALERT);
	for (const change of [
		{ kind: 'other' },
		{ chats: [] },
		{ chat_count: 0 },
		{ inbox_url: 'javascript:alert(1)' },
		{ as_of: 'today' }
	]) {
		const api = outbox(Response.json({ ...ALERT, ...change }));
		await rejects(api.prepare(), (error: Error) => !/parcel|alert\(/.test(error.message));
	}
});

Deno.test('an older database names no files', async () => {
	const [{ sender_name, content }] = REPLY.replies as [(typeof REPLY.replies)[number]];
	const reply = { ...REPLY, replies: [{ sender_name, content }] };
	deepEqual(await outbox(Response.json(reply)).prepare(), REPLY);
	const chats = ALERT.chats.map(({ attachments: _, ...chat }) => chat);
	const alert = await outbox(Response.json({ ...ALERT, chats })).prepare();
	deepEqual(alert, { ...ALERT, chats: ALERT.chats.map((chat) => ({ ...chat, attachments: [] })) });
});

Deno.test('an invalid colour is ignored', async () => {
	for (const accent_color of [null, 5]) {
		const reply = await outbox(Response.json({ ...REPLY, accent_color })).prepare();
		equal(reply?.accent_color, null);
	}
});

Deno.test('an invalid language, or the missing one of an older database, is ignored', async () => {
	for (const language of [null, 5, undefined]) {
		const reply = await outbox(Response.json({ ...REPLY, language })).prepare();
		equal(reply?.language ?? null, null);
	}
});

const REPORTS: [Outcome, object][] = [
	[{ status: 'sent' }, {}],
	[
		{ status: 'failed', error: 'busy', retry: true },
		{ error: 'busy', retry: true }
	],
	[
		{ status: 'failed', error: 'quota', retry: true, retryAfter: 1.2, alone: true },
		{ error: 'quota', retry: true, retry_after: 2, alone: true }
	],
	[
		{ status: 'failed', error: 'no', retry: false, retryAfter: undefined, alone: false },
		{ error: 'no', retry: false }
	]
];
for (const [outcome, report] of REPORTS) {
	Deno.test(`reports ${JSON.stringify(outcome)}`, async () => {
		const api = outbox(new Response(null, { status: 204 }));
		await api.record(CLAIM, outcome);
		deepEqual(api.requests[0], {
			url: 'http://db.test/rest/v1/rpc/record_support_reply_email',
			key: 'sb_publishable_test',
			body: { ...BODY, ...report }
		});
	});
}

Deno.test('a report is retried up to three times when the database fails', async () => {
	const down = () => new Response('', { status: 503 });
	const api = outbox(down(), new TypeError('reset'), new Response(null, { status: 204 }));
	await api.record(CLAIM, { status: 'sent' });
	equal(api.requests.length, 3);
	const lost = outbox(down(), down(), down());
	await rejects(lost.record(CLAIM, { status: 'sent' }), /503/);
});

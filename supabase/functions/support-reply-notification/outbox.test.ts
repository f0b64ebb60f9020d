import { deepEqual, equal, rejects } from 'node:assert/strict';
import { openOutbox } from './outbox.ts';

const ROW = {
	to: 'user@example.com',
	from: 'support@example.com',
	app_name: 'Example',
	app_url: 'http://localhost:5173',
	unsubscribe_token: 'a',
	reply_count: 2,
	preview: 'Hello'
};

function outbox(...answers: Response[]) {
	const requests: { url: string; key: string | null; body: unknown }[] = [];
	const fetcher = ((url: string, init: RequestInit) => {
		const key = new Headers(init.headers).get('apikey');
		requests.push({ url, key, body: JSON.parse(String(init.body)) });
		return Promise.resolve(answers.shift());
	}) as typeof fetch;
	return { outbox: openOutbox('http://db.test', 'sb_secret_test', fetcher), requests };
}

Deno.test('prepares with the secret key', async () => {
	const { outbox: it, requests } = outbox(Response.json(ROW), Response.json(null));
	deepEqual(await it.prepare('id'), ROW);
	equal(await it.prepare('id'), null);
	deepEqual(requests[0], {
		url: 'http://db.test/rest/v1/rpc/prepare_support_reply_email',
		key: 'sb_secret_test',
		body: { notification_id: 'id' }
	});
});

Deno.test('an answer of another shape is refused without telling what is in it', async () => {
	const { outbox: it } = outbox(Response.json({ ...ROW, reply_count: 0, to: 5 }));
	await rejects(it.prepare('id'), (error: Error) => !error.message.includes('Hello'));
});

Deno.test('a report is repeated when the database does not take it', async () => {
	const down = () => new Response('', { status: 503 });
	const { outbox: it, requests } = outbox(down(), down(), new Response(null, { status: 204 }));
	await it.record('id', { status: 'failed', error: 'busy', retry: true });
	equal(requests.length, 3);
	deepEqual(requests[2]?.body, { notification_id: 'id', error: 'busy', retry: true });
	const lost = outbox(down(), down(), down());
	await rejects(lost.outbox.record('id', { status: 'sent' }), /503/);
});

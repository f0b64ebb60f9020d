import { deepEqual, equal, ok } from 'node:assert/strict';
import { handleRequest } from './handler.ts';
import { EmailError } from './sending/mail-service.ts';
import { fakeClock } from '../_shared/support-chat/testing.ts';
import { ALERT, BATCH_ID, CLAIM, claims, fakes, REPLY } from './testing.ts';

const toJson = ({ id, claim }: typeof CLAIM) => ({ notification_id: id, claim });
const ONE = toJson(CLAIM);
const BATCH = { batch_id: BATCH_ID, notifications: claims(3).map(toJson) };

function request(body: unknown = ONE, init: RequestInit = {}): Request {
	return new Request('http://localhost/support-reply-notification', {
		method: 'POST',
		body: typeof body === 'string' ? body : JSON.stringify(body),
		...init
	});
}

Deno.test('sends the e-mail of a claim under its id and reports it', async () => {
	const { dependencies, sent, recorded, events } = fakes();
	const response = await handleRequest(request(), dependencies);
	equal(response.status, 200);
	deepEqual(await response.json(), { status: 'sent' });
	deepEqual(
		sent.map(({ email, id }) => [email.to, id]),
		[['user@example.com', CLAIM.id]]
	);
	deepEqual(recorded, [{ claim: CLAIM, outcome: { status: 'sent' } }]);
	equal(events.at(-1), 'close');
});

Deno.test('sends an alert in the same way', async () => {
	const { dependencies, sent, recorded } = fakes({ prepare: () => Promise.resolve(ALERT) });
	deepEqual(await (await handleRequest(request(), dependencies)).json(), { status: 'sent' });
	deepEqual(
		sent.map(({ email, id }) => [email.to, email.subject, id]),
		[['admin@example.com', 'A chat is waiting for a reply – Example', CLAIM.id]]
	);
	deepEqual(recorded, [{ claim: CLAIM, outcome: { status: 'sent' } }]);
});

Deno.test('sends nothing when nothing is left to send', async () => {
	const { dependencies, sent, recorded } = fakes({ prepare: () => Promise.resolve(null) });
	const response = await handleRequest(request(), dependencies);
	equal(response.status, 200);
	deepEqual(await response.json(), { status: 'skipped' });
	deepEqual([sent, recorded], [[], []]);
});

Deno.test('accepts POST only', async () => {
	const { dependencies } = fakes();
	const get = new Request('http://localhost/support-reply-notification');
	equal((await handleRequest(get, dependencies)).status, 405);
});

const REFUSED: Record<string, unknown> = {
	nothing: '',
	'invalid JSON': '{',
	null: null,
	'a list': [ONE],
	'no claim': { notification_id: CLAIM.id },
	'no id': { claim: CLAIM.claim },
	'a malformed id': { ...ONE, notification_id: '1' },
	'a claim that is too short': { ...ONE, claim: 'c1' },
	'a claim that is not hexadecimal': { ...ONE, claim: 'x1'.repeat(32) },
	'a claim with a trailing line break': { ...ONE, claim: `${CLAIM.claim}\n` },
	'an unknown field': { ...ONE, to: 'x' },
	'an empty batch': { ...BATCH, notifications: [] },
	'a batch that is too large': { ...BATCH, notifications: claims(101).map(toJson) },
	'a batch without an id': { notifications: BATCH.notifications },
	'a batch with a malformed id': { ...BATCH, batch_id: '1' },
	'a batch and a notification': { ...BATCH, ...ONE },
	'a batch with an unknown field in a member': { ...BATCH, notifications: [{ ...ONE, to: 'x' }] }
};
for (const [what, body] of Object.entries(REFUSED)) {
	Deno.test(`refuses ${what} without calling the database`, async () => {
		const { dependencies, events } = fakes();
		equal((await handleRequest(request(body), dependencies)).status, 400);
		deepEqual(events, []);
	});
}

Deno.test('refuses a body that is too large without reading all of it', async () => {
	let pulled = 0;
	const endless = new ReadableStream({
		pull: (controller) => {
			pulled++;
			controller.enqueue(new Uint8Array(10_000).fill(32));
		}
	});
	const { dependencies } = fakes();
	const response = await handleRequest(request('', { body: endless }), dependencies);
	equal(response.status, 413);
	ok(pulled < 12, `${pulled} chunks`);
});

Deno.test('accepts a batch of 100', async () => {
	const body = { batch_id: BATCH_ID, notifications: claims(100).map(toJson) };
	const { dependencies } = fakes({
		sendBatch: (emails) => Promise.resolve(emails.map(() => undefined))
	});
	const response = await handleRequest(request(body), dependencies);
	equal(response.status, 200);
	deepEqual(await response.json(), { sent: 100 });
});

Deno.test('a batch goes out one by one through a service without batches', async () => {
	const { dependencies, sent, recorded } = fakes();
	const response = await handleRequest(request(BATCH), dependencies);
	deepEqual(await response.json(), { sent: 3 });
	deepEqual(
		sent.map(({ id }) => id),
		claims(3).map(({ id }) => id)
	);
	equal(recorded.length, 3);
});

Deno.test('each e-mail is prepared right before it is sent and recorded right after', async () => {
	const { dependencies, service, events } = fakes();
	dependencies.openMailService = () => ({ ...service, atOnce: 1 });
	await handleRequest(request(BATCH), dependencies);
	deepEqual(
		events.slice(0, 6),
		['000', '001'].flatMap((id) => [`prepare ${id}`, `send ${id}`, `record ${id}`])
	);
});

Deno.test('responds with 4xx to permanent failures and 5xx to retryable ones', async () => {
	for (const [retry, status] of [
		[false, 422],
		[true, 503]
	] as const) {
		const send = () => Promise.reject(new EmailError('validation_error (422): no', { retry }));
		const { dependencies, recorded } = fakes({ send });
		const response = await handleRequest(request(), dependencies);
		equal(response.status, status);
		const outcome = recorded[0]?.outcome;
		ok(outcome?.status === 'failed');
		deepEqual([outcome.error, outcome.retry], ['validation_error (422): no', retry]);
	}
});

Deno.test('an unsafe address is a permanent failure and is not repeated', async () => {
	for (const change of [
		{ to: '\u202euser@example.com' },
		{ to: ' user@example.com' },
		{ to: 'user@example.com\r\nBcc: other@example.com' },
		{ from: 'Support <support@exam\u200bple.com>' }
	]) {
		const prepare = () => Promise.resolve({ ...REPLY, ...change });
		const { dependencies, sent, recorded, lines } = fakes({ prepare });
		const response = await handleRequest(request(), dependencies);
		equal(response.status, 422);
		deepEqual(sent, []);
		const outcome = recorded[0]?.outcome;
		ok(outcome?.status === 'failed' && !outcome.retry);
		ok(!/@|example/.test([outcome.error, await response.text(), ...lines].join('\n')));
	}
});

Deno.test('an unexpected error is retryable', async () => {
	const prepare = () => Promise.resolve({ ...REPLY, app_url: 'nowhere' });
	const { dependencies, recorded } = fakes({ prepare });
	equal((await handleRequest(request(), dependencies)).status, 503);
	equal(recorded[0]?.outcome.status, 'failed');
});

Deno.test('a claim is never prepared twice, even when the response is lost', async () => {
	const prepare = () => Promise.reject(new Error('prepare_support_reply_email was not answered.'));
	const { dependencies, recorded, events } = fakes({ prepare });
	equal((await handleRequest(request(), dependencies)).status, 503);
	deepEqual(events, ['prepare a3a', 'record a3a', 'close']);
	const outcome = recorded[0]?.outcome;
	ok(outcome?.status === 'failed' && outcome.retry);
});

Deno.test('responds with 5xx when the outcome cannot be recorded', async () => {
	const { dependencies, sent } = fakes({ record: () => Promise.reject(new Error('gone')) });
	equal((await handleRequest(request(), dependencies)).status, 503);
	equal(sent.length, 1);
	equal((await handleRequest(request(BATCH), dependencies)).status, 503);
});

Deno.test('responds in time and keeps the worker alive for the remaining work', async () => {
	const clock = fakeClock();
	let finish = () => undefined as void;
	const record = () => new Promise<void>((resolve) => (finish = resolve));
	const { dependencies, recorded } = fakes({ record, clock });
	let work: Promise<unknown> | undefined;
	dependencies.keepAlive = (pending) => (work = pending);
	const response = await handleRequest(request(), dependencies);
	deepEqual([response.status, clock.waits], [503, [9_000]]);
	deepEqual(await response.json(), { status: 'unknown' });
	ok(work);
	finish();
	await work;
	equal(recorded.length, 1);
});

Deno.test('a notification without time left is neither prepared nor counted', async () => {
	const clock = { ...fakeClock(), wait: () => new Promise<void>(() => undefined) };
	const send = () => {
		clock.time = 6_600;
		return Promise.resolve();
	};
	clock.now = () => clock.time;
	const { dependencies, recorded, events } = fakes({ clock, send });
	const response = await handleRequest(request(BATCH), dependencies);
	deepEqual(await response.json(), { sent: 2, postponed: 1 });
	ok(!events.includes('prepare 002'));
	deepEqual(recorded.at(-1)?.outcome, {
		status: 'failed',
		error: 'No time was left in this run.',
		retry: true,
		retryAfter: 1
	});
});

Deno.test(
	'neither the log nor the response contains the claim, the address or the text',
	async () => {
		const failures = [
			fakes(),
			fakes({ send: () => Promise.reject(new EmailError('to user@example.com', { retry: true })) }),
			fakes({ record: () => Promise.reject(new Error('gone')) })
		];
		for (const { dependencies, lines } of failures) {
			const answer = await (await handleRequest(request(), dependencies)).text();
			ok(lines.length > 0);
			for (const secret of [CLAIM.claim, 'user@example.com', 'Your parcel', 'a1b2c3']) {
				ok(![answer, ...lines].join('\n').includes(secret), secret);
			}
		}
	}
);

import { deepEqual, equal, ok, rejects } from 'node:assert/strict';
import { Deadline } from '../../_shared/support-chat/deadline.ts';
import type { EmailError } from './mail-service.ts';
import { sendWithResend } from './send-with-resend.ts';
import { answering, fakeClock, withFetch } from '../../_shared/support-chat/testing.ts';
import { BATCH_ID, EMAIL } from '../testing.ts';

const TO_RESEND = { ...EMAIL, from: 'Example Support <support@example.com>' };

/** The service with a deadline in `milliseconds` on a fake clock. */
function resend(milliseconds = 7_000, clock = fakeClock()) {
	const open = sendWithResend({ apiKey: 're_test', baseUrl: 'http://mail.test', clock });
	const service = open(new Deadline(clock, milliseconds));
	return {
		send: () => service.send(EMAIL, 'id-1'),
		sendBatch: (count = 3) => service.sendBatch!(Array(count).fill(EMAIL), BATCH_ID)
	};
}

function refusal(status: number, name: string, headers = {}): () => Response {
	return () => Response.json({ statusCode: status, name, message: 'no' }, { status, headers });
}

/** The error of a call that gets this response. */
async function errorOf(call: () => Promise<unknown>, answer: () => Response | Promise<Response>) {
	let found: EmailError | undefined;
	await withFetch(answering(answer).fetcher, () =>
		rejects(call(), (error: EmailError) => {
			found = error;
			return error.name === 'EmailError';
		})
	);
	return found!;
}

Deno.test('Resend receives the e-mail, with its id as the idempotency key', async () => {
	const { fetcher, requests } = answering(() => Response.json({ id: '1' }));
	await withFetch(fetcher, () => resend().send());
	equal(requests[0]?.url, 'http://mail.test/emails');
	equal(requests[0]?.headers.get('idempotency-key'), 'id-1');
	equal(requests[0]?.headers.get('authorization'), 'Bearer re_test');
	deepEqual(requests[0]?.body, TO_RESEND);
});

Deno.test(
	'Resend receives a batch in one call, with the batch’s id as the idempotency key',
	async () => {
		const { fetcher, requests } = answering(() => Response.json({ data: [{ id: '1' }] }));
		const errors = await withFetch(fetcher, () => resend().sendBatch(2));
		equal(requests.length, 1);
		equal(requests[0]?.url, 'http://mail.test/emails/batch');
		equal(requests[0]?.headers.get('idempotency-key'), BATCH_ID);
		equal(requests[0]?.headers.get('x-batch-validation'), 'permissive');
		deepEqual(requests[0]?.body, [TO_RESEND, TO_RESEND]);
		deepEqual(errors, [undefined, undefined]);
	}
);

Deno.test('an e-mail refused within a batch is identified by its index', async () => {
	const body = {
		data: [{ id: '1' }, { id: '2' }],
		errors: [
			{ index: 1, message: 'Invalid `to`' },
			{ index: 9, message: '?' }
		]
	};
	const { fetcher } = answering(() => Response.json(body));
	const [first, second, third, ...more] = await withFetch(fetcher, () => resend().sendBatch(3));
	deepEqual([first, third, more], [undefined, undefined, []]);
	deepEqual(
		[second?.retry, second?.message],
		[false, 'validation_error (in a batch): Invalid `to`']
	);
});

const CASES: [number, string, boolean][] = [
	[400, 'validation_error', false],
	[401, 'restricted_api_key', false],
	[403, 'invalid_api_key', false],
	[422, 'invalid_from_address', false],
	[409, 'concurrent_idempotent_requests', true],
	[429, 'daily_quota_exceeded', true],
	[429, 'rate_limit_exceeded', true],
	[500, 'internal_server_error', true],
	[503, 'application_error', true]
];
for (const [status, name, retry] of CASES) {
	Deno.test(`Resend’s ${status} ${name} is ${retry ? '' : 'not '}worth a retry`, async () => {
		const error = await errorOf(() => resend(0).send(), refusal(status, name));
		deepEqual([error.retry, error.alone], [retry, false]);
		equal(error.message, `${name} (${status}): no`);
	});
}

for (const [status, name, retry, alone] of [
	[400, 'validation_error', true, true],
	[413, 'payload_too_large', true, true],
	[422, 'missing_required_field', true, true],
	[401, 'restricted_api_key', false, false],
	[403, 'validation_error', false, false],
	[409, 'concurrent_idempotent_requests', true, false],
	[429, 'rate_limit_exceeded', true, false],
	[429, 'monthly_quota_exceeded', true, false],
	[500, 'internal_server_error', true, false]
] as const) {
	const what = alone ? 'retried one by one' : retry ? 'retried together' : 'not retried';
	Deno.test(`a batch refused with ${status} ${name} is ${what}`, async () => {
		const error = await errorOf(() => resend(0).sendBatch(), refusal(status, name));
		deepEqual([error.retry, error.alone], [retry, alone]);
	});
}

Deno.test('a key already accepted with other contents means the e-mail was sent', async () => {
	const { fetcher } = answering(refusal(409, 'invalid_idempotent_request'));
	await withFetch(fetcher, () => resend().send());
	deepEqual(await withFetch(fetcher, () => resend().sendBatch(2)), [undefined, undefined]);
});

Deno.test('a missing or foreign response is retried, together', async () => {
	const answers = {
		unreachable: () => Promise.reject(new TypeError('connection refused')),
		html: () => new Response('<html>Bad gateway</html>', { status: 502 }),
		json: () => Response.json({ error: 'Bad gateway' }, { status: 502 }),
		null: () => Response.json(null, { status: 502 }),
		'invalid JSON': () => new Response('accepted?')
	};
	for (const [what, answer] of Object.entries(answers)) {
		for (const call of [resend().send, resend().sendBatch]) {
			const error = await errorOf(() => call(), answer);
			deepEqual([error.retry, error.alone, error.retryAfter], [true, false, undefined], what);
		}
	}
});

Deno.test('an unresponsive service is given up at the deadline', async () => {
	const silent = ((_url: string, init: RequestInit) =>
		new Promise((_resolve, reject) => {
			init.signal?.addEventListener('abort', () => reject(init.signal?.reason));
		})) as typeof fetch;
	const timer = setTimeout(() => {}, 1000);
	await withFetch(silent, () => rejects(resend(20).send(), { retry: true, alone: false }));
	clearTimeout(timer);
});

Deno.test('a rate limit is retried after the requested delay until the deadline', async () => {
	const clock = fakeClock();
	let refusals = 3;
	const busy = refusal(429, 'rate_limit_exceeded', { 'retry-after': '2' });
	const { fetcher } = answering(() => (refusals-- > 0 ? busy() : Response.json({ data: [] })));
	await withFetch(fetcher, () => resend(7_000, clock).sendBatch());
	deepEqual(clock.waits, [2000, 2000, 2000]);
	const error = await errorOf(() => resend(7_000, clock).send(), busy);
	deepEqual([error.retry, error.retryAfter], [true, 2]);
	ok(clock.time <= 6_000 + 7_000);
});

Deno.test('an exhausted quota is not waited for', async () => {
	for (const name of ['daily_quota_exceeded', 'monthly_quota_exceeded']) {
		const clock = fakeClock();
		const error = await errorOf(() => resend(7_000, clock).send(), refusal(429, name));
		deepEqual([error.retryAfter, clock.waits], [3600, []]);
	}
});

Deno.test('any other error is thrown at once', async () => {
	const clock = fakeClock();
	const { fetcher, requests } = answering(refusal(500, 'internal_server_error'));
	await withFetch(fetcher, () => rejects(resend(7_000, clock).send()));
	deepEqual([requests.length, clock.waits], [1, []]);
});

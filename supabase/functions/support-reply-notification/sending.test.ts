import { deepEqual, equal, rejects } from 'node:assert/strict';
import { readDependencies } from './environment.ts';
import { EmailError, type Email, type SendEmail } from './send-email.ts';
import { sendPatiently } from './send-patiently.ts';
import { sendWithMailpit } from './send-with-mailpit.ts';
import { sendWithResend } from './send-with-resend.ts';

const EMAIL: Email = {
	from: 'Example Support <support@example.com>',
	to: 'user@example.com',
	subject: 'New reply from Example Support',
	html: '<p>Hello</p>',
	text: 'Hello',
	headers: { 'List-Unsubscribe': '<https://app.example/unsubscribe?token=a>' }
};

/** Answers in place of the network, with whatever `answer` returns. */
function answering(answer: () => Response | Promise<Response>) {
	const requests: { url: string; headers: Headers; body: unknown }[] = [];
	const fetcher = ((url: string, init: RequestInit) => {
		const body: unknown = JSON.parse(String(init.body));
		requests.push({ url, headers: new Headers(init.headers), body });
		return Promise.resolve(answer());
	}) as typeof fetch;
	return { fetcher, requests };
}

/** Runs `use` with `fetcher` in place of `fetch`, which Resend's package calls by its global name. */
async function withFetch<Result>(
	fetcher: typeof fetch,
	use: () => Promise<Result>
): Promise<Result> {
	const original = globalThis.fetch;
	globalThis.fetch = fetcher;
	try {
		return await use();
	} finally {
		globalThis.fetch = original;
	}
}

const resend = sendWithResend({ apiKey: 're_test', baseUrl: 'http://mail.test' });

function refusal(status: number, name: string, headers = {}): () => Response {
	return () => Response.json({ statusCode: status, name, message: 'no' }, { status, headers });
}

Deno.test('Resend gets the mail and the key', async () => {
	const { fetcher, requests } = answering(() => Response.json({ id: '1' }));
	await withFetch(fetcher, () => resend(EMAIL, 'key-1'));
	equal(requests[0]?.url, 'http://mail.test/emails');
	equal(requests[0]?.headers.get('idempotency-key'), 'key-1');
	equal(requests[0]?.headers.get('authorization'), 'Bearer re_test');
	deepEqual(requests[0]?.body, EMAIL);
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
		const { fetcher } = answering(refusal(status, name));
		await withFetch(fetcher, () => rejects(resend(EMAIL, 'key'), { name: 'EmailError', retry }));
	});
}

Deno.test('a key that was accepted with another text is a mail that was sent', async () => {
	const { fetcher } = answering(refusal(409, 'invalid_idempotent_request'));
	await withFetch(fetcher, () => resend(EMAIL, 'key'));
});

Deno.test('no answer, a page of HTML and a silent service are worth a retry', async () => {
	const unreachable = () => Promise.reject(new TypeError('connection refused'));
	const proxy = () => new Response('<html>Bad gateway</html>', { status: 502 });
	for (const answer of [unreachable, proxy]) {
		await withFetch(answering(answer).fetcher, () =>
			rejects(resend(EMAIL, 'key'), { retry: true })
		);
	}
	const silent = ((_url: string, init: RequestInit) =>
		new Promise((_resolve, reject) => {
			init.signal?.addEventListener('abort', () => reject(init.signal?.reason));
		})) as typeof fetch;
	const impatient = sendWithResend({ apiKey: 're_test', baseUrl: 'http://mail.test', timeout: 20 });
	const timer = setTimeout(() => {}, 1000);
	await withFetch(silent, () => rejects(impatient(EMAIL, 'key'), { retry: true }));
	clearTimeout(timer);
});

Deno.test('too many requests: asked again as told, while there is time', async () => {
	let now = 0;
	const waits: number[] = [];
	const clock = {
		now: () => now,
		random: () => 0,
		wait: (milliseconds: number) => {
			waits.push(milliseconds);
			now += milliseconds;
			return Promise.resolve();
		}
	};
	let refusals = 3;
	const busy: SendEmail = () =>
		refusals-- > 0
			? Promise.reject(new EmailError('busy', { retry: true, retryAfter: 2 }))
			: Promise.resolve();
	await sendPatiently(busy, clock)(EMAIL, 'key');
	deepEqual(waits, [2000, 2000, 2000]);
	refusals = Infinity;
	await rejects(sendPatiently(busy, clock)(EMAIL, 'key'), { message: 'busy' });
	equal(now <= 6000 + 15_000, true);
});

Deno.test('any other error passes at once', async () => {
	let calls = 0;
	const broken: SendEmail = () => {
		calls++;
		return Promise.reject(new EmailError('broken', { retry: true }));
	};
	await rejects(sendPatiently(broken)(EMAIL, 'key'), { message: 'broken' });
	equal(calls, 1);
});

Deno.test('Mailpit gets the mail in its own form', async () => {
	const { fetcher, requests } = answering(() => Response.json({ ID: '1' }));
	await sendWithMailpit('http://mailpit.test/', fetcher)(EMAIL, 'key-1');
	equal(requests[0]?.url, 'http://mailpit.test/api/v1/send');
	deepEqual(requests[0]?.body, {
		From: { Name: 'Example Support', Email: 'support@example.com' },
		To: [{ Email: 'user@example.com' }],
		Subject: EMAIL.subject,
		HTML: EMAIL.html,
		Text: EMAIL.text,
		Headers: { ...EMAIL.headers, 'X-Idempotency-Key': 'key-1' }
	});
});

Deno.test('without a mail service the outbox learns which variable is missing', async () => {
	const variables: Record<string, string> = {
		SUPABASE_URL: 'http://db.test',
		SUPABASE_SECRET_KEYS: '{"default":"sb_secret_test"}'
	};
	const { sendEmail, secretKeys } = readDependencies((name) => variables[name]);
	deepEqual(secretKeys, ['sb_secret_test']);
	await rejects(sendEmail(EMAIL, 'key'), { message: 'RESEND_API_KEY is not set.', retry: true });
});

Deno.test('Mailpit is used when there is no key for Resend, Resend when there is', async () => {
	const variables: Record<string, string> = {
		SUPABASE_URL: 'http://db.test',
		SUPABASE_SECRET_KEYS: '{"default":"sb_secret_test"}',
		MAILPIT_URL: 'http://mailpit.test',
		RESEND_BASE_URL: 'http://mail.test'
	};
	const { fetcher, requests } = answering(() => Response.json({ id: '1' }));
	await withFetch(fetcher, async () => {
		await readDependencies((name) => variables[name]).sendEmail(EMAIL, 'key');
		variables.RESEND_API_KEY = 're_test';
		await readDependencies((name) => variables[name]).sendEmail(EMAIL, 'key');
	});
	deepEqual(
		requests.map(({ url }) => url),
		['http://mailpit.test/api/v1/send', 'http://mail.test/emails']
	);
});

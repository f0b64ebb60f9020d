import { deepEqual, equal, ok } from 'node:assert/strict';
import { handleRequest, type Dependencies } from './handler.ts';
import type { Outcome, ReplyEmail } from './outbox.ts';
import { EmailError, type Email } from './send-email.ts';

const ID = '5b7c4f8e-0d1f-4a52-9a51-3a3a3a3a3a3a';
const KEY = 'sb_secret_test';

const REPLY: ReplyEmail = {
	to: 'user@example.com',
	from: 'Support <support@example.com>',
	app_name: 'Example',
	app_url: 'https://app.example',
	unsubscribe_token: 'a1b2',
	reply_count: 1,
	preview: 'A private answer'
};

/** Dependencies that remember what was asked of them. */
function fakes(change: {
	reply?: ReplyEmail | null;
	send?: () => Promise<void>;
	prepare?: () => Promise<never>;
	record?: () => Promise<never>;
}) {
	const sent: { email: Email; key: string }[] = [];
	const recorded: { id: string; outcome: Outcome }[] = [];
	const lines: string[] = [];
	const keys: string[] = [];
	const dependencies: Dependencies = {
		secretKeys: [KEY],
		openOutbox: (key) => {
			keys.push(key);
			return {
				prepare: () =>
					change.prepare?.() ?? Promise.resolve(change.reply === undefined ? REPLY : change.reply),
				record: (id, outcome) => {
					recorded.push({ id, outcome });
					return change.record?.() ?? Promise.resolve();
				}
			};
		},
		sendEmail: async (email, key) => {
			await change.send?.();
			sent.push({ email, key });
		},
		log: (line) => lines.push(line)
	};
	return { dependencies, sent, recorded, lines, keys };
}

function request(init: RequestInit = {}): Request {
	return new Request('http://localhost/support-reply-notification', {
		method: 'POST',
		headers: { apikey: KEY },
		body: JSON.stringify({ notification_id: ID }),
		...init
	});
}

Deno.test('sends the mail with the notification’s id as idempotency key, and says so', async () => {
	const { dependencies, sent, recorded, keys } = fakes({});
	const response = await handleRequest(request(), dependencies);
	equal(response.status, 200);
	deepEqual(await response.json(), { status: 'sent' });
	deepEqual(
		sent.map(({ email, key }) => [email.to, key]),
		[['user@example.com', ID]]
	);
	deepEqual(recorded, [{ id: ID, outcome: { status: 'sent' } }]);
	deepEqual(keys, [KEY]);
});

Deno.test('sends nothing when there is nothing to send any more', async () => {
	const { dependencies, sent, recorded } = fakes({ reply: null });
	const response = await handleRequest(request(), dependencies);
	equal(response.status, 200);
	deepEqual(await response.json(), { status: 'skipped' });
	deepEqual([sent, recorded], [[], []]);
});

Deno.test('is closed to whoever has no secret key, before anything is read', async () => {
	const { dependencies, keys } = fakes({});
	const attempts: Record<string, string>[] = [
		{},
		{ apikey: '' },
		{ apikey: 'sb_publishable_test' },
		{ authorization: `Bearer ${KEY}` }
	];
	for (const headers of attempts) {
		equal((await handleRequest(request({ headers }), dependencies)).status, 401);
	}
	deepEqual(keys, []);
});

Deno.test('answers POST only', async () => {
	const { dependencies } = fakes({});
	const response = await handleRequest(request({ method: 'GET', body: null }), dependencies);
	equal(response.status, 405);
});

Deno.test('refuses a body that is anything but the id of a notification', async () => {
	const { dependencies, keys } = fakes({});
	for (const body of [
		'',
		'null',
		'[]',
		'{}',
		'{"notification_id":"1"}',
		`{"notification_id":"${ID}","to":"x"}`
	]) {
		equal((await handleRequest(request({ body }), dependencies)).status, 400, body);
	}
	deepEqual(keys, []);
});

Deno.test('answers 4xx for what a retry cannot mend and 5xx for what it can', async () => {
	for (const [retry, status] of [
		[false, 422],
		[true, 503]
	] as const) {
		const send = () => Promise.reject(new EmailError('validation_error (422): no', { retry }));
		const { dependencies, recorded } = fakes({ send });
		const response = await handleRequest(request(), dependencies);
		equal(response.status, status);
		deepEqual(recorded[0]?.outcome, {
			status: 'failed',
			error: 'validation_error (422): no',
			retry
		});
	}
});

Deno.test(
	'an address that could not be mailed to as it is gets no mail, once and for all',
	async () => {
		for (const change of [
			{ to: '\u202euser@example.com' },
			{ to: ' user@example.com' },
			{ to: 'user@example.com\r\nBcc: other@example.com' },
			{ from: 'Support <support@exam\u200bple.com>' }
		]) {
			const { dependencies, sent, recorded, lines } = fakes({ reply: { ...REPLY, ...change } });
			const response = await handleRequest(request(), dependencies);
			equal(response.status, 422);
			deepEqual(sent, []);
			const outcome = recorded[0]?.outcome;
			ok(outcome?.status === 'failed' && !outcome.retry);
			ok(!/@|example/.test([outcome.error, await response.text(), ...lines].join('\n')));
		}
	}
);

Deno.test('a fault of its own counts as one that a retry may mend', async () => {
	const { dependencies, recorded } = fakes({ reply: { ...REPLY, app_url: 'nowhere' } });
	equal((await handleRequest(request(), dependencies)).status, 503);
	equal(recorded[0]?.outcome.status, 'failed');
});

Deno.test('answers 5xx when the database is not reached, before and after the mail', async () => {
	const gone = () =>
		Promise.reject(new Error('prepare_support_reply_email was answered with 500.'));
	const before = fakes({ prepare: gone });
	equal((await handleRequest(request(), before.dependencies)).status, 503);
	deepEqual(before.sent, []);
	const after = fakes({ record: gone });
	equal((await handleRequest(request(), after.dependencies)).status, 503);
	equal(after.sent.length, 1);
});

Deno.test('tells neither log nor caller the key, the address or the text', async () => {
	const failures = [
		fakes({}),
		fakes({ send: () => Promise.reject(new EmailError('to user@example.com', { retry: true })) }),
		fakes({ record: () => Promise.reject(new Error('gone')) })
	];
	for (const { dependencies, lines } of failures) {
		const answer = await (await handleRequest(request(), dependencies)).text();
		ok(lines.length > 0);
		for (const secret of [KEY, 'user@example.com', 'A private answer', 'a1b2']) {
			ok(![answer, ...lines].join('\n').includes(secret), secret);
		}
	}
});

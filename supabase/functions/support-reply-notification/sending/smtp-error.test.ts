import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { toEmailError } from './smtp-error.ts';
import type { SmtpServer } from './smtp-url.ts';
import { EMAIL } from '../testing.ts';

const SERVER: SmtpServer = {
	...{ host: 'smtp.example.com', port: 465, secure: true, requireTLS: false },
	auth: { user: 'me', pass: 'pässwörd' }
};

function fail(error: object, server = SERVER) {
	const { message, retry, retryAfter } = toEmailError(error, server, EMAIL);
	return { message, retry, retryAfter };
}

for (const [responseCode, words, retry, retryAfter] of [
	[550, 'No such user', false, undefined],
	[552, 'Message exceeds the size limit', false, undefined],
	[535, 'Authentication failed', false, undefined],
	[530, 'Must issue STARTTLS', false, undefined],
	[421, 'Shutting down', true, undefined],
	[451, 'Greylisted, come back later', true, undefined],
	[450, 'Mailbox busy', true, undefined],
	[421, 'Too many connections', true, 60],
	[451, '4.7.1 Sending rate exceeded', true, 60],
	[454, 'Throttling failure: Daily message quota exceeded', true, 60]
] as const) {
	Deno.test(`${responseCode} ${words}: ${retry ? 'retried' : 'permanent'}`, () => {
		deepEqual(fail({ responseCode, code: 'EENVELOPE', message: words }), {
			...{ message: `SMTP ${responseCode}: ${words}`, retry, retryAfter }
		});
	});
}

for (const code of ['ETIMEDOUT', 'ECONNECTION', 'EDNS', 'ESOCKET', 'ETLS', 'EABORT', 'EPROTOCOL']) {
	Deno.test(`${code} is retried`, () => {
		equal(fail({ code, message: 'no' }).retry, true);
	});
}

Deno.test('any other error is retried', () => {
	equal(fail(new TypeError('x')).retry, true);
	equal(toEmailError(undefined, SERVER, EMAIL).retry, true);
});

Deno.test('a blocked port is reported when no server responded', () => {
	const at = (port: number, host = 'smtp.example.com') => ({ ...SERVER, port, host });
	for (const port of [25, 587]) {
		const { message } = fail({ code: 'ETIMEDOUT', message: 'no' }, at(port));
		match(message, new RegExp(`hosted functions cannot reach port ${port}; use 465 or 2525`));
	}
	for (const [error, server] of [
		[{ code: 'ETIMEDOUT' }, at(465)],
		[{ code: 'ETIMEDOUT' }, at(587, 'localhost')],
		[{ code: 'ETLS' }, at(587)],
		[{ code: 'EAUTH', responseCode: 535 }, at(587)]
	] as const) {
		ok(!fail({ message: 'no', ...error }, server).message.includes('hosted'));
	}
});

Deno.test('the message contains neither the password, in any encoding, nor the recipient', () => {
	const plain = btoa(String.fromCharCode(...new TextEncoder().encode('\0me\0pässwörd')));
	const login = btoa(String.fromCharCode(...new TextEncoder().encode('pässwörd')));
	const message = `535 pässwörd ${plain} ${login} <user@example.com>\r\nand more ${'x'.repeat(999)}`;
	const error = fail({ responseCode: 535, code: 'EAUTH', message });
	match(error.message, /^SMTP 535: 535 \*\*\* \*\*\* \*\*\* <the recipient> and more x+$/);
	ok(error.message.length <= 300);
});

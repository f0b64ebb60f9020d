import { deepEqual, equal, ok } from 'node:assert/strict';
import { isLoopback, readSmtpUrl } from './smtp-url.ts';

Deno.test('smtps:// uses implicit TLS on port 465', () => {
	deepEqual(readSmtpUrl('smtps://user:pass@smtp.example.com'), {
		...{ host: 'smtp.example.com', port: 465, secure: true, requireTLS: false },
		auth: { user: 'user', pass: 'pass' }
	});
});

Deno.test('user and password may be percent-encoded', () => {
	const server = readSmtpUrl(' smtps://me%40example.com:p%3A%2F%40%C3%BC@smtp.example.com:2465/ ');
	ok(typeof server === 'object');
	deepEqual([server.auth, server.port], [{ user: 'me@example.com', pass: 'p:/@ü' }, 2465]);
});

for (const [url, requireTLS] of [
	['smtp://user:pass@smtp.example.com:2525', true],
	['smtp://user:pass@localhost.example.com', true],
	['smtp://user:pass@127.0.0.1.example.com', true],
	['smtp://relay.internal:2525', false],
	['smtp://user:pass@localhost:2525', false],
	['smtp://user:pass@127.0.0.1:2525', false],
	['smtp://user:pass@[::1]:2525', false]
] as const) {
	Deno.test(`${url} ${requireTLS ? 'requires' : 'does not require'} TLS`, () => {
		const server = readSmtpUrl(url);
		ok(typeof server === 'object');
		deepEqual([server.secure, server.requireTLS], [false, requireTLS]);
	});
}

Deno.test('an IPv6 address loses its brackets', () => {
	const server = readSmtpUrl('smtp://[::1]');
	ok(typeof server === 'object');
	deepEqual([server.host, server.port, server.auth], ['::1', 587, undefined]);
	equal(isLoopback(server.host), true);
});

for (const url of [
	'smtp.example.com:465',
	'https://user:secret@smtp.example.com',
	'smtps://user:secret@',
	'smtps://user:sec#ret@smtp.example.com',
	'smtps://user:sec/ret@smtp.example.com',
	'smtps://user:sec?ret@smtp.example.com',
	'smtps://user:secret%@smtp.example.com',
	'smtps://user:secret@smtp.example.com:465/path',
	'smtps://user:secret@smtp.example.com?tls.rejectUnauthorized=false',
	'smtps://user:secret@smtp.example.com:99999'
]) {
	Deno.test(`${url} is refused without repeating it`, () => {
		const message = readSmtpUrl(url);
		ok(typeof message === 'string' && message.startsWith('SMTP_URL must be smtps://'));
		ok(!/secret|sec|ret@|example\.com/.test(message), message);
	});
}

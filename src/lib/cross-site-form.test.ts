import { describe, expect, test } from 'vitest';
import { isCrossSiteForm, isOneClickUnsubscribe } from './cross-site-form.ts';

const URL_HERE = new URL('https://app.example/auth/sign-in');
const HERE = URL_HERE.origin;

function send(method: string, headers: Record<string, string> = {}, body = 'a=b'): Request {
	const request = new Request(URL_HERE, {
		method,
		...(method === 'GET' ? {} : { body: new TextEncoder().encode(body) })
	});
	// Node allows headers that browsers forbid, and adds no content type for bytes.
	for (const [name, value] of Object.entries(headers)) request.headers.set(name, value);
	return request;
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

describe('a form', () => {
	test.each([
		['from here', { ...FORM, origin: HERE }],
		['from here with a charset', { 'content-type': 'text/plain; charset=utf-8', origin: HERE }],
		['with JSON, which no form can send', { 'content-type': 'application/json' }]
	])('%s passes', (_name, headers) => {
		expect(isCrossSiteForm(send('POST', headers), URL_HERE)).toBe(false);
	});

	test.each([
		['of another site', { ...FORM, origin: 'https://evil.example' }],
		['of another port', { ...FORM, origin: `${HERE}:8443` }],
		['of the same name without TLS', { ...FORM, origin: 'http://app.example' }],
		['of a sandboxed frame', { ...FORM, origin: 'null' }],
		['that names no origin', FORM],
		['with files', { 'content-type': 'multipart/form-data; boundary=x' }],
		['of plain text', { 'content-type': 'Text/Plain' }],
		['without a type', { origin: 'https://evil.example' }],
		['without a type and an origin', {}]
	])('%s is refused', (_name, headers) => {
		expect(isCrossSiteForm(send('POST', headers), URL_HERE)).toBe(true);
	});

	test.each(['PUT', 'PATCH', 'DELETE'])('is checked with %s too', (method) => {
		expect(isCrossSiteForm(send(method, FORM), URL_HERE)).toBe(true);
	});

	test('reading needs no origin', () => {
		expect(isCrossSiteForm(send('GET'), URL_HERE)).toBe(false);
	});
});

describe('a one-click unsubscribe request', () => {
	const click = 'List-Unsubscribe=One-Click';

	test('passes, and its body can still be read', async () => {
		const request = send('POST', FORM, click);
		expect(await isOneClickUnsubscribe(request, '/unsubscribe')).toBe(true);
		expect(await request.text()).toBe(click);
	});

	test('passes with the other form type of RFC 8058', async () => {
		const form = new FormData();
		form.set('List-Unsubscribe', 'One-Click');
		const request = new Request(URL_HERE, { method: 'POST', body: form });
		expect(await isOneClickUnsubscribe(request, '/unsubscribe')).toBe(true);
	});

	test.each([
		['to another page', send('POST', FORM, click), '/auth/sign-out'],
		['to no page', send('POST', FORM, click), null],
		['with another method', send('PUT', FORM, click), '/unsubscribe'],
		['with another body', send('POST', FORM, 'reply_emails=on'), '/unsubscribe'],
		[
			'with an unreadable body',
			send('POST', { 'content-type': 'text/plain' }, click),
			'/unsubscribe'
		],
		[
			'from a browser',
			send('POST', { ...FORM, origin: 'https://evil.example' }, click),
			'/unsubscribe'
		],
		['with cookies', send('POST', { ...FORM, cookie: 'a=b' }, click), '/unsubscribe']
	])('%s is refused', async (_name, request, route) => {
		expect(await isOneClickUnsubscribe(request, route)).toBe(false);
	});
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ChatClient } from '../chat-client.ts';
import { addEmail, readEmail } from './add-email.ts';

const PROJECT = { url: 'https://project.example', publishableKey: 'sb_publishable_x' };

const send = vi.fn<typeof fetch>();

beforeEach(() => {
	vi.stubGlobal('fetch', send);
	vi.stubGlobal('location', { origin: 'https://app.example', pathname: '/orders' });
});
afterEach(() => {
	vi.unstubAllGlobals();
	send.mockReset();
});

function clientOf(token: string | null) {
	const session = token === null ? null : { access_token: token };
	const auth = { getSession: async () => ({ data: { session }, error: null }) };
	return async () => ({ auth }) as unknown as ChatClient;
}

const add = (token: string | null = 'token') =>
	addEmail(PROJECT, clientOf(token), 'grace@example.com');

const answer = (status: number, body: unknown) =>
	send.mockResolvedValue(new Response(JSON.stringify(body), { status }));

test('asks Auth as the user, and leads the link back to the page', async () => {
	answer(200, { email: '', new_email: 'grace@example.com' });
	expect(await add()).toBe('pending');
	const [address, init] = send.mock.calls[0]!;
	expect(String(address)).toBe(
		'https://project.example/auth/v1/user?redirect_to=https%3A%2F%2Fapp.example%2Forders'
	);
	expect(init).toMatchObject({
		method: 'PUT',
		headers: { apikey: 'sb_publishable_x', authorization: 'Bearer token' },
		body: '{"email":"grace@example.com"}'
	});
});

test('an address that Auth takes without a link is confirmed', async () => {
	answer(200, { email: 'grace@example.com' });
	expect(await add()).toBe('confirmed');
});

test('reads the confirmed address as the user', async () => {
	answer(200, { email: '', new_email: 'grace@example.com' });
	expect(await readEmail(PROJECT, clientOf('token'))).toBe('');
	const [address, init] = send.mock.calls[0]!;
	expect(String(address)).toBe('https://project.example/auth/v1/user');
	expect(init?.method ?? 'GET').toBe('GET');
	expect(init).toMatchObject({ headers: { authorization: 'Bearer token' } });
	answer(200, { email: 'grace@example.com' });
	expect(await readEmail(PROJECT, clientOf('token'))).toBe('grace@example.com');
	answer(403, { error_code: 'session_not_found' });
	await expect(readEmail(PROJECT, clientOf('token'))).rejects.toMatchObject({ problem: 'other' });
});

test.for([
	[422, { code: 422, error_code: 'email_exists' }, 'taken'],
	[422, { code: 'email_exists' }, 'taken'],
	[400, { code: 400, error_code: 'validation_failed' }, 'invalid'],
	[429, { code: 429, error_code: 'over_email_send_rate_limit' }, 'tooMany'],
	[403, { code: 403, error_code: 'session_not_found' }, 'other'],
	[500, {}, 'other']
] as const)('%s %j is %s', async ([status, body, problem]) => {
	answer(status, body);
	await expect(add()).rejects.toMatchObject({ problem });
});

test('without a session, an answer or a body that is JSON it is no problem of the address', async () => {
	await expect(add(null)).rejects.toMatchObject({ problem: 'other' });
	expect(send).not.toHaveBeenCalled();
	send.mockRejectedValue(new TypeError('Failed to fetch'));
	await expect(add()).rejects.toMatchObject({ problem: 'other' });
	send.mockResolvedValue(new Response('<html>', { status: 502 }));
	await expect(add()).rejects.toMatchObject({ problem: 'other' });
});

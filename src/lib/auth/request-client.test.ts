import type { RequestEvent } from '@sveltejs/kit';
import { afterEach, expect, test, vi } from 'vitest';
import { REQUEST_TIMEOUT_MS } from '$lib/support-chat/core/deadline.ts';
import { createRequestClient } from './request-client.ts';

const project = { url: 'https://abc.supabase.co', publishableKey: 'sb_publishable_x' };
const event = {
	cookies: { getAll: () => [], set: () => {}, delete: () => {} }
} as unknown as RequestEvent;

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

test('starts where Node has no WebSocket, as version 20', async () => {
	vi.stubGlobal('WebSocket', undefined);
	await expect(createRequestClient(event, project)).resolves.toBeDefined();
});

test('opens no socket, whether Node has one or not', async () => {
	const client = await createRequestClient(event, project);
	expect(() => client.realtime.connect()).toThrow('opens no socket');
});

test('gives up a Supabase that does not answer, so that the page can say so', async () => {
	vi.useFakeTimers();
	vi.stubGlobal(
		'fetch',
		(_: string, { signal }: RequestInit) =>
			new Promise((_resolve, reject) =>
				signal?.addEventListener('abort', () => reject(signal.reason as Error))
			)
	);
	const client = await createRequestClient(event, project);
	const reading = Promise.all([
		client.rpc('support_health'),
		client.auth.verifyOtp({ type: 'email', token_hash: 'x' })
	]);
	await vi.advanceTimersByTimeAsync(REQUEST_TIMEOUT_MS);
	const [read, signedIn] = await reading;
	expect(read.error).toBeTruthy();
	expect(signedIn.error).toBeTruthy();
});

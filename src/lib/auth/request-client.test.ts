import type { RequestEvent } from '@sveltejs/kit';
import { afterEach, expect, test, vi } from 'vitest';
import { createRequestClient } from './request-client.ts';

const project = { url: 'https://abc.supabase.co', publishableKey: 'sb_publishable_x' };
const event = {
	cookies: { getAll: () => [], set: () => {}, delete: () => {} }
} as unknown as RequestEvent;

afterEach(() => vi.unstubAllGlobals());

test('starts where Node has no WebSocket, as version 20', async () => {
	vi.stubGlobal('WebSocket', undefined);
	await expect(createRequestClient(event, project)).resolves.toBeDefined();
});

test('opens no socket, whether Node has one or not', async () => {
	const client = await createRequestClient(event, project);
	expect(() => client.realtime.connect()).toThrow('opens no socket');
});

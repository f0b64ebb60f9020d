import { createClient } from '@supabase/supabase-js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bindClient } from './bound-client.ts';
import type { ChatClient } from '../chat-client.ts';
import { REQUEST_TIMEOUT_MS } from '../../core/deadline.ts';
import { dataOf } from '../errors.ts';
import { UserSession } from './user-session.ts';

// Uses the real supabase-js: its builders must call the `fetch` that `bindClient` sets.

/** Unsigned: nothing here verifies it. */
const tokenOf = (sub: string) =>
	['{}', JSON.stringify({ sub, name: 'Ünï' }), 'x']
		.map((part) => Buffer.from(part).toString('base64url'))
		.join('.');

const project = { url: 'https://abc.supabase.co', publishableKey: 'sb_publishable_x' };
const sent: string[] = [];
let answer: () => Response | Promise<never>;
let signedIn: string | null;

const send: typeof fetch = async (input, init) => {
	const headers = new Headers(init?.headers);
	sent.push(`${new URL(String(input)).pathname} ${headers.get('Authorization')}`);
	const { signal } = init ?? {};
	const aborted = new Promise<never>((_, reject) =>
		signal?.addEventListener('abort', () => reject(signal.reason as Error))
	);
	return Promise.race([answer(), aborted]);
};

function hostClient(): ChatClient {
	const client = createClient('https://abc.supabase.co', 'sb_publishable_x', {
		auth: { persistSession: false, autoRefreshToken: false },
		global: { fetch: send }
	});
	client.auth.getSession = (async () => ({
		data: { session: signedIn && { access_token: tokenOf(signedIn) } },
		error: null
	})) as typeof client.auth.getSession;
	return client as unknown as ChatClient;
}

beforeEach(() => {
	sent.length = 0;
	signedIn = 'ada';
	answer = () => Response.json([]);
	vi.useFakeTimers();
	vi.stubGlobal('document', new EventTarget());
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

function bound() {
	const session = new UserSession('ada', async () => signedIn);
	return { session, client: bindClient(hostClient(), session, project) };
}

const requests = (client: ChatClient) => ({
	select: () => client.from('support_messages').select('id').eq('chat_id', 'x').limit(1),
	insert: () =>
		client.from('support_messages').insert({ chat_id: 'x', content: 'y' }).select('id').single(),
	rpc: () => client.rpc('mark_support_chat_read', { chat_id: 'x', up_to_seq: 1 }),
	list: () => client.from('support_chat_list').select('id').eq('archived', false)
});

describe('bindClient', () => {
	it('sends requests with the user’s token', async () => {
		const { client } = bound();
		for (const request of Object.values(requests(client))) await request();
		expect(sent).toHaveLength(4);
		for (const line of sent) expect(line).toMatch(new RegExp(` Bearer ${tokenOf('ada')}$`));
	});

	it('sends nothing for another user or without a user', async () => {
		for (const who of ['grace', null]) {
			const { client, session } = bound();
			signedIn = who;
			for (const request of Object.values(requests(client))) {
				const asking = Promise.resolve(request());
				// postgrest-js retries several times.
				await vi.advanceTimersByTimeAsync(60_000);
				const result = await asking;
				expect(() => dataOf(result as never)).toThrow(expect.objectContaining({ kind: 'wait' }));
			}
			const { data, error } = await client.auth.getSession();
			expect([data.session, error?.message]).toEqual([null, expect.any(String)]);
			expect(session.ended).toBe(who ? 'other_user' : 'signed_out');
		}
		expect(sent).toEqual([]);
	});

	it('gives up a request without a response, so that it can be tried again', async () => {
		const { client } = bound();
		answer = () => new Promise<never>(() => {});
		for (const request of Object.values(requests(client))) {
			const asking = Promise.resolve(request());
			// postgrest-js retries several times.
			await vi.advanceTimersByTimeAsync(5 * REQUEST_TIMEOUT_MS);
			const result = await asking;
			expect(() => dataOf(result as never)).toThrow(expect.objectContaining({ kind: 'wait' }));
		}
	});

	it('ends the session when the database reports that the token is another user’s', async () => {
		const { client, session } = bound();
		answer = () =>
			Response.json(
				{ code: '42501', message: 'Somebody else…', details: '{"reason": "other_user"}' },
				{ status: 403 }
			);
		const result = await requests(client).insert();
		expect(session.ended).toBe('other_user');
		expect(() => dataOf(result)).toThrow(
			expect.objectContaining({ code: 'other_user', kind: 'wait' })
		);
	});

	it('keeps the session on any other refusal', async () => {
		const { client, session } = bound();
		answer = () => Response.json({ code: '42501', message: 'No.' }, { status: 403 });
		expect((await requests(client).insert()).error).toMatchObject({ code: '42501' });
		answer = () => new Response('<html>', { status: 403 });
		await requests(client).insert();
		expect(session.ended).toBeNull();
	});
});

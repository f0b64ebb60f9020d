import { createClient } from '@supabase/supabase-js';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { bindClient } from './bound-client.ts';
import type { ChatClient } from '../chat-client.ts';
import { SupabaseChatTransport } from '../transports/chat-transport.ts';
import { UserSession } from './user-session.ts';

// Two accounts in one browser, whose session switches between them at any moment, also while a request
// is in flight: each page sends for its own user or not at all.

const USERS = ['ada', 'grace'] as const;
type User = (typeof USERS)[number];

const tokenOf = (sub: string) =>
	['{}', JSON.stringify({ sub }), 'x']
		.map((part) => Buffer.from(part).toString('base64url'))
		.join('.');
const subOf = (authorization: string) =>
	JSON.parse(Buffer.from(authorization.split('.')[1]!, 'base64url').toString()).sub as string;

/** One step: a sign-in or sign-out, a page that sends, or time that passes. */
const step = fc.oneof(
	fc.record({ do: fc.constant('sign in' as const), user: fc.constantFrom(...USERS, null) }),
	fc.record({ do: fc.constant('send' as const), page: fc.constantFrom(...USERS) }),
	fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(1, 50, 700, 1_500, 5_000) })
);

/** The browser and the database of one run. */
class World {
	signedIn: User | null = 'ada';
	readonly stored: { id: string; claimed: string; token: string }[] = [];

	/** The database: accepts a message when the token is the claimed user's. */
	readonly fetch: typeof fetch = async (_, init) => {
		const token = subOf(new Headers(init?.headers).get('Authorization')!);
		await new Promise((resolve) => setTimeout(resolve, 100));
		const { id, sender_id: claimed } = JSON.parse(String(init?.body));
		if (token !== claimed) {
			const details = '{"reason": "other_user"}';
			return Response.json({ code: '42501', message: 'No.', details }, { status: 403 });
		}
		this.stored.push({ id, claimed, token });
		return Response.json({ id, chat_id: 'c', seq: 1, content: '', sender_type: 'user' });
	};

	page(userId: User): { session: UserSession; transport: SupabaseChatTransport } {
		const client = createClient('https://abc.supabase.co', 'sb_publishable_x', {
			auth: { persistSession: false, autoRefreshToken: false },
			global: { fetch: this.fetch }
		});
		client.auth.getSession = (async () => {
			const session = this.signedIn && { access_token: tokenOf(this.signedIn) };
			// Leaves time in which another user may sign in.
			await new Promise((resolve) => setTimeout(resolve, 10));
			return { data: { session }, error: null };
		}) as typeof client.auth.getSession;
		const session = new UserSession(userId, async () => this.signedIn);
		const bound = bindClient(client as unknown as ChatClient, session, {
			url: 'https://abc.supabase.co',
			publishableKey: 'sb_publishable_x'
		});
		return {
			session,
			transport: new SupabaseChatTransport({ client: bound, chatId: 'c', userId, side: 'user' })
		};
	}
}

beforeEach(() => {
	vi.useFakeTimers();
	vi.stubGlobal('document', new EventTarget());
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

it('stores no message under another user, and sends none from a page whose session has ended', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
			const world = new World();
			const pages = { ada: world.page('ada'), grace: world.page('grace') };
			const stops = USERS.map((user) => pages[user].session.onEnd(() => {}));
			const sends: Promise<unknown>[] = [];
			const sentAfterEnd: string[] = [];
			for (const [index, what] of steps.entries()) {
				if (what.do === 'sign in') world.signedIn = what.user;
				else if (what.do === 'wait') await vi.advanceTimersByTimeAsync(what.ms);
				else {
					const { session, transport } = pages[what.page];
					const id = `${what.page} ${index}`;
					if (session.ended) sentAfterEnd.push(id);
					const { signal } = new AbortController();
					sends.push(transport.send({ id, content: 'x' }, signal).catch((error) => error));
				}
			}
			const present = world.signedIn;
			await vi.advanceTimersByTimeAsync(120_000);
			await Promise.all(sends);
			for (const { id, claimed, token } of world.stored) {
				expect([token, id.split(' ')[0]]).toEqual([claimed, claimed]);
			}
			expect(world.stored.filter(({ id }) => sentAfterEnd.includes(id))).toEqual([]);
			for (const user of USERS) {
				if (user !== present) expect(pages[user].session.ended).not.toBeNull();
			}
			for (const stop of stops) stop();
		}),
		{ numRuns: 150 }
	);
});

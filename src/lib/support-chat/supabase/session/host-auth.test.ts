import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClient } from '@supabase/supabase-js';
import { forgetServerTime, noteServerTime } from '../../core/server-clock.ts';
import type { ChatAuth } from '../chat-client.ts';
import { hostAuth } from './host-auth.ts';

// Uses the real auth-js, and a server whose clock differs from the browser's.

const HOUR = 3_600_000;
const LIFE = 3600;
let ahead = 0;
let renewals = 0;
const store = new Map<string, string>();

function sessionAt(serverTime: number) {
	const iat = Math.floor(serverTime / 1000);
	const claims = { sub: 'ada', iat, exp: iat + LIFE, aud: 'authenticated', role: 'authenticated' };
	const access_token = [{ alg: 'HS256', typ: 'JWT' }, claims, {}]
		.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
		.join('.');
	return {
		access_token,
		refresh_token: `refresh ${iat} ${renewals}`,
		token_type: 'bearer',
		expires_in: LIFE,
		expires_at: iat + LIFE,
		user: { id: 'ada', aud: 'authenticated' }
	};
}

const serverTime = () => Date.now() - ahead;

/** The auth of a host's client that was signed in `ageMs` ago. */
function open(ageMs: number): ChatAuth {
	store.set('session', JSON.stringify(sessionAt(serverTime() - ageMs)));
	const client = createClient('https://abc.supabase.co', 'sb_publishable_x', {
		auth: {
			autoRefreshToken: false,
			storageKey: 'session',
			storage: {
				getItem: (key) => store.get(key) ?? null,
				setItem: (key, value) => void store.set(key, value),
				removeItem: (key) => void store.delete(key)
			}
		},
		global: {
			fetch: async () => {
				renewals++;
				return Response.json(sessionAt(serverTime()));
			}
		}
	});
	return hostAuth(client.auth as unknown as ChatAuth);
}

async function tokenFrom(auth: ChatAuth): Promise<string | undefined> {
	return (await auth.getSession()).data.session?.access_token;
}

beforeEach(() => {
	renewals = 0;
	store.clear();
	// auth-js listens to the page's visibility.
	vi.stubGlobal('window', undefined);
});

afterEach(() => {
	vi.unstubAllGlobals();
	forgetServerTime();
});

describe.for([2, 26])('a browser whose clock is %i hours fast', (hours) => {
	beforeEach(() => {
		ahead = hours * HOUR;
	});

	it('renews the session at the start, and not on each use', async () => {
		const auth = open(10_000);
		const token = await tokenFrom(auth);
		for (let i = 0; i < 20; i++) expect(await tokenFrom(auth)).toBe(token);
		// auth-js renews it once more when a listener is added.
		expect(renewals).toBeLessThanOrEqual(2);
	});

	it('renews it again when it expires by the server’s clock', async () => {
		const auth = open(10_000);
		const token = await tokenFrom(auth);
		vi.spyOn(Date, 'now').mockReturnValue(Date.now() + LIFE * 1000);
		expect(await tokenFrom(auth)).not.toBe(token);
		vi.restoreAllMocks();
	});
});

describe.for([2, 26])('a browser whose clock is %i hours slow', (hours) => {
	beforeEach(() => {
		ahead = -hours * HOUR;
	});

	it('renews an expired session when the server rejects it, once for concurrent callers', async () => {
		const auth = open(LIFE * 1000 + 10_000);
		const old = (await tokenFrom(auth))!;
		expect(renewals).toBe(0);
		expect(auth.refuse!(old)).toBe(true);
		// Another request, which waits for the same renewal.
		expect(auth.refuse!(old)).toBe(true);
		const tokens = await Promise.all([tokenFrom(auth), tokenFrom(auth)]);
		expect(tokens[0]).not.toBe(old);
		expect(tokens[1]).toBe(tokens[0]);
		expect(auth.refuse!(tokens[0]!)).toBe(false);
		expect(renewals).toBe(1);
	});
});

it('reads the host’s client each time when the clocks agree', async () => {
	ahead = 0;
	const auth = open(10_000);
	noteServerTime(Date.now());
	const token = await tokenFrom(auth);
	const other = sessionAt(Date.now() + 60_000);
	store.set('session', JSON.stringify(other));
	expect(await tokenFrom(auth)).toBe(other.access_token);
	expect(other.access_token).not.toBe(token);
	expect(renewals).toBe(0);
});

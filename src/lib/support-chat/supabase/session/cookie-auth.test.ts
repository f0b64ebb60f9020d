import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetServerTime, noteServerTime } from '../../core/server-clock.ts';
import { CookieAuth } from './cookie-auth.ts';
import { CookieStorage, type CookieJar } from './cookie-storage.ts';

const HOUR = 3_600_000;
const project = { url: 'https://abcdef.supabase.co', publishableKey: 'sb_publishable_x' };
const KEY = 'sb-abcdef-auth-token';
const cookieStore = new EventTarget();

/** A document's cookies; writing one with Max-Age=0 deletes it. */
class Jar implements CookieJar {
	readonly #cookies = new Map<string, string>();

	get cookie(): string {
		return [...this.#cookies].map((pair) => pair.join('=')).join('; ');
	}

	set cookie(line: string) {
		const [pair = '', ...attributes] = line.split('; ');
		const at = pair.indexOf('=');
		if (attributes.includes('Max-Age=0')) this.#cookies.delete(pair.slice(0, at));
		else this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
	}
}

let page: Jar;
/** Milliseconds since 1970, by the server's clock. */
let serverTime: number;
/** Builds Auth's response. */
let answer: () => Response | Promise<Response>;
const requests: string[] = [];
let tokens = 0;

/** Unsigned: nothing here verifies it. */
function tokenOf(name: string): string {
	const claims = { sub: name, iat: Math.floor(serverTime / 1000) };
	return ['{}', JSON.stringify(claims), 'x']
		.map((part) => Buffer.from(part).toString('base64url'))
		.join('.');
}

function sessionOf(name: string, seconds: number) {
	return {
		access_token: tokenOf(name),
		refresh_token: `refresh ${name}`,
		expires_at: Math.floor(serverTime / 1000) + seconds,
		user: { id: name }
	};
}

/** Stores a session that expires in `seconds`, as the app's server does. Returns its token. */
async function signIn(name: string, seconds: number): Promise<string> {
	const session = sessionOf(name, seconds);
	await new CookieStorage(page, true).setItem(KEY, JSON.stringify(session));
	return session.access_token;
}

/** The token, or the error's message. */
async function tokenFrom(auth: CookieAuth): Promise<string | null> {
	const { data, error } = await auth.getSession();
	return error ? `error: ${error.message}` : (data.session?.access_token ?? null);
}

/** Dispatches the event of a cookie that another tab or the server wrote. */
function change(name: string): void {
	cookieStore.dispatchEvent(Object.assign(new Event('change'), { changed: [{ name }] }));
}

/** Web Locks shared by all tabs: one holder at a time. */
class Locks {
	#last: Promise<unknown> = Promise.resolve();

	request<T>(_name: string, run: () => Promise<T>): Promise<T> {
		const result = this.#last.then(run);
		this.#last = result.catch(() => {});
		return result;
	}
}

beforeEach(() => {
	page = new Jar();
	serverTime = Date.now();
	tokens = 0;
	answer = () => Response.json(sessionOf(`renewed ${++tokens}`, 3600));
	vi.stubGlobal('document', page);
	vi.stubGlobal('navigator', { locks: new Locks() });
	vi.stubGlobal('location', { protocol: 'https:' });
	vi.stubGlobal('cookieStore', cookieStore);
	vi.stubGlobal('fetch', async (url: string, { body }: RequestInit) => {
		requests.push(`${new URL(url).pathname} ${JSON.parse(String(body)).refresh_token}`);
		return answer();
	});
});

afterEach(() => {
	vi.unstubAllGlobals();
	forgetServerTime();
	requests.length = 0;
});

describe('CookieAuth', () => {
	it('uses the server’s session unchanged until it is about to expire', async () => {
		noteServerTime(serverTime);
		const good = await signIn('ada', 3600);
		expect(await tokenFrom(new CookieAuth(project))).toBe(good);
		expect(requests).toEqual([]);
	});

	it('returns null when nobody is signed in', async () => {
		expect(await tokenFrom(new CookieAuth(project))).toBeNull();
		expect(requests).toEqual([]);
	});

	it('renews a session before it expires, once for concurrent callers', async () => {
		noteServerTime(serverTime);
		await signIn('ada', 80);
		const auth = new CookieAuth(project);
		const all = await Promise.all([tokenFrom(auth), tokenFrom(auth), tokenFrom(auth)]);
		expect(all).toEqual(Array(3).fill(tokenOf('renewed 1')));
		expect(requests).toEqual(['/auth/v1/token refresh ada']);
		await signIn('ada again', 80);
		expect(await tokenFrom(auth)).toBe(tokenOf('renewed 2'));
	});

	it('renews a session in one tab only', async () => {
		noteServerTime(serverTime);
		await signIn('ada', -10);
		const tabs = [new CookieAuth(project), new CookieAuth(project)];
		expect(await Promise.all(tabs.map(tokenFrom))).toEqual(Array(2).fill(tokenOf('renewed 1')));
		expect(requests).toHaveLength(1);
	});

	it('keeps the other fields of the session', async () => {
		noteServerTime(serverTime);
		await signIn('ada', 80);
		answer = () => Response.json({ ...sessionOf('next', 3600), user: undefined });
		await tokenFrom(new CookieAuth(project));
		const kept = JSON.parse((await new CookieStorage(page, true).getItem(KEY))!);
		expect(kept).toMatchObject({ user: { id: 'ada' }, refresh_token: 'refresh next' });
	});

	it('renews without locks where there are none, and returns the error of a refused one', async () => {
		noteServerTime(serverTime);
		vi.stubGlobal('navigator', {});
		await signIn('ada', -10);
		expect(await tokenFrom(new CookieAuth(project))).toBe(tokenOf('renewed 1'));
		const request = async () => {
			throw new DOMException('The document is not active', 'InvalidStateError');
		};
		vi.stubGlobal('navigator', { locks: { request } });
		const old = await signIn('ada', -10);
		const auth = new CookieAuth(project);
		auth.refuse(old);
		expect(await tokenFrom(auth)).toBe('error: The document is not active');
	});

	it('uses a session until the server rejects it, then returns why renewing failed', async () => {
		noteServerTime(serverTime);
		const old = await signIn('ada', 80);
		answer = () => Promise.reject(new TypeError('Offline'));
		const auth = new CookieAuth(project);
		expect(await tokenFrom(auth)).toBe(old);
		auth.refuse(old);
		expect(await tokenFrom(auth)).toBe('error: Offline');
		answer = () => new Response('', { status: 503 });
		expect(await tokenFrom(auth)).toBe('error: The session was not renewed: 503');
	});

	it('removes a session that the server no longer knows', async () => {
		noteServerTime(serverTime);
		await signIn('ada', -1);
		answer = () => Response.json({ code: 'refresh_token_not_found' }, { status: 400 });
		expect(await tokenFrom(new CookieAuth(project))).toBeNull();
		expect(page.cookie).toBe('');
	});

	it('reports changes of the session’s cookies until unsubscribed', () => {
		const events: string[] = [];
		const auth = new CookieAuth(project);
		const { data } = auth.onAuthStateChange((event) => events.push(event));
		change('theme');
		expect(events).toEqual([]);
		change('sb-abcdef-auth-token.1');
		expect(events).toEqual(['SIGNED_IN']);
		data.subscription.unsubscribe();
		change('sb-abcdef-auth-token');
		expect(events).toEqual(['SIGNED_IN']);
	});

	it('works without `cookieStore`', () => {
		vi.stubGlobal('cookieStore', undefined);
		const { data } = new CookieAuth(project).onAuthStateChange(() => {});
		data.subscription.unsubscribe();
	});
});

describe.for([-26, -2, 2, 26])('on a browser whose clock is %i hours ahead', (hours) => {
	beforeEach(() => {
		serverTime = Date.now() - hours * HOUR;
	});

	it('a session is used unchanged, whether or not the server’s time is known', async () => {
		const good = await signIn('ada', 3600);
		expect(await tokenFrom(new CookieAuth(project))).toBe(good);
		noteServerTime(serverTime);
		expect(await tokenFrom(new CookieAuth(project))).toBe(good);
		expect(requests).toEqual([]);
	});

	it('a rejected session is renewed once, and its issue time gives the server’s time', async () => {
		const old = await signIn('ada', -10);
		const auth = new CookieAuth(project);
		expect(await tokenFrom(auth)).toBe(old);
		expect(auth.refuse(old)).toBe(true);
		const renewed = await tokenFrom(auth);
		expect(renewed).toBe(tokenOf('renewed 1'));
		for (let i = 0; i < 5; i++) expect(await tokenFrom(auth)).toBe(renewed);
		expect(requests).toHaveLength(1);
		// Rejected again at once: the cause is another, which renewing does not fix.
		expect(auth.refuse(renewed!)).toBe(false);
		// A request in flight with the old token is worth a retry.
		expect(auth.refuse(old)).toBe(true);
		expect(await tokenFrom(auth)).toBe(renewed);
		expect(requests).toHaveLength(1);
	});

	it('a session that expires soon is renewed in time once the server’s time is known', async () => {
		await signIn('ada', 80);
		noteServerTime(serverTime);
		expect(await tokenFrom(new CookieAuth(project))).toBe(tokenOf('renewed 1'));
	});
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CookieAuth } from './cookie-auth.ts';

const { authClient } = vi.hoisted(() => ({ authClient: vi.fn() }));
vi.mock('./session-renewal.ts', () => ({ authClient }));

const project = { url: 'https://abcdef.supabase.co', publishableKey: 'sb_publishable_x' };
const page = { cookie: '' };
const asked: string[] = [];
const cookieStore = new EventTarget();

/** What the server left: a session that ends in so many seconds. */
function signIn(token: string, seconds: number): void {
	const expires_at = Math.floor(Date.now() / 1000) + seconds;
	const session = { access_token: token, expires_at };
	page.cookie = `sb-abcdef-auth-token=${encodeURIComponent(JSON.stringify(session))}`;
}

/** auth-js, loaded; `renew` is what its `getSession` does. */
function authJs(renew: () => Promise<Error | null>): void {
	authClient.mockReturnValue({ getSession: async () => ({ error: await renew() }) });
}

/** Another tab or the server wrote a cookie. */
function change(name: string): void {
	cookieStore.dispatchEvent(Object.assign(new Event('change'), { changed: [{ name }] }));
}

/** The token, or what stands in its way. */
async function tokenOf(auth: CookieAuth): Promise<string | null> {
	const { data, error } = await auth.getSession();
	return error ? `error: ${error.message}` : (data.session?.access_token ?? null);
}

/** The browser's locks, for all its tabs: one holder at a time. */
class Locks {
	#last: Promise<unknown> = Promise.resolve();

	request<T>(_name: string, run: () => Promise<T>): Promise<T> {
		const mine = this.#last.then(run);
		this.#last = mine;
		return mine;
	}
}

beforeEach(() => {
	vi.stubGlobal('document', page);
	vi.stubGlobal('navigator', { locks: new Locks() });
	vi.stubGlobal('location', { href: 'https://app.example/orders' });
	vi.stubGlobal('cookieStore', cookieStore);
	vi.stubGlobal('fetch', async (url: string, { method }: RequestInit) => {
		asked.push(`${method} ${url}`);
		signIn('from the server', 3600);
	});
	authJs(async () => {
		throw new Error('is not to be used');
	});
});

afterEach(() => {
	vi.unstubAllGlobals();
	authClient.mockReset();
	asked.length = 0;
	page.cookie = '';
});

describe('CookieAuth', () => {
	it('takes the server’s session as it is while it lasts', async () => {
		signIn('good', 3600);
		expect(await tokenOf(new CookieAuth(project))).toBe('good');
		expect(authClient).not.toHaveBeenCalled();
	});

	it('knows that nobody is signed in', async () => {
		expect(await tokenOf(new CookieAuth(project))).toBeNull();
		expect(authClient).not.toHaveBeenCalled();
	});

	it('has a session renewed before it ends, once for all who ask', async () => {
		signIn('old', 80);
		const renew = vi.fn(async () => {
			signIn('new', 3600);
			return null;
		});
		authJs(renew);
		const auth = new CookieAuth(project);
		expect(await Promise.all([tokenOf(auth), tokenOf(auth), tokenOf(auth)])).toEqual(
			Array(3).fill('new')
		);
		expect(renew).toHaveBeenCalledTimes(1);
		signIn('old again', 80);
		expect(await tokenOf(auth)).toBe('new');
		expect(renew).toHaveBeenCalledTimes(2);
	});

	it('has a session renewed by one tab only', async () => {
		signIn('old', -10);
		const renew = vi.fn(async () => {
			await Promise.resolve();
			signIn('new', 3600);
			return null;
		});
		authJs(renew);
		const tabs = [new CookieAuth(project), new CookieAuth(project)];
		expect(await Promise.all(tabs.map(tokenOf))).toEqual(['new', 'new']);
		expect(renew).toHaveBeenCalledTimes(1);
	});

	it('renews without locks where there are none, and outlives one that is refused', async () => {
		authJs(async () => {
			signIn('new', 3600);
			return null;
		});
		vi.stubGlobal('navigator', {});
		signIn('old', -10);
		expect(await tokenOf(new CookieAuth(project))).toBe('new');
		const request = async () => {
			throw new DOMException('The document is not active', 'InvalidStateError');
		};
		vi.stubGlobal('navigator', { locks: { request } });
		signIn('old', -10);
		expect(await tokenOf(new CookieAuth(project))).toBe('error: The document is not active');
	});

	it('has the app’s server renew it when auth-js cannot be loaded', async () => {
		signIn('old', -10);
		authClient.mockImplementation(() => {
			throw new TypeError('Failed to fetch dynamically imported module');
		});
		expect(await tokenOf(new CookieAuth(project))).toBe('from the server');
		expect(asked).toEqual(['HEAD https://app.example/orders']);
	});

	it('uses a session to its end when it cannot be renewed, and says so after it', async () => {
		const offline = async () => new Error('Offline');
		signIn('old', 80);
		authJs(offline);
		expect(await tokenOf(new CookieAuth(project))).toBe('old');
		signIn('old', -1);
		expect(await tokenOf(new CookieAuth(project))).toBe('error: Offline');
		authJs(async () => null);
		expect(await tokenOf(new CookieAuth(project))).toBe('error: The session has run out');
	});

	it('takes a session that the server does not know any more for none', async () => {
		signIn('old', -1);
		authJs(async () => {
			page.cookie = '';
			return new Error('Invalid Refresh Token');
		});
		expect(await tokenOf(new CookieAuth(project))).toBeNull();
	});

	it('tells when the session’s cookies change, until nobody listens', () => {
		const heard: string[] = [];
		const auth = new CookieAuth(project);
		const { data } = auth.onAuthStateChange((event) => heard.push(event));
		change('theme');
		expect(heard).toEqual([]);
		change('sb-abcdef-auth-token.1');
		expect(heard).toEqual(['SIGNED_IN']);
		data.subscription.unsubscribe();
		change('sb-abcdef-auth-token');
		expect(heard).toEqual(['SIGNED_IN']);
	});

	it('does without `cookieStore`', () => {
		vi.stubGlobal('cookieStore', undefined);
		const { data } = new CookieAuth(project).onAuthStateChange(() => {});
		data.subscription.unsubscribe();
	});
});

import type { ChatAuth, Project } from './chat-client.ts';
import {
	readSessionCookie,
	RENEW_BEFORE_MS,
	sessionCookieName,
	type SessionToken
} from './session-cookie.ts';

/**
 * The session that @supabase/ssr keeps in cookies, as far as the chat needs it.
 *
 * The app's server renews it with each page, so that most pages never have to: auth-js, a third of
 * all that the chat would load, comes when a page was open for so long that its token runs out.
 */
export class CookieAuth implements ChatAuth {
	readonly #project: Project;
	readonly #cookie: string;
	#renewal: Promise<Error | null> | null = null;

	constructor(project: Project) {
		this.#project = project;
		this.#cookie = sessionCookieName(project.url);
	}

	/**
	 * The session, renewed first when it is about to end; null with an error when it has ended and
	 * cannot be renewed now, null without one when nobody is signed in.
	 */
	async getSession(): ReturnType<ChatAuth['getSession']> {
		const problem = await this.#renewInTime();
		const session = this.#read();
		if (!session) return { data: { session: null }, error: null };
		if (!endsWithin(session, 0)) {
			return { data: { session: { access_token: session.accessToken } }, error: null };
		}
		return { data: { session: null }, error: problem ?? new Error('The session has run out') };
	}

	/** Tells when the session is another, by whoever it was changed; not in browsers without `cookieStore`. */
	onAuthStateChange(listener: (event: 'SIGNED_IN') => void) {
		const tell = ({ changed }: CookieChangeEvent) => {
			if (changed.some((cookie) => cookie.name?.startsWith(this.#cookie))) listener('SIGNED_IN');
		};
		const store = globalThis.cookieStore as CookieStore | undefined;
		store?.addEventListener('change', tell);
		const unsubscribe = () => store?.removeEventListener('change', tell);
		return { data: { subscription: { unsubscribe } } };
	}

	#read(): SessionToken | null {
		return readSessionCookie(document.cookie, this.#project.url);
	}

	/** Renews a session that ends soon, once for all who wait; resolves with what went wrong. */
	#renewInTime(): Promise<Error | null> | null {
		if (!this.#endsSoon()) return null;
		this.#renewal ??= this.#renewAlone().finally(() => (this.#renewal = null));
		return this.#renewal;
	}

	/**
	 * One tab after the other, because a session can be renewed once: of two that try, the second
	 * would be signed out, and the first with it. The lock is the one that auth-js has a name for.
	 */
	async #renewAlone(): Promise<Error | null> {
		const renew = async () => (this.#endsSoon() ? renewSession(this.#project) : null);
		// Not there on a page without https.
		const locks = navigator.locks as LockManager | undefined;
		try {
			return await (locks?.request(`lock:${this.#cookie}`, renew) ?? renew());
		} catch (error) {
			// A page that is being left may be refused the lock.
			return error as Error;
		}
	}

	#endsSoon(): boolean {
		const session = this.#read();
		return session !== null && endsWithin(session, RENEW_BEFORE_MS);
	}
}

function endsWithin({ expiresAt }: SessionToken, milliseconds: number): boolean {
	return expiresAt - Date.now() < milliseconds;
}

async function renewSession(project: Project): Promise<Error | null> {
	try {
		const { authClient } = await import('./session-renewal.ts');
		return (await authClient(project).getSession()).error;
	} catch {
		return renewByServer();
	}
}

/** After a deployment an open page's code may be gone from the server; what the server is asked with, it renews. */
async function renewByServer(): Promise<Error | null> {
	try {
		await fetch(location.href, { method: 'HEAD', cache: 'no-store' });
		return null;
	} catch (error) {
		return error as Error;
	}
}

import type { ChatAuth, Project } from '../chat-client.ts';
import {
	endsSoon,
	readSessionCookie,
	sessionCookieName,
	type SessionToken
} from './session-cookie.ts';

/** A token that was renewed within this time and is refused is refused for another reason. */
const RENEWED_LATELY_MS = 30_000;

/**
 * The session that @supabase/ssr keeps in cookies, as far as the chat needs it.
 *
 * The app's server renews it with each page, so that most pages never have to. A page that was open for
 * so long that its token runs out renews it a moment before its end, where the server's time is known,
 * and else when the server has refused it.
 */
export class CookieAuth implements ChatAuth {
	readonly #project: Project;
	readonly #cookie: string;
	#renewal: Promise<Error | null> | null = null;
	/** The token that the server has refused last. */
	#refused = '';
	#renewedAt = -Infinity;

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
		if (problem && session.accessToken === this.#refused) {
			return { data: { session: null }, error: problem };
		}
		return { data: { session: { access_token: session.accessToken } }, error: null };
	}

	refuse(token: string): boolean {
		// Another request has had it renewed meanwhile.
		if (this.#read()?.accessToken !== token) return true;
		if (performance.now() - this.#renewedAt < RENEWED_LATELY_MS) return false;
		this.#refused = token;
		return true;
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

	/** Renews a session that needs it, once for all who wait; resolves with what went wrong. */
	#renewInTime(): Promise<Error | null> | null {
		if (!this.#needsRenewal()) return null;
		this.#renewal ??= this.#renewAlone().finally(() => (this.#renewal = null));
		return this.#renewal;
	}

	/**
	 * One tab after the other, because a session can be renewed once: of two that try, the second
	 * would be signed out, and the first with it. The lock is the one that auth-js has a name for.
	 */
	async #renewAlone(): Promise<Error | null> {
		const renew = async () => (this.#needsRenewal() ? this.#renew() : null);
		// Not there on a page without https.
		const locks = navigator.locks as LockManager | undefined;
		try {
			return await (locks?.request(`lock:${this.#cookie}`, renew) ?? renew());
		} catch (error) {
			// A page that is being left may be refused the lock, and one that is offline the request.
			return error as Error;
		}
	}

	async #renew(): Promise<Error | null> {
		const problem = await renewSession(this.#project);
		if (!problem) this.#renewedAt = performance.now();
		return problem;
	}

	#needsRenewal(): boolean {
		const session = this.#read();
		return session !== null && (session.accessToken === this.#refused || endsSoon(session));
	}
}

async function renewSession(project: Project): Promise<Error | null> {
	let renewal: typeof import('./session-renewal.ts');
	try {
		renewal = await import('./session-renewal.ts');
	} catch {
		return renewByServer();
	}
	return renewal.renewSession(project);
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

import { REQUEST_TIMEOUT_MS } from '../../core/deadline.ts';
import { noteServerTime } from '../../core/server-clock.ts';
import type { ChatAuth } from '../chat-client.ts';
import type { Project } from '../project.ts';
import { readSessionCookie, sessionCookieName, type SessionToken } from './session-cookie.ts';
import { endsSoon, tokenIssuedAt } from './token-times.ts';

/** A rejection this soon after a renewal has another cause than expiry. */
const RENEWED_LATELY_MS = 30_000;

/**
 * Reads and renews the session that @supabase/ssr keeps in cookies.
 *
 * The app's server renews it on each page load, so most pages never do. A page that stays open renews it
 * shortly before it expires where the server's time is known, otherwise once the server rejects it.
 */
export class CookieAuth implements ChatAuth {
	readonly #project: Project;
	readonly #cookie: string;
	#renewal: Promise<Error | null> | null = null;
	/** The token that the server rejected last. */
	#refused = '';
	#renewedAt = -Infinity;

	constructor(project: Project) {
		this.#project = project;
		this.#cookie = sessionCookieName(project.url);
	}

	/**
	 * The session, renewed first when it is about to expire; null with an error when it was rejected and
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
		// Another request has renewed it meanwhile.
		if (this.#read()?.accessToken !== token) return true;
		if (performance.now() - this.#renewedAt < RENEWED_LATELY_MS) return false;
		this.#refused = token;
		return true;
	}

	/** Calls `listener` when the session's cookies change; never in browsers without `cookieStore`. */
	onAuthStateChange(listener: (event: 'SIGNED_IN') => void) {
		const notify = ({ changed }: CookieChangeEvent) => {
			if (changed.some((cookie) => cookie.name?.startsWith(this.#cookie))) listener('SIGNED_IN');
		};
		const store = globalThis.cookieStore as CookieStore | undefined;
		store?.addEventListener('change', notify);
		const unsubscribe = () => store?.removeEventListener('change', notify);
		return { data: { subscription: { unsubscribe } } };
	}

	#read(): SessionToken | null {
		return readSessionCookie(document.cookie, this.#project.url);
	}

	/** Renews a session that needs it, once for concurrent callers; resolves to the error, if any. */
	#renewInTime(): Promise<Error | null> | null {
		if (!this.#needsRenewal()) return null;
		this.#renewal ??= this.#renewAlone().finally(() => (this.#renewal = null));
		return this.#renewal;
	}

	/**
	 * Renews in one tab at a time: a refresh token works once, and using it again ends the session for
	 * both tabs. The lock has the name that auth-js uses.
	 */
	async #renewAlone(): Promise<Error | null> {
		const renew = async () => (this.#needsRenewal() ? this.#renew() : null);
		// Undefined on a page without https.
		const locks = navigator.locks as LockManager | undefined;
		try {
			return await (locks?.request(`lock:${this.#cookie}`, renew) ?? renew());
		} catch (error) {
			// The lock may fail while the page unloads, the request while offline.
			return error as Error;
		}
	}

	async #renew(): Promise<Error | null> {
		const renewed = await renewSession(this.#project);
		if (renewed instanceof Error) return renewed;
		this.#renewedAt = performance.now();
		if (renewed) noteServerTime(tokenIssuedAt(renewed));
		return null;
	}

	#needsRenewal(): boolean {
		const session = this.#read();
		return session !== null && (session.accessToken === this.#refused || endsSoon(session));
	}
}

/** The new token, if this page has got it, or the error. */
async function renewSession(project: Project): Promise<string | Error | null> {
	let renewal: typeof import('./session-renewal.ts');
	try {
		renewal = await import('./session-renewal.ts');
	} catch {
		return renewByServer();
	}
	return renewal.renewSession(project);
}

/** After a deployment the chunk may be gone from the server; any request makes the server renew the session. */
async function renewByServer(): Promise<Error | null> {
	try {
		const signal = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
		await fetch(location.href, { method: 'HEAD', cache: 'no-store', signal });
		return null;
	} catch (error) {
		return error as Error;
	}
}

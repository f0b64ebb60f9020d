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
	#renewal: Promise<Error | null> | null = null;

	constructor(project: Project) {
		this.#project = project;
	}

	/**
	 * The session, renewed first when it is about to end; null with an error when it has ended and
	 * cannot be renewed now, null without one when nobody is signed in.
	 */
	async getSession(): ReturnType<ChatAuth['getSession']> {
		const known = this.#read();
		const problem = known && endsWithin(known, RENEW_BEFORE_MS) ? await this.#renew() : null;
		const session = this.#read();
		if (!session) return { data: { session: null }, error: null };
		if (!endsWithin(session, 0)) {
			return { data: { session: { access_token: session.accessToken } }, error: null };
		}
		return { data: { session: null }, error: problem ?? new Error('The session has run out') };
	}

	/** Tells when the session is another, by whoever it was changed; not in browsers without `cookieStore`. */
	onAuthStateChange(listener: (event: 'SIGNED_IN') => void) {
		const name = sessionCookieName(this.#project.url);
		const tell = ({ changed }: CookieChangeEvent) => {
			if (changed.some((cookie) => cookie.name?.startsWith(name))) listener('SIGNED_IN');
		};
		const store = globalThis.cookieStore as CookieStore | undefined;
		store?.addEventListener('change', tell);
		const unsubscribe = () => store?.removeEventListener('change', tell);
		return { data: { subscription: { unsubscribe } } };
	}

	#read(): SessionToken | null {
		return readSessionCookie(document.cookie, this.#project.url);
	}

	/** Renews the session's cookies, once for all who wait; resolves with what went wrong. */
	#renew(): Promise<Error | null> {
		this.#renewal ??= renewSession(this.#project).finally(() => (this.#renewal = null));
		return this.#renewal;
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

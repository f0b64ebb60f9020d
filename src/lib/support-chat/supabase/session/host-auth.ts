import { knowsServerTime, noteServerTime, serverNow } from '../../core/server-clock.ts';
import type { ChatAuth } from '../chat-client.ts';
import { tokenUserId } from './session-cookie.ts';
import { tokenIssuedAt } from './token-times.ts';

/** auth-js renews a session that expires within this time by the browser's clock. */
const RENEWS_BEFORE_MS = 90_000;
/** A rejection this soon after a renewal has another cause than expiry. */
const RENEWED_LATELY_MS = 30_000;

/** The fields of auth-js's session used here. */
interface HostSession {
	access_token: string;
	/** Seconds since 1970, by the server's clock. */
	expires_at?: number;
}

type HostListener = (event: string, session?: HostSession | null) => void;

const wrapped = new WeakMap<ChatAuth, HostAuth>();

/** Wraps the auth of a host's own client, once per client. */
export function hostAuth(auth: ChatAuth): ChatAuth {
	const cached = wrapped.get(auth) ?? new HostAuth(auth);
	wrapped.set(auth, cached);
	return cached;
}

/**
 * auth-js compares the session's expiry with the browser's clock: a fast clock makes it renew on each
 * call, a slow one never. This class returns the cached session in the first case, and renews when the
 * server rejects a token in the second.
 */
class HostAuth implements ChatAuth {
	readonly #auth: ChatAuth;
	/** The last session that auth-js returned. */
	#session: HostSession | null = null;
	#renewal: Promise<unknown> | null = null;
	#renewedAt = -Infinity;
	#listens = false;

	constructor(auth: ChatAuth) {
		this.#auth = auth;
	}

	async getSession(): ReturnType<ChatAuth['getSession']> {
		await this.#renewal;
		if (this.#session && wouldRenewInVain(this.#session)) {
			return { data: { session: this.#session }, error: null };
		}
		const answer = await this.#auth.getSession();
		this.#session = answer.data.session;
		if (this.#session && !answer.error) this.#learn(this.#session);
		return answer;
	}

	refuse(token: string): boolean {
		const { refreshSession } = this.#auth;
		if (!refreshSession) return false;
		// Another request has renewed it meanwhile.
		if (this.#session?.access_token !== token) return true;
		if (performance.now() - this.#renewedAt < RENEWED_LATELY_MS) return false;
		this.#renewedAt = performance.now();
		this.#session = null;
		this.#renewal = refreshSession
			.call(this.#auth)
			.catch(() => {})
			.finally(() => (this.#renewal = null));
		return true;
	}

	onAuthStateChange(listener: (event: string) => void) {
		return this.#auth.onAuthStateChange(listener);
	}

	/** A session that looks expired although `getSession` just renewed it: its issue time is the server's time. */
	#learn({ access_token, expires_at }: HostSession): void {
		if (!endsSoonHere(expires_at)) return;
		if (!knowsServerTime()) noteServerTime(tokenIssuedAt(access_token));
		this.#listen();
	}

	/** Keeps the cached session current, now that auth-js is no longer called on each use. */
	#listen(): void {
		if (this.#listens) return;
		this.#listens = true;
		const take: HostListener = (event, session) => {
			if (event === 'SIGNED_OUT') this.#session = null;
			else if (session && tokenUserId(session.access_token)) this.#session = session;
		};
		this.#auth.onAuthStateChange(take);
	}
}

function endsSoonHere(expiresAt: number | undefined): boolean {
	return expiresAt !== undefined && expiresAt * 1000 - Date.now() < RENEWS_BEFORE_MS;
}

function wouldRenewInVain({ expires_at }: HostSession): boolean {
	if (!endsSoonHere(expires_at) || !knowsServerTime()) return false;
	return expires_at! * 1000 - serverNow() > RENEWS_BEFORE_MS;
}

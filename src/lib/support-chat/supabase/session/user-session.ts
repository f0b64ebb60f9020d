import { ChatError } from '../../core/chat-error.ts';
import { Listeners } from '../../core/listeners.ts';
import type { SessionEnd } from '../../core/session-end.ts';
import { hostAuth } from './host-auth.ts';
import { hasOwnAuth } from './realtime-token.ts';
import type { ChatClient } from '../chat-client.ts';
import type { Project } from '../project.ts';
import { readSessionCookie, tokenUserId } from './session-cookie.ts';
import type { TokenSource } from './token-source.ts';

/** How often the browser's session is checked. With `MISSING_MS`, an end shows within two seconds. */
const LOOK_MS = 1_000;
/** A session may be unreadable briefly while it is renewed; one missing for longer has ended. */
const MISSING_MS = 600;

/**
 * The user who opened the page, and whether the browser's session is still theirs: another tab may sign
 * them out or another user in at any time. An ended session stays ended, because a page serves one user
 * until it is reloaded.
 */
export class UserSession {
	readonly userId: string;
	readonly #readUser: () => Promise<string | null>;
	readonly #listeners = new Listeners<[SessionEnd]>();
	#listening = 0;
	#ended: SessionEnd | null = null;
	#missingSince = 0;
	#watching: AbortController | null = null;

	/** @param readUser resolves to the user of the browser's session; rejects while that is unknown */
	constructor(userId: string, readUser: () => Promise<string | null>) {
		this.userId = userId;
		this.#readUser = readUser;
	}

	/** Null while the session is the user's. */
	get ended(): SessionEnd | null {
		return this.#ended;
	}

	/** Calls `listener` once when the session ends, at once if it has; returns the unsubscribe function. */
	onEnd(listener: (end: SessionEnd) => void): () => void {
		if (this.#ended) listener(this.#ended);
		const remove = this.#listeners.add(listener);
		if (this.#listening++ === 0) this.#watch();
		let listening = true;
		return () => {
			remove();
			if (listening && --this.#listening === 0) this.#watching?.abort();
			listening = false;
		};
	}

	/**
	 * Call with the user id of a token before using it.
	 *
	 * @throws ChatError when it is not this user's, or the session has ended
	 */
	check(userId: string | null): void {
		this.#note(userId);
		if (userId === this.userId && !this.#ended) return;
		const code = this.#ended ?? (userId ? 'other_user' : 'signed_out');
		// 401 is retryable, so pending messages keep waiting for their owner.
		throw new ChatError('This page is not the signed-in user’s', { code, status: 401 });
	}

	/** The same with the token itself; without one, nobody is signed in. */
	checkToken(token: string | undefined): void {
		this.check(token ? tokenUserId(token) : null);
	}

	/** Ends the session for this page. */
	end(end: SessionEnd): void {
		if (this.#ended) return;
		this.#ended = end;
		this.#watching?.abort();
		this.#listeners.call(end);
	}

	/** Checks the session; resolves once it is known whether it is still the user's. */
	async look(): Promise<void> {
		try {
			this.#note(await this.#readUser());
			while (this.#missingSince && !this.#ended) {
				await new Promise((resolve) => setTimeout(resolve, MISSING_MS));
				this.#note(await this.#readUser());
			}
		} catch {
			// The session cannot be read now: each token is checked again before use.
		}
	}

	#note(userId: string | null): void {
		if (userId === this.userId) this.#missingSince = 0;
		else if (userId !== null) this.end('other_user');
		else if (!this.#missingSince) this.#missingSince = performance.now();
		else if (performance.now() - this.#missingSince >= MISSING_MS) this.end('signed_out');
	}

	#watch(): void {
		this.#watching = new AbortController();
		const { signal } = this.#watching;
		const look = () => void this.look();
		const timer = setInterval(look, LOOK_MS);
		signal.addEventListener('abort', () => clearInterval(timer));
		document.addEventListener('visibilitychange', look, { signal });
		// Timers of a background tab may run only once a minute. Older browsers have no `cookieStore`.
		const store = globalThis.cookieStore as CookieStore | undefined;
		store?.addEventListener('change', look, { signal });
		look();
	}
}

export interface UserSessionOptions {
	project: Project;
	userId: string;
	/** The host's own client, if it provides one. */
	client: (() => ChatClient | Promise<ChatClient>) | undefined;
	/** The host's own tokens, if it provides them instead of a client. */
	accessToken?: TokenSource | undefined;
}

/** A user's session, and what it is read from: the host's function, or the cookies without one. */
interface CachedSession {
	session: UserSession;
	source: unknown;
}

const sessions = new Map<string, CachedSession>();

/**
 * The page's session of a user, shared by all callers with the same `client` or `accessToken`; a new one
 * after it has ended. Browsers only.
 */
export function userSession(options: UserSessionOptions): UserSession {
	const { project, userId, client, accessToken } = options;
	const key = `${project.url} ${userId}`;
	const source = client ?? accessToken;
	const cached = sessions.get(key);
	if (cached && cached.source === source && !cached.session.ended) return cached.session;
	const session = new UserSession(userId, async () => {
		if (client) return clientUser(await client(), userId);
		if (accessToken) return tokenUserId((await accessToken()) ?? '');
		const cookie = readSessionCookie(document.cookie, project.url);
		return cookie && tokenUserId(cookie.accessToken);
	});
	sessions.set(key, { session, source });
	return session;
}

/** A client made with the `accessToken` option has no session to read: then only the database checks its user. */
async function clientUser(client: ChatClient, userId: string): Promise<string | null> {
	if (!hasOwnAuth(client)) return userId;
	const { data, error } = await hostAuth(client.auth).getSession();
	if (error) throw error;
	return data.session && tokenUserId(data.session.access_token);
}

import { ChatError } from '../../core/chat-error.ts';
import { Listeners } from '../../core/listeners.ts';
import type { SessionEnd } from '../../core/session-end.ts';
import { hostAuth } from './host-auth.ts';
import { hasOwnAuth } from './realtime-token.ts';
import type { ChatClient, Project } from '../chat-client.ts';
import { readSessionCookie, tokenUserId } from './session-cookie.ts';

/** How often the browser's session is looked at. With `MISSING_MS`, an end shows within two seconds. */
const LOOK_MS = 1_000;
/** A session that is being renewed may be unreadable for a moment; one that is missing longer has ended. */
const MISSING_MS = 600;

/**
 * The user that a page was opened by, and whether the browser's session is still theirs. Another tab may
 * sign them out or somebody else in at any time. Once it has ended it stays so: a page speaks for one
 * user, and for the next one it is loaded anew.
 */
export class UserSession {
	readonly userId: string;
	readonly #readUser: () => Promise<string | null>;
	readonly #listeners = new Listeners<[SessionEnd]>();
	#listening = 0;
	#ended: SessionEnd | null = null;
	#missingSince = 0;
	#watching: AbortController | null = null;

	/** @param readUser whose session the browser has now; rejects while that cannot be told */
	constructor(userId: string, readUser: () => Promise<string | null>) {
		this.userId = userId;
		this.#readUser = readUser;
	}

	/** Null while the session is the user's. */
	get ended(): SessionEnd | null {
		return this.#ended;
	}

	/** Calls `listener` once when the session ends, at once if it has; watches for it until the undo is called. */
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
	 * To be called with whose a token is before it is used.
	 *
	 * @throws ChatError when it is not this user's, or the session has ended before
	 */
	check(userId: string | null): void {
		this.#note(userId);
		if (userId === this.userId && !this.#ended) return;
		const code = this.#ended ?? (userId ? 'other_user' : 'signed_out');
		// Not refused for good: what waits to be sent goes on waiting for its owner.
		throw new ChatError('This page is not the signed-in user’s', { code, status: 401 });
	}

	/** Ends the session for this page. */
	end(end: SessionEnd): void {
		if (this.#ended) return;
		this.#ended = end;
		this.#watching?.abort();
		this.#listeners.call(end);
	}

	/** Resolves when it is known whether the session is still the user's. */
	async look(): Promise<void> {
		try {
			this.#note(await this.#readUser());
			while (this.#missingSince && !this.#ended) {
				await new Promise((resolve) => setTimeout(resolve, MISSING_MS));
				this.#note(await this.#readUser());
			}
		} catch {
			// The client does not answer: the token is checked before it is used in any case.
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
		// Timers of a tab in the background may run once a minute only. Not in older browsers.
		const store = globalThis.cookieStore as CookieStore | undefined;
		store?.addEventListener('change', look, { signal });
		look();
	}
}

export interface UserSessionOptions {
	project: Project;
	userId: string;
	/** The app's own client, if it gives one. */
	client: (() => ChatClient | Promise<ChatClient>) | undefined;
}

const sessions = new Map<string, UserSession>();

/** The page's session of a user, one for all who ask; a new one after it has ended. Browsers only. */
export function userSession({ project, userId, client }: UserSessionOptions): UserSession {
	const key = `${project.url} ${userId}`;
	const known = sessions.get(key);
	if (known && !known.ended) return known;
	const session = new UserSession(userId, async () => {
		if (client) return clientUser(await client(), userId);
		const cookie = readSessionCookie(document.cookie, project.url);
		return cookie && tokenUserId(cookie.accessToken);
	});
	sessions.set(key, session);
	return session;
}

/** A client that is given its tokens cannot be asked: then only the database sees whose they are. */
async function clientUser(client: ChatClient, userId: string): Promise<string | null> {
	if (!hasOwnAuth(client)) return userId;
	const { data, error } = await hostAuth(client.auth).getSession();
	if (error) throw error;
	return data.session && tokenUserId(data.session.access_token);
}

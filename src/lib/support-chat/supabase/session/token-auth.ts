import type { ChatAuth } from '../chat-client.ts';
import type { TokenSource } from './token-source.ts';

/** The host is asked for another token at most this often: a rejection right after has another cause. */
const RENEWED_LATELY_MS = 30_000;

/** The session of a host that makes the access tokens itself (option `accessToken`). */
export class TokenAuth implements ChatAuth {
	readonly #source: TokenSource;
	/** The token that the server rejected last. */
	#refused: string | undefined;
	#renewedAt = -Infinity;

	constructor(source: TokenSource) {
		this.#source = source;
	}

	/** The host's token; null with an error when the host has no other than the rejected one. */
	async getSession(): ReturnType<ChatAuth['getSession']> {
		try {
			const token = await this.#source(this.#refused);
			if (token && token === this.#refused) throw new Error('The token has been rejected');
			return { data: { session: token ? { access_token: token } : null }, error: null };
		} catch (error) {
			return { data: { session: null }, error: error as Error };
		}
	}

	refuse(token: string): boolean {
		// Another request has renewed it meanwhile.
		if (this.#refused === token) return true;
		if (performance.now() - this.#renewedAt < RENEWED_LATELY_MS) return false;
		this.#renewedAt = performance.now();
		this.#refused = token;
		return true;
	}

	/** The host does not report a renewal: each use reads the token anew. */
	onAuthStateChange() {
		return { data: { subscription: { unsubscribe() {} } } };
	}
}

import {
	combineChunks,
	createChunks,
	DEFAULT_COOKIE_OPTIONS,
	isChunkLike,
	stringFromBase64URL,
	stringToBase64URL
} from '@supabase/ssr';

/** Holds the cookies: `document`, in a browser. */
export type CookieJar = Pick<Document, 'cookie'>;

const ENCODED = 'base64-';

/**
 * Session storage in the cookies that @supabase/ssr reads and writes on the server, with the same chunks
 * and encoding. Imports only ssr's helpers, so that its client stays out of the download.
 */
export class CookieStorage {
	readonly #jar: CookieJar;
	readonly #attributes: string;

	constructor(jar: CookieJar, secure: boolean) {
		const { path, sameSite } = DEFAULT_COOKIE_OPTIONS;
		this.#jar = jar;
		this.#attributes = `; Path=${path}; SameSite=${sameSite}${secure ? '; Secure' : ''}`;
	}

	async getItem(key: string): Promise<string | null> {
		const cookies = this.#read();
		const value = await combineChunks(key, (name) => cookies.get(name) ?? null);
		if (!value?.startsWith(ENCODED)) return value;
		try {
			const text = stringFromBase64URL(value.slice(ENCODED.length));
			// An interrupted write leaves chunks of two sessions.
			JSON.parse(text);
			return text;
		} catch {
			return null;
		}
	}

	async setItem(key: string, value: string): Promise<void> {
		const pieces = createChunks(key, ENCODED + stringToBase64URL(value));
		const names = pieces.map(({ name }) => name);
		for (const name of this.#namesOf(key)) if (!names.includes(name)) this.#write(name, '', 0);
		for (const { name, value } of pieces) this.#write(name, value, DEFAULT_COOKIE_OPTIONS.maxAge!);
	}

	async removeItem(key: string): Promise<void> {
		for (const name of this.#namesOf(key)) this.#write(name, '', 0);
	}

	#namesOf(key: string): string[] {
		return [...this.#read().keys()].filter((name) => isChunkLike(name, key));
	}

	#read(): Map<string, string> {
		return new Map(
			this.#jar.cookie.split('; ').map((pair): [string, string] => {
				const at = pair.indexOf('=');
				return [pair.slice(0, at), decode(pair.slice(at + 1))];
			})
		);
	}

	#write(name: string, value: string, seconds: number): void {
		const pair = `${name}=${encodeURIComponent(value)}`;
		this.#jar.cookie = `${pair}; Max-Age=${seconds}${this.#attributes}`;
	}
}

/** Other cookies of the page may hold malformed values. */
function decode(value: string): string {
	try {
		return decodeURIComponent(value);
	} catch {
		return value;
	}
}

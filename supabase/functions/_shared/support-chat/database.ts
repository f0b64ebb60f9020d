import { keyHeaders } from './api-key.ts';

/**
 * Calls a function of the database with named arguments.
 *
 * @returns its result; null if it returns nothing
 * @throws when there is no complete response, or an error; the message repeats nothing of it
 */
export type CallDatabase = (name: string, body: object, signal: AbortSignal) => Promise<unknown>;

/**
 * The database over the project's REST API.
 *
 * @param url the project's URL
 * @param key its publishable or its secret key
 */
export function openDatabase(
	url: string,
	key: string,
	fetcher: typeof fetch = fetch
): CallDatabase {
	return async (name, body, signal) => {
		const response = await fetcher(`${url.replace(/\/+$/, '')}/rest/v1/rpc/${name}`, {
			method: 'POST',
			headers: { ...keyHeaders(key), 'content-type': 'application/json' },
			body: JSON.stringify(body),
			signal
		}).catch(() => undefined);
		// A truncated body counts as no response.
		const text = await response?.text().catch(() => undefined);
		if (!response || text === undefined) throw new Error(`${name} was not answered.`);
		if (!response.ok) throw new Error(`${name} was answered with ${response.status}.`);
		return text === '' ? null : JSON.parse(text);
	};
}

const RECORD_TRIES = 3;
const RECORD_MS = 2_000;

/**
 * Calls a function that records what was done already, which would be done again without the record: up to
 * three times, 2 seconds each.
 *
 * @throws when the database fails each time
 */
export async function recordInDatabase(
	call: CallDatabase,
	name: string,
	body: object
): Promise<void> {
	for (let attempt = 1; ; attempt++) {
		try {
			await call(name, body, AbortSignal.timeout(RECORD_MS));
			return;
		} catch (error) {
			if (attempt === RECORD_TRIES) throw error;
		}
	}
}

import type { ChatError } from '../../core/chat-error.ts';
import { noteAnswer } from '../../core/sync/reachability.ts';
import { noteTimeOf } from '../../core/server-clock.ts';
import type { ChatAuth } from '../chat-client.ts';
import { toRestError } from '../errors.ts';
import { limitWait } from './limit-wait.ts';
import type { UserSession } from './user-session.ts';

/** Wraps `auth` so that `getSession` fails with a `ChatError` for any session but the user's. */
export function bindAuth(auth: ChatAuth, session: UserSession): ChatAuth {
	return {
		async getSession() {
			const answer = await auth.getSession();
			const token = answer.data.session?.access_token;
			if (answer.error && !token) return answer;
			try {
				session.checkToken(token);
				return answer;
			} catch (error) {
				return { data: { session: null }, error: error as ChatError };
			}
		},
		refuse: (token) => auth.refuse?.(token) ?? false,
		onAuthStateChange: (listener) => auth.onAuthStateChange(listener)
	};
}

/**
 * A `fetch` that sends the user's own token, and waits for a response for a limited time. Without an `auth`, or
 * when the session changes after the check, the database detects another user's token, and the session ends then.
 */
export function bindFetch(
	auth: ChatAuth | null,
	session: UserSession,
	send: typeof fetch
): typeof fetch {
	const sendInTime = limitWait(send);
	const sendAs = async (token: string | null, ...[input, init]: Parameters<typeof fetch>) => {
		const headers = new Headers(init?.headers);
		if (token) headers.set('Authorization', `Bearer ${token}`);
		const sentAt = performance.now();
		const response = await sendInTime(input, { ...init, headers });
		noteTimeOf(response);
		noteAnswer(sentAt);
		return response;
	};
	return async (input, init) => {
		const token = auth && (await tokenOf(auth));
		let response = await sendAs(token, input, init);
		// Expired by the server's clock, whatever the browser's clock says: renew and retry once.
		if (token && (await refusesToken(response)) && auth.refuse?.(token)) {
			response = await sendAs(await tokenOf(auth), input, init);
		}
		if (response.status === 403 && (await isOtherUser(response.clone()))) session.end('other_user');
		return response;
	};
}

/** @throws when there is no token at the moment */
async function tokenOf(auth: ChatAuth): Promise<string> {
	const { data, error } = await auth.getSession();
	if (error) throw error;
	return data.session!.access_token;
}

/** PostgREST's token errors (PGRST30x), or the wording of a gateway in front of it. */
async function refusesToken(response: Response): Promise<boolean> {
	return response.status === 401 && /PGRST30|jwt|expired/i.test(await response.clone().text());
}

async function isOtherUser(response: Response): Promise<boolean> {
	try {
		return toRestError(await response.json(), response.status).code === 'other_user';
	} catch {
		// A proxy may respond with anything.
		return false;
	}
}

import { ChatError } from '../../core/chat-error.ts';
import type { ChatClient } from '../chat-client.ts';

/** Passes the user's current token, renewed when it is about to expire, to Realtime. @throws without one */
export async function renewRealtimeToken(client: ChatClient): Promise<void> {
	if (hasOwnAuth(client)) {
		const { data, error } = await client.auth.getSession();
		if (error) throw error;
		if (!data.session) {
			throw new ChatError('Nobody is signed in', { code: 'signed_out', status: 403 });
		}
	}
	await client.realtime.setAuth();
}

/** Marks the token that Realtime rejected as expired, so that it is renewed before the next use. */
export async function refuseRealtimeToken(client: ChatClient): Promise<void> {
	if (!hasOwnAuth(client)) return;
	const { data } = await client.auth.getSession();
	if (data.session) client.auth.refuse?.(data.session.access_token);
}

/** Calls `run` after a sign-in or a token renewal; returns the unsubscribe function. */
export function onSignIn(client: ChatClient, run: () => void): () => void {
	if (!hasOwnAuth(client)) return () => {};
	let listening = true;
	const { data } = client.auth.onAuthStateChange((event) => {
		// Deferred, because auth calls inside this callback wait for it to return.
		if (event !== 'SIGNED_IN' && event !== 'TOKEN_REFRESHED') return;
		setTimeout(() => {
			if (listening) run();
		});
	});
	return () => {
		listening = false;
		data.subscription.unsubscribe();
	};
}

/** A client made with the `accessToken` option has no `auth`: touching it throws. */
export function hasOwnAuth(client: ChatClient): boolean {
	try {
		return typeof client.auth.getSession === 'function';
	} catch {
		return false;
	}
}

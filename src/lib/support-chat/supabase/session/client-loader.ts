import type { ChatClient } from '../chat-client.ts';
import { bindClient } from './bound-client.ts';
import { userSession, type UserSessionOptions } from './user-session.ts';

/** Resolves to the page's client, bound to one user: the host's own, or one loaded on the first call. */
export type LoadClient = () => Promise<ChatClient>;

/** Returns a loader of the page's client; all calls share one load. */
export function clientLoader(options: UserSessionOptions): LoadClient {
	let loading: Promise<ChatClient> | undefined;
	return () => {
		loading ??= options.client
			? bindHostClient(options, options.client)
			: import('./widget-client.ts').then((module) => module.loadClient(options));
		// Retry a failed download on the next call.
		loading.catch(() => (loading = undefined));
		return loading;
	};
}

async function bindHostClient(
	options: UserSessionOptions,
	client: NonNullable<UserSessionOptions['client']>
): Promise<ChatClient> {
	return bindClient(await client(), userSession(options), options.project);
}

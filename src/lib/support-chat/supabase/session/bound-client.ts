import type { ChatClient } from '../chat-client.ts';
import type { Project } from '../project.ts';
import { hostAuth } from './host-auth.ts';
import { hasOwnAuth } from './realtime-token.ts';
import { bindAuth, bindFetch } from './one-user.ts';
import type { UserSession } from './user-session.ts';

/** Binds a client to one user: it sends no request and joins no channel as anybody else. */
export function bindClient(client: ChatClient, session: UserSession, project: Project): ChatClient {
	const auth = hasOwnAuth(client) ? bindAuth(hostAuth(client.auth), session) : null;
	/** postgrest-js passes a builder's `fetch` on to each builder chained from it. */
	const bind = <Builder extends object>(builder: Builder): Builder => {
		const internals = builder as { fetch?: typeof fetch };
		internals.fetch = bindFetch(
			auth,
			session,
			internals.fetch ?? ((input, init) => fetch(input, init))
		);
		return builder;
	};
	const bound = {
		get auth() {
			return auth ?? client.auth;
		},
		realtime: client.realtime,
		project,
		hostToken: (client as { accessToken?: ChatClient['hostToken'] }).accessToken,
		from: (...args: Parameters<ChatClient['from']>) => bind(client.from(...args)),
		rpc: (...args: Parameters<ChatClient['rpc']>) => bind(client.rpc(...args)),
		channel: client.channel.bind(client),
		removeChannel: client.removeChannel.bind(client)
	};
	// Bound functions lose their generics.
	return bound as unknown as ChatClient;
}

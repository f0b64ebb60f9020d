import type { Admin } from '../../core/admin.ts';
import { ChatError } from '../../core/chat-error.ts';
import type { ChatClient } from '../../supabase/chat-client.ts';
import { bindClient } from '../../supabase/session/bound-client.ts';
import { createChatClient } from '../../supabase/session/browser-client.ts';
import { hostAuth } from '../../supabase/session/host-auth.ts';
import { hasOwnAuth } from '../../supabase/session/realtime-token.ts';
import { readSessionCookie, tokenUserId } from '../../supabase/session/session-cookie.ts';
import { userSession, type UserSessionOptions } from '../../supabase/session/user-session.ts';
import { InboxTransport } from '../../supabase/transports/inbox-transport.ts';

/** The project, and the app's own client or tokens; without either the session's cookies are read. */
export type EnterOptions = Omit<UserSessionOptions, 'userId'>;

/** Whom the inbox is opened by. */
export type Entry =
	| { state: 'signed-out' }
	| { state: 'not-admin' }
	| {
			state: 'admin';
			admin: Admin;
			admins: readonly Admin[];
			inbox: InboxTransport;
			/** The app's own client, if it has one. */
			client: ChatClient | undefined;
	  };

/**
 * Finds the support admin who is signed in to this browser. This decides what is shown, not what the user
 * may do: the database checks each request.
 *
 * @throws ChatError when the admins cannot be read, and whatever the app's own functions throw
 */
export async function enterInbox(options: EnterOptions): Promise<Entry> {
	const client = await options.client?.();
	const userId = await signedInUser(options, client);
	if (userId === null) return { state: 'signed-out' };
	const session = userSession({ ...options, userId });
	const inbox = new InboxTransport(
		client ? bindClient(client, session, options.project) : createChatClient(options, session)
	);
	try {
		const admins = await inbox.admins();
		const admin = admins.find((each) => each.userId === userId);
		return admin ? { state: 'admin', admin, admins, inbox, client } : { state: 'not-admin' };
	} catch (error) {
		if (error instanceof ChatError && error.code === 'signed_out') return { state: 'signed-out' };
		throw error;
	}
}

async function signedInUser(
	{ project, accessToken }: EnterOptions,
	client: ChatClient | undefined
): Promise<string | null> {
	if (accessToken) return tokenUserId((await accessToken()) ?? '');
	if (!client) {
		const cookie = readSessionCookie(document.cookie, project.url);
		if (!cookie) warnOfCookies();
		return cookie && tokenUserId(cookie.accessToken);
	}
	if (!hasOwnAuth(client)) {
		throw new TypeError(
			'startSupportInbox: `client` was made with `accessToken`: give that function as `accessToken` instead.'
		);
	}
	const { data, error } = await hostAuth(client.auth).getSession();
	if (error) throw error;
	return data.session && tokenUserId(data.session.access_token);
}

let warned = false;

function warnOfCookies(): void {
	if (warned) return;
	warned = true;
	console.warn(
		'The support inbox finds no session of @supabase/ssr in the cookies of this page. If your app keeps its session elsewhere, pass `client` or `accessToken` to startSupportInbox.'
	);
}

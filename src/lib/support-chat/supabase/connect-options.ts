import type { ChatClient } from './chat-client.ts';
import type { HostClient } from './host-client.ts';
import type { Project } from './project.ts';
import type { AccessToken } from './session/token-source.ts';

/** How the chat and the inbox reach the project, and as whom: a part of the options of both. */
export interface ConnectOptions {
	/** The Supabase project that holds the chat: `{ url, publishableKey }`. */
	project: Project;
	/**
	 * The app's own supabase-js client, signed in, or a function that returns it. Without it, and without
	 * `accessToken`, the session is read that @supabase/ssr keeps in cookies.
	 */
	client?: HostClient | (() => HostClient | Promise<HostClient>) | undefined;
	/**
	 * Returns an access token of the user, or null when nobody is signed in. Called at the start, before
	 * the token expires and after the server has rejected it. For apps whose session is elsewhere.
	 */
	accessToken?: AccessToken | undefined;
}

/** What is wrong with these options, in words; undefined if nothing is. */
export function connectProblem({
	project,
	client,
	accessToken
}: ConnectOptions): string | undefined {
	if (!/^https?:\/\/\S+$/.test(project?.url)) {
		return '`project.url` is not the address of a Supabase project (https://….supabase.co)';
	}
	if (!project.publishableKey) return '`project.publishableKey` is missing (sb_publishable_…)';
	if (/^sb_secret_/.test(project.publishableKey)) {
		return '`project.publishableKey` is a secret key: every visitor could read it';
	}
	if (client && accessToken) return 'give `client` or `accessToken`, not both';
	if (accessToken && typeof accessToken !== 'function') return '`accessToken` is not a function';
	return undefined;
}

/** The function that returns the app's own client, if it has one. */
export function clientSource({
	client
}: ConnectOptions): (() => ChatClient | Promise<ChatClient>) | undefined {
	const source = typeof client === 'function' ? client : client && (() => client);
	// Whatever tables the app's client is typed for, it reaches the chat's too.
	return source as (() => ChatClient | Promise<ChatClient>) | undefined;
}

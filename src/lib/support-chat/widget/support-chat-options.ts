import type { HostClient } from '../supabase/host-client.ts';
import type { Project } from '../supabase/project.ts';
import type { AccessToken } from '../supabase/session/token-source.ts';

export interface SupportChatOptions {
	/** The Supabase project that holds the chat: `{ url, publishableKey }`. */
	project: Project;
	/** The signed-in user of the page. For another user start another chat. */
	user: { id: string; email?: string | null | undefined };
	/**
	 * The app's own supabase-js client, or a function that returns it. Without it, and without
	 * `accessToken`, the chat reads the session that @supabase/ssr keeps in cookies.
	 */
	client?: HostClient | (() => HostClient | Promise<HostClient>) | undefined;
	/**
	 * Returns an access token of the user, or null when nobody is signed in. Called at the start, before
	 * the token expires and after the server has rejected it. For apps whose session is elsewhere.
	 */
	accessToken?: AccessToken | undefined;
	/** As in HTML's `lang`; by default the browser's languages. */
	language?: string | undefined;
	/** The name of the support team, read each time it is shown. */
	title?: string | undefined;
	/** The text at the start of the chat, read each time it is shown. */
	welcome?: string | undefined;
	/** The window's side; by default the right one, the left one in languages from right to left. */
	side?: 'left' | 'right' | undefined;
	/** False for a page with a button of its own, which calls `open`. */
	launcher?: boolean | undefined;
	/** The element that the chat is appended to; by default the body. */
	target?: HTMLElement | undefined;
}

/** What is wrong with the options, in words; undefined if nothing is. */
export function optionsProblem(options: SupportChatOptions): string | undefined {
	const { project, user, client, accessToken, side, target } = options ?? {};
	if (!/^https?:\/\/\S+$/.test(project?.url)) {
		return '`project.url` is not the address of a Supabase project (https://….supabase.co)';
	}
	if (!project.publishableKey) return '`project.publishableKey` is missing (sb_publishable_…)';
	if (/^sb_secret_/.test(project.publishableKey)) {
		return '`project.publishableKey` is a secret key: every visitor could read it';
	}
	if (!user?.id) return '`user.id` is missing: start the chat for a signed-in user';
	if (client && accessToken) return 'give `client` or `accessToken`, not both';
	if (accessToken && typeof accessToken !== 'function') return '`accessToken` is not a function';
	if (side && side !== 'left' && side !== 'right') return '`side` is neither "left" nor "right"';
	if (target && !(target instanceof Element)) return '`target` is not an element';
	return undefined;
}

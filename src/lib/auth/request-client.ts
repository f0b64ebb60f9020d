import { createServerClient } from '@supabase/ssr';
import type { SupabaseClient } from '@supabase/supabase-js';
import type { RequestEvent } from '@sveltejs/kit';
import type { Project } from '$lib/support-chat/supabase/chat-client.ts';
import type { Database } from '$lib/support-chat/supabase/database.types.ts';
import { holdsSession, sessionCookies } from './session-cookies.ts';

/** supabase-js on the server, in the name of whoever made the request. */
export type RequestClient = SupabaseClient<Database>;

/**
 * Of the session's cookies. Readable by scripts, since the browser's client takes the token for the
 * socket and the database from there: what keeps it from strangers is the pages' content policy.
 * `secure` is left to SvelteKit: always, but for `http://localhost`.
 */
const COOKIE = { path: '/', sameSite: 'lax', httpOnly: false } as const;

/**
 * The Supabase client of one request, signed in by the request's cookies; cookies that hold no session
 * are removed first. Never share one between requests: it holds a person's session.
 */
export async function createRequestClient(
	event: RequestEvent,
	project: Project
): Promise<RequestClient> {
	if (!(await holdsSession(event.cookies.getAll(), project))) forgetSession(event, project);
	return createServerClient<Database>(project.url, project.publishableKey, {
		cookies: {
			getAll: () => event.cookies.getAll(),
			// Its headers against caches are left to hooks.server.ts: set here, they would make a page
			// throw that sets its own.
			setAll: (cookies) => {
				for (const { name, value, options } of cookies) {
					event.cookies.set(name, value, { ...options, ...COOKIE });
				}
			}
		}
	});
}

/** Forgets the session in this browser only, whatever the Auth server says. */
export function forgetSession({ cookies }: RequestEvent, project: Project): void {
	for (const { name } of sessionCookies(cookies.getAll(), project)) {
		cookies.delete(name, { path: COOKIE.path });
	}
}

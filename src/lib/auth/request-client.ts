import { createServerClient } from '@supabase/ssr';
import type { SupabaseClient } from '@supabase/supabase-js';
import type { RequestEvent } from '@sveltejs/kit';
import type { Project } from '$lib/support-chat/supabase/chat-client.ts';
import type { Database } from '$lib/support-chat/supabase/database.types.ts';

/** supabase-js on the server, in the name of whoever made the request. */
export type RequestClient = SupabaseClient<Database>;

/**
 * Of the session's cookies. Readable by scripts, since the browser's client takes the token for the
 * socket and the database from there: what keeps it from strangers is the pages' content policy.
 * `secure` is left to SvelteKit: always, but for `http://localhost`.
 */
const COOKIE = { path: '/', sameSite: 'lax', httpOnly: false } as const;

/**
 * The Supabase client of one request, signed in by the request's cookies.
 * Never share one between requests: it holds a person's session.
 */
export function createRequestClient(event: RequestEvent, project: Project): RequestClient {
	return createServerClient<Database>(project.url, project.publishableKey, {
		cookies: {
			getAll: () => event.cookies.getAll(),
			setAll: (cookies, headers) => {
				for (const { name, value, options } of cookies) {
					event.cookies.set(name, value, { ...options, ...COOKIE });
				}
				setCacheHeaders(event, headers);
			}
		}
	});
}

/**
 * Forgets the session in this browser only, whatever the Auth server says.
 * For the case that it cannot be reached: someone who signs out must be signed out.
 */
export function forgetSession({ cookies }: RequestEvent): void {
	for (const { name } of cookies.getAll()) {
		if (/^sb-.+-auth-token/.test(name)) cookies.delete(name, { path: '/' });
	}
}

/** A response that carries a session must not be kept by any cache in between. */
function setCacheHeaders(event: RequestEvent, headers: Record<string, string>): void {
	for (const [name, value] of Object.entries(headers)) {
		try {
			event.setHeaders({ [name]: value });
		} catch {
			// SvelteKit refuses a header that is already set. hooks.server.ts keeps every page of a
			// signed-in person out of caches, so the one that was there first may stay.
		}
	}
}

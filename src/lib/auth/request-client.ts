import { createServerClient } from '@supabase/ssr';
import type { SupabaseClient } from '@supabase/supabase-js';
import type { RequestEvent } from '@sveltejs/kit';
import type { Project } from '$lib/support-chat/supabase/project.ts';
import { limitWait } from '$lib/support-chat/supabase/session/limit-wait.ts';
import type { Database } from '$lib/support-chat/supabase/database.types.ts';
import { holdsSession, sessionCookies } from './session-cookies.ts';

/** supabase-js on the server, signed in as the user of one request. */
export type RequestClient = SupabaseClient<Database>;

/**
 * Attributes of the session's cookies. Readable by scripts, because the browser's client takes its token
 * from there; the content security policy keeps foreign scripts out. SvelteKit sets `secure`, except on
 * `http://localhost`.
 */
const COOKIE = { path: '/', sameSite: 'lax', httpOnly: false } as const;

/** The pages' server opens no socket. Node 20 has none, and supabase-js refuses to start without one. */
class NoSocket {
	constructor() {
		throw new Error('The server of the pages opens no socket.');
	}
}

/**
 * Creates the Supabase client of one request, signed in by its cookies; removes cookies that hold no
 * valid session first. Never share one between requests: it holds a user's session.
 */
export async function createRequestClient(
	event: RequestEvent,
	project: Project
): Promise<RequestClient> {
	if (!(await holdsSession(event.cookies.getAll(), project))) forgetSession(event, project);
	return createServerClient<Database>(project.url, project.publishableKey, {
		cookies: {
			getAll: () => event.cookies.getAll(),
			// hooks.server.ts sets the cache headers that ssr passes here: set twice, `setHeaders`
			// throws in a page that sets its own.
			setAll: (cookies) => {
				for (const { name, value, options } of cookies) {
					event.cookies.set(name, value, { ...options, ...COOKIE });
				}
			}
		},
		global: { fetch: limitWait((input, init) => fetch(input, init)) },
		realtime: { transport: NoSocket as unknown as typeof WebSocket }
	});
}

/** Deletes the session's cookies in this browser, without calling the Auth server. */
export function forgetSession({ cookies }: RequestEvent, project: Project): void {
	for (const { name } of sessionCookies(cookies.getAll(), project)) {
		cookies.delete(name, { path: COOKIE.path });
	}
}

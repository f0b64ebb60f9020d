import type { UserSession } from '../../supabase/session/user-session.ts';

/**
 * Hides an element on `pagehide`, so that a page restored from the back/forward cache shows nothing
 * until the browser's current session has been checked. Returns a cleanup function.
 */
export function concealOnLeave(
	element: HTMLElement,
	session: Pick<UserSession, 'look'>
): () => void {
	const listening = new AbortController();
	const { signal } = listening;
	window.addEventListener('pagehide', () => (element.hidden = true), { signal });
	window.addEventListener('pageshow', ({ persisted }) => void show(persisted), { signal });
	return () => listening.abort();

	async function show(mayBeStale: boolean): Promise<void> {
		if (mayBeStale) await session.look();
		element.hidden = false;
	}
}

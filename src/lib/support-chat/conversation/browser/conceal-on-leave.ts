import type { UserSession } from '../../supabase/session/user-session.ts';

/**
 * Hides an element when the page is left, so that a page that comes back from the back/forward cache
 * shows nothing before it is known whose session the browser has now. Returns the undo.
 */
export function concealOnLeave(
	element: HTMLElement,
	session: Pick<UserSession, 'look'>
): () => void {
	const listening = new AbortController();
	const { signal } = listening;
	window.addEventListener('pagehide', () => (element.hidden = true), { signal });
	window.addEventListener(
		'pageshow',
		async ({ persisted }) => {
			if (persisted) await session.look();
			element.hidden = false;
		},
		{ signal }
	);
	return () => listening.abort();
}

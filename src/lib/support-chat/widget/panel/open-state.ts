import { COVERED } from './covered.ts';

/** Where it is stored that a user's panel is open in this tab. */
export const openKey = (userId: string) => `support-chat:open:${userId}`;

/**
 * Whether the last page of this tab was left with this user's panel open. False in a window that the panel
 * would cover: it never reopens there.
 */
export function wasOpen(userId: string): boolean {
	try {
		return sessionStorage.getItem(openKey(userId)) !== null && !matchMedia(COVERED).matches;
	} catch {
		return false;
	}
}

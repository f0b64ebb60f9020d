import { openKey } from './open-state.ts';

/** Stores for the tab's next page whether the panel is open. */
export function keepOpen(userId: string, open: boolean): void {
	try {
		if (open) sessionStorage.setItem(openKey(userId), '1');
		else sessionStorage.removeItem(openKey(userId));
	} catch {
		// Forbidden storage: the next page starts with the panel closed.
	}
}

import { COVERED } from './covered.ts';

/** What is kept of the panel for the tab's next page: that it is open. */
export interface OpenState {
	/** The last page was left with the open panel, and here it covers nothing. */
	readonly wasOpen: boolean;
	keep(open: boolean): void;
}

/** Of this tab and this user. A window that the panel covers is never opened into it. */
export function openState(userId: string): OpenState {
	const key = `support-chat:open:${userId}`;
	return {
		get wasOpen() {
			try {
				return sessionStorage.getItem(key) !== null && !matchMedia(COVERED).matches;
			} catch {
				return false;
			}
		},
		keep(open) {
			try {
				if (open) sessionStorage.setItem(key, '1');
				else sessionStorage.removeItem(key);
			} catch {
				// Forbidden storage: the next page begins with the closed panel.
			}
		}
	};
}

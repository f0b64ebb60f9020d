import { COVERED } from './covered.ts';

/** Whether the panel is open, stored for the tab's next page. */
export interface OpenState {
	/** The last page was left with the panel open, and it does not cover this window. */
	readonly wasOpen: boolean;
	keep(open: boolean): void;
}

/** The open state of this tab and this user. The panel never reopens where it covers the window. */
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
				// Forbidden storage: the next page starts with the panel closed.
			}
		}
	};
}

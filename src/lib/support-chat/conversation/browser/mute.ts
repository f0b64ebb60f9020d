const KEY = 'support-chat:muted';

/** The user wants no sound; remembered in this browser. */
export function isMuted(): boolean {
	try {
		return localStorage.getItem(KEY) !== null;
	} catch {
		return false;
	}
}

export function setMuted(muted: boolean): void {
	try {
		if (muted) localStorage.setItem(KEY, '1');
		else localStorage.removeItem(KEY);
	} catch {
		// Forbidden storage: it is muted, or not, as long as the header is shown.
	}
}

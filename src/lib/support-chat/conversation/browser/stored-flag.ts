/** Whether a flag is set in this browser; false on the server and where storage is forbidden. */
export function readFlag(key: string): boolean {
	try {
		return localStorage.getItem(key) !== null;
	} catch {
		return false;
	}
}

/** Remembers a flag in this browser. Where storage is forbidden nothing is, and nothing is thrown. */
export function writeFlag(key: string, on: boolean): void {
	try {
		if (on) localStorage.setItem(key, '1');
		else localStorage.removeItem(key);
	} catch {
		// It holds for as long as the page.
	}
}

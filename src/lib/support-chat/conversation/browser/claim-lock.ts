/**
 * Takes a Web Lock of that name and keeps it until the returned function is called or the page is gone; null
 * while another page has it. Without Web Locks, as on pages without TLS, each page gets it.
 */
export function claimLock(name: string): Promise<(() => void) | null> {
	const manager = globalThis.navigator?.locks;
	return new Promise((resolve) => {
		const hold = (lock: Lock | null) => {
			if (!lock) return resolve(null);
			return new Promise<void>((release) => resolve(release));
		};
		if (!manager) return resolve(() => {});
		manager.request(name, { ifAvailable: true }, hold).catch(() => resolve(() => {}));
	});
}

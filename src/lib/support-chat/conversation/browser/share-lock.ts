/**
 * Takes a Web Lock that any number of tabs may share; returns the function that releases it. Without Web Locks, as on
 * pages without TLS, it does nothing.
 */
export function shareLock(name: string): () => void {
	let release = () => {};
	const held = new Promise<void>((resolve) => (release = resolve));
	const manager = globalThis.navigator?.locks as LockManager | undefined;
	// Rejected while the page unloads; it is not visible then either.
	manager?.request(name, { mode: 'shared' }, () => held).catch(() => {});
	return release;
}

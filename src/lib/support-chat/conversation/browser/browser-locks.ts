import type { Locks } from '../../core/alerts/tab-leader.ts';

/** Longer than any two tabs take to hear of the same message, and of each other's storage. */
const KEEP_MS = 10_000;

/** Web Locks between this browser's tabs; null where there are none, as on pages without TLS. */
export function browserLocks(): Locks | null {
	const manager = globalThis.navigator?.locks;
	if (!manager) return null;
	const kept = new Set<string>();
	return {
		keep: (name) =>
			kept.has(name)
				? Promise.resolve(true)
				: new Promise((resolve, reject) => {
						const hold = (lock: Lock | null) => {
							resolve(lock !== null);
							if (!lock) return;
							kept.add(name);
							return new Promise<void>((evict) => setTimeout(evict, KEEP_MS)).then(() => {
								kept.delete(name);
							});
						};
						manager.request(name, { ifAvailable: true }, hold).catch(reject);
					}),
		alone: (name, work) => manager.request(name, () => work()),
		share(name) {
			let evict = () => {};
			const held = new Promise<void>((resolve) => (evict = resolve));
			// Refused to a page that is being left, which then is not looked at either.
			manager.request(name, { mode: 'shared' }, () => held).catch(() => {});
			return evict;
		},
		async isShared(name) {
			const { held = [] } = await manager.query();
			return held.some((lock) => lock.name === name);
		}
	};
}

import type { Locks } from '../../core/alerts/tab-leader.ts';
import { shareLock } from './share-lock.ts';

/** Longer than any delay between two tabs in receiving a message or each other's storage writes. */
const KEEP_MS = 10_000;

/** Web Locks between this browser's tabs; null where unsupported, as on pages without TLS. */
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
							return new Promise<void>((release) => setTimeout(release, KEEP_MS)).then(() => {
								kept.delete(name);
							});
						};
						manager.request(name, { ifAvailable: true }, hold).catch(reject);
					}),
		alone: (name, work) => manager.request(name, () => work()),
		share: shareLock,
		async isShared(name) {
			const { held = [] } = await manager.query();
			return held.some((lock) => lock.name === name);
		}
	};
}

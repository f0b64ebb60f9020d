import type { Locks } from '../core/leadership.ts';

/** Web Locks between this browser's tabs; null where there are none, as on pages without TLS. */
export function browserLocks(): Locks | null {
	const manager = globalThis.navigator?.locks;
	if (!manager) return null;
	return {
		alone: (name, work) => manager.request(name, () => work()),
		share(name) {
			let letGo = () => {};
			const held = new Promise<void>((resolve) => (letGo = resolve));
			// Refused to a page that is being left, which then is not looked at either.
			manager.request(name, { mode: 'shared' }, () => held).catch(() => {});
			return letGo;
		},
		async isShared(name) {
			const { held = [] } = await manager.query();
			return held.some((lock) => lock.name === name);
		}
	};
}

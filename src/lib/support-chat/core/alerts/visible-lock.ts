import type { PageEnvironment } from '../ports.ts';

/** Name of the lock that the visible tabs of a scope share; see `TabLeader`. */
export const visibleLock = (scope: string) => `support-chat:looked-at:${scope}`;

/**
 * Shares a scope's lock while this tab is visible, so that hidden tabs do not alert. Apart from `TabLeader`, which
 * may be loaded when there is something to alert to: by then the other tabs must know.
 *
 * @param share takes a shared lock; returns the function that releases it
 * @returns the function that ends it
 */
export function shareWhileVisible(
	scope: string,
	share: (name: string) => () => void,
	environment: PageEnvironment
): () => void {
	let release: (() => void) | null = null;
	const letGo = () => {
		release?.();
		release = null;
	};
	const look = () => {
		if (environment.visible) release ??= share(visibleLock(scope));
		else letGo();
	};
	const unsubscribe = environment.subscribe(look);
	look();
	return () => {
		unsubscribe();
		letGo();
	};
}

import { Listeners } from '../../core/listeners.ts';
import { onAnswer } from '../../core/sync/reachability.ts';
import { serverNow } from '../../core/server-clock.ts';
import type { Clock, KeyValueStore, PageEnvironment } from '../../core/ports.ts';

/** The page's clock. */
export const browserClock: Clock = {
	// Monotonic: changes of the system clock do not affect it.
	now: () => performance.timeOrigin + performance.now(),
	date: serverNow,
	after(ms, run) {
		const timer = setTimeout(run, ms);
		return () => clearTimeout(timer);
	}
};

/** The page's local storage; throws where the browser forbids it, as the port allows. */
export const browserStore: KeyValueStore = {
	get: (key) => localStorage.getItem(key),
	set: (key, value) => localStorage.setItem(key, value),
	remove: (key) => localStorage.removeItem(key),
	keys: (prefix) => Object.keys(localStorage).filter((key) => key.startsWith(prefix)),
	watch(key, listener) {
		const onStorage = (event: StorageEvent) => {
			// Null after `localStorage.clear()`.
			if (event.key === key || event.key === null) listener();
		};
		window.addEventListener('storage', onStorage);
		return () => window.removeEventListener('storage', onStorage);
	}
};

/**
 * The server has responded since the browser reported being offline, which browsers do wrongly with some
 * virtual networks.
 */
let isReached = false;
let offlineAt = -Infinity;
const onReached = new Listeners<[]>();
globalThis.window?.addEventListener('offline', () => {
	isReached = false;
	offlineAt = performance.now();
});
onAnswer((askedAt) => {
	// The response to an earlier request may have been in flight when the network went down.
	if (isReached || navigator.onLine || askedAt <= offlineAt) return;
	isReached = true;
	onReached.call();
});

/** Whether the page is visible and the machine online. */
export const browserEnvironment: PageEnvironment = {
	get online() {
		return navigator.onLine || isReached;
	},
	get visible() {
		return document.visibilityState === 'visible';
	},
	subscribe(listener) {
		const stop = new AbortController();
		const { signal } = stop;
		document.addEventListener('visibilitychange', listener, { signal });
		window.addEventListener('online', listener, { signal });
		window.addEventListener('offline', listener, { signal });
		signal.addEventListener('abort', onReached.add(listener));
		// Restored from the back/forward cache, where sockets do not survive.
		window.addEventListener('pageshow', ({ persisted }) => persisted && listener(), { signal });
		return () => stop.abort();
	}
};

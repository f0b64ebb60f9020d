import { Listeners } from '../../core/listeners.ts';
import { onAnswer } from '../../core/sync/reachability.ts';
import { serverNow } from '../../core/server-clock.ts';
import type { Clock, KeyValueStore, PageEnvironment } from '../../core/ports.ts';

/** The page's clock. */
export const browserClock: Clock = {
	// Goes on whatever the browser's clock is set to.
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
			// Null when all is cleared.
			if (event.key === key || event.key === null) listener();
		};
		window.addEventListener('storage', onStorage);
		return () => window.removeEventListener('storage', onStorage);
	}
};

/**
 * The server has answered since the browser said that it is offline. Browsers are wrong about it with
 * some virtual networks.
 */
let isReached = false;
let offlineAt = -Infinity;
const onReached = new Listeners<[]>();
globalThis.window?.addEventListener('offline', () => {
	isReached = false;
	offlineAt = performance.now();
});
onAnswer((askedAt) => {
	// What was asked before may have been on its way when the network went.
	if (isReached || navigator.onLine || askedAt < offlineAt) return;
	isReached = true;
	onReached.call();
});

/** Whether the page is looked at and the machine online. */
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
		// Back from the back/forward cache, where sockets do not survive.
		window.addEventListener('pageshow', ({ persisted }) => persisted && listener(), { signal });
		return () => stop.abort();
	}
};

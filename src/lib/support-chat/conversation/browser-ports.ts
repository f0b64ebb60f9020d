import type { Clock, KeyValueStore, Surroundings } from '../core/ports.ts';

/** The page's clock. */
export const browserClock: Clock = {
	now: () => Date.now(),
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

/** Whether the page is looked at and the machine online. */
export const browserSurroundings: Surroundings = {
	get online() {
		return navigator.onLine;
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
		// Back from the back/forward cache, where sockets do not survive.
		window.addEventListener('pageshow', ({ persisted }) => persisted && listener(), { signal });
		return () => stop.abort();
	}
};

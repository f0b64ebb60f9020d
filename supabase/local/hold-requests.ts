import type { Plugin } from 'vite';

/**
 * Vite plugin that delays requests. A page left open from an earlier run reloads as soon as the app
 * listens, which is before the local Supabase responds.
 *
 * @param until requests wait until it is fulfilled; after a rejection they are never handled
 */
export function holdRequests(until: Promise<unknown>): Plugin {
	return {
		name: 'hold-requests',
		configureServer({ middlewares }) {
			middlewares.use((_request, _response, next) => {
				until.then(
					() => next(),
					() => {
						// dev.ts closes the app after this rejection.
					}
				);
			});
		}
	};
}

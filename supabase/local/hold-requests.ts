import type { Plugin } from 'vite';

/**
 * Vite plugin that lets requests wait. A page that is still open from an earlier start asks for itself
 * as soon as the app listens, which is before the Supabase answers that the page needs.
 *
 * @param until requests that come before it is fulfilled are answered then; after a rejection, never
 */
export function holdRequests(until: Promise<unknown>): Plugin {
	return {
		name: 'hold-requests',
		configureServer({ middlewares }) {
			middlewares.use((_request, _response, next) => {
				until.then(
					() => next(),
					() => {
						// Whoever waits for the Supabase too closes the app.
					}
				);
			});
		}
	};
}

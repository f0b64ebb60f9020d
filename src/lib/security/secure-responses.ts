import { dev } from '$app/environment';
import { isHttpError, isRedirect, type Handle } from '@sveltejs/kit';
import { errorResponse } from './error-response.ts';
import { addSecurityHeaders } from './security-headers.ts';

/**
 * Adds the headers of security-headers.ts to every response: pages, redirects, errors of the inner hooks.
 * Must come before the hooks that may fail. secure-other-responses.ts covers responses without hooks.
 */
export const secureResponses: Handle = async ({ event, resolve }) => {
	const response = await answer();
	addSecurityHeaders(response, { url: event.url, project: event.locals.project, dev });
	return response;

	async function answer(): Promise<Response> {
		try {
			return await resolve(event);
		} catch (cause) {
			if (isRedirect(cause)) throw cause;
			if (isHttpError(cause)) {
				return errorResponse(event, { status: cause.status, message: cause.body.message });
			}
			console.error(`${event.request.method} ${event.url.pathname}:`, cause);
			return errorResponse(event, {
				status: 500,
				message: event.locals.language.texts.errors.broken
			});
		}
	}
};

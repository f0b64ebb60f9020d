import { dev } from '$app/environment';
import { isHttpError, type Handle } from '@sveltejs/kit';
import { answerError } from './error-answer.ts';
import { addSecurityHeaders } from './security-headers.ts';

/**
 * The outermost hook: whatever answers, a page, a redirect, an error of the hooks below, gets the
 * headers of security-headers.ts. Static files do not come by here; they are scripts, styles and
 * pictures that anybody may have, with types that are true.
 */
export const protectAnswers: Handle = async ({ event, resolve }) => {
	const response = await answer();
	addSecurityHeaders(response, { url: event.url, project: event.locals.project, dev });
	return response;

	async function answer(): Promise<Response> {
		try {
			return await resolve(event);
		} catch (cause) {
			if (!isHttpError(cause)) throw cause;
			return answerError(event, { status: cause.status, message: cause.body.message });
		}
	}
};

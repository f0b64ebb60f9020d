import { dev } from '$app/environment';
import { env } from '$env/dynamic/private';
import { createRequestClient, forgetSession } from '$lib/auth/request-client.ts';
import { readSupabaseProject } from '$lib/auth/supabase-project.ts';
import { AuthUnreachableError, readVerifiedUser } from '$lib/auth/verified-user.ts';
import {
	isCrossSiteForm,
	isOneClickUnsubscribe,
	refuseCrossSiteForm
} from '$lib/cross-site-form.ts';
import { namesNoAction } from '$lib/security/action-name.ts';
import { protectAnswers } from '$lib/security/protect-answers.ts';
import { protectOtherAnswers } from '$lib/security/protect-other-answers.ts';
import { error, type Handle, type HandleServerError, type ServerInit } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';

/** Headers of PostgREST that supabase-js reads when a load function runs again in the browser. */
const KEPT_HEADERS = ['content-range', 'x-supabase-api-version'];
const NO_PAGE = 'There is no page at this address.';

export const init: ServerInit = () => {
	if (!dev) protectOtherAnswers();
	const { problem } = { problem: undefined, ...readSupabaseProject(env) };
	if (problem) console.error(problem);
};

const answer: Handle = async ({ event, resolve }) => {
	const { request, route, url } = event;
	if (isCrossSiteForm(request, url) && !(await isOneClickUnsubscribe(request, route.id))) {
		return refuseCrossSiteForm(request);
	}
	if (namesNoAction(request, url)) error(404, NO_PAGE);

	const settings = readSupabaseProject(env);
	if ('problem' in settings) error(500, settings.problem);

	event.locals.project = settings.project;
	event.locals.supabase = await createRequestClient(event, settings.project);
	try {
		event.locals.user = await readVerifiedUser(event.locals.supabase);
	} catch (cause) {
		if (!(cause instanceof AuthUnreachableError)) throw cause;
		error(503, 'The sign-in service does not answer. Please try again in a minute.');
	}
	if (!event.locals.user) forgetSession(event, settings.project);

	const response = await resolve(event, {
		filterSerializedResponseHeaders: (name) => KEPT_HEADERS.includes(name)
	});
	keepOutOfCaches(response, event.locals);
	return response;
};

/**
 * What a signed-in person sees must not come back from a cache after they signed out, and no cache may
 * keep a session for somebody else.
 */
function keepOutOfCaches({ headers }: Response, { user }: App.Locals): void {
	const isPrivate = user !== null || headers.has('set-cookie');
	if (isPrivate && !headers.has('cache-control')) headers.set('cache-control', 'private, no-store');
}

export const handle = sequence(protectAnswers, answer);

export const handleError: HandleServerError = ({ error: cause, event, status, message }) => {
	if (status === 404) return { message: NO_PAGE };
	// The sender's mistake: worth an answer and no line in the log.
	if (status < 500) return { message };
	console.error(`${event.request.method} ${event.url.pathname}:`, cause);
	return { message: 'Something went wrong on our side.' };
};

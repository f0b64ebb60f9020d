import { dev } from '$app/environment';
import { env } from '$env/dynamic/private';
import { createRequestClient, forgetSession } from '$lib/auth/request-client.ts';
import { readSupabaseProject } from '$lib/auth/supabase-project.ts';
import { AuthUnreachableError, readVerifiedUser } from '$lib/auth/verified-user.ts';
import { isCrossSiteForm, isOneClickUnsubscribe } from '$lib/cross-site-form.ts';
import { namesNoAction } from '$lib/security/action-name.ts';
import { secureResponses } from '$lib/security/secure-responses.ts';
import { secureOtherResponses } from '$lib/security/secure-other-responses.ts';
import { setPageLanguage } from '$lib/server/page-language/set-page-language.ts';
import { error, type Handle, type HandleServerError, type ServerInit } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';

/** PostgREST headers that supabase-js reads when a load function runs again in the browser. */
const KEPT_HEADERS = ['content-range', 'x-supabase-api-version'];

export const init: ServerInit = () => {
	if (!dev) secureOtherResponses();
	const { problem } = { problem: undefined, ...readSupabaseProject(env) };
	if (problem) console.error(problem);
};

const answer: Handle = async ({ event, resolve }) => {
	const { request, route, url } = event;
	const { errors } = event.locals.language.texts;
	if (isCrossSiteForm(request, url) && !(await isOneClickUnsubscribe(request, route.id))) {
		error(403, errors.crossSite);
	}
	if (namesNoAction(request, url)) error(404, errors.noPage);

	const settings = readSupabaseProject(env);
	// The reason is in the log: it concerns whoever runs the app, not the visitor.
	if ('problem' in settings) error(500, dev ? settings.problem : errors.notSetUp);

	event.locals.project = settings.project;
	event.locals.supabase = await createRequestClient(event, settings.project);
	try {
		event.locals.user = await readVerifiedUser(event.locals.supabase);
	} catch (cause) {
		if (!(cause instanceof AuthUnreachableError)) throw cause;
		error(503, errors.signInDown);
	}
	if (!event.locals.user) forgetSession(event, settings.project);

	const response = await resolve(event, {
		filterSerializedResponseHeaders: (name) => KEPT_HEADERS.includes(name)
	});
	keepOutOfCaches(response, event.locals);
	return response;
};

/**
 * Keeps private responses out of caches: a signed-in user's page must not reappear after they sign out,
 * and no cache may serve a session cookie to another visitor.
 */
function keepOutOfCaches({ headers }: Response, { user }: App.Locals): void {
	const isPrivate = user !== null || headers.has('set-cookie');
	if (isPrivate && !headers.has('cache-control')) headers.set('cache-control', 'private, no-store');
}

export const handle = sequence(setPageLanguage, secureResponses, answer);

export const handleError: HandleServerError = ({ error: cause, event, status, message }) => {
	const { errors } = event.locals.language.texts;
	if (status === 404) return { message: errors.noPage };
	// Client errors are not logged.
	if (status < 500) return { message };
	console.error(`${event.request.method} ${event.url.pathname}:`, cause);
	event.locals.failed = true;
	return { message: errors.broken };
};

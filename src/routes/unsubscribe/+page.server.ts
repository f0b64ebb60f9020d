import { readForm } from '$lib/auth/read-form.ts';
import { isOneClick } from '$lib/cross-site-form.ts';
import { keepAddressPrivate } from '$lib/security/token-address.ts';
import { error, fail, type RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

const TOKEN = /^[0-9a-f]{64}$/;

/** The page that an e-mail's unsubscribe link opens. Loading it changes nothing: mail scanners follow links. */
export const load: PageServerLoad = async (event) => {
	keepAddressPrivate(event);
	const { data, error: problem } = await event.locals.supabase.rpc(
		'get_support_reply_emails_by_token',
		{ token: readToken(event) }
	);
	const { unsubscribe: texts } = event.locals.language.texts;
	// Says only what the e-mail was about: the token decides what is switched.
	const isAlert = event.url.searchParams.get('about') === 'alerts';
	return {
		subscribed: known(event, data, problem),
		texts: isAlert ? { ...texts, on: texts.alertsOn, off: texts.alertsOff } : texts
	};
};

export const actions: Actions = {
	/** Handles the page's button, on or off, and a mail program's one-click request (RFC 8058). */
	default: async (event) => {
		const form = await readForm(event);
		const wanted = isOneClick(form) ? 'off' : form.get('reply_emails');
		if (wanted !== 'on' && wanted !== 'off') return fail(400, { changed: false });
		const { data, error: problem } = await event.locals.supabase.rpc(
			'set_support_reply_emails_by_token',
			{ token: readToken(event), enabled: wanted === 'on' }
		);
		known(event, data, problem);
		return { changed: true };
	}
};

function readToken(event: RequestEvent): string {
	const token = event.url.searchParams.get('token') ?? '';
	if (!TOKEN.test(token)) unknownLink(event);
	return token;
}

/**
 * The setting from the database's result, where null means an unknown token. Logs only the code of an
 * error: its message may contain a row and with it the token.
 *
 * @throws 404 for an unknown token, 503 when the database fails
 */
function known(
	event: RequestEvent,
	data: boolean | null,
	problem: { code: string } | null
): boolean {
	if (problem) {
		console.error('The unsubscribe link was not looked up:', problem.code || 'no answer');
		error(503, event.locals.language.texts.unsubscribe.notLookedUp);
	}
	return data ?? unknownLink(event);
}

function unknownLink({ locals }: RequestEvent): never {
	error(404, locals.language.texts.unsubscribe.unknownLink);
}

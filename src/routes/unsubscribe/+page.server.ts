import { readForm } from '$lib/auth/read-form.ts';
import { asksForOneClick } from '$lib/cross-site-form.ts';
import { keepAddressPrivate } from '$lib/security/token-address.ts';
import { error, fail, type RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

const TOKEN = /^[0-9a-f]{64}$/;

/** Where the unsubscribe link of an e-mail ends. It changes nothing: mail scanners follow links. */
export const load: PageServerLoad = async (event) => {
	keepAddressPrivate(event);
	const { data, error: problem } = await event.locals.supabase.rpc(
		'get_support_reply_emails_by_token',
		{ token: readToken(event) }
	);
	const { unsubscribe: texts } = event.locals.language.texts;
	return { subscribed: known(event, data, problem), texts };
};

export const actions: Actions = {
	/** The button of the page, either way, and the one click of a mail program (RFC 8058). */
	default: async (event) => {
		const form = await readForm(event);
		const wanted = asksForOneClick(form) ? 'off' : form.get('reply_emails');
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
 * What is set, from the database's answer; null is its answer to a token that it does not know. What an
 * error says beside its code may show a row, and with it the token: it goes to nobody, and into no log.
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

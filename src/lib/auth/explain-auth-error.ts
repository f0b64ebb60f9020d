import type { PageTexts } from '../server/page-language/en.ts';

/** What is read of an error of Supabase Auth. */
export interface AuthFailure {
	name?: string;
	code?: string | undefined;
	status?: number | undefined;
}

type Texts = PageTexts['refusals'];

/** What a person can do about each error code of Supabase Auth that a form here can meet, as the key of a text. */
const WORDS: Record<string, keyof Texts> = {
	user_already_exists: 'notCreated',
	email_exists: 'notCreated',
	email_address_invalid: 'badEmail',
	email_address_not_authorized: 'noMailTo',
	weak_password: 'weakPassword',
	same_password: 'samePassword',
	reauthentication_needed: 'oldSignIn',
	session_not_found: 'signedOut',
	otp_expired: 'oldLink',
	signup_disabled: 'noNewAccounts',
	email_provider_disabled: 'noPasswords',
	user_banned: 'blocked',
	over_request_rate_limit: 'manyTries',
	over_email_send_rate_limit: 'manyEmails'
};

/** Errors that come before the account is looked up, or from a count of what one visitor asks. */
const BEFORE_LOOKUP = [
	'over_request_rate_limit',
	'captcha_failed',
	'validation_failed',
	'weak_password',
	'signup_disabled',
	'email_provider_disabled',
	'email_address_invalid'
];

/** Of the Auth server itself, when its mail service fails, say; others are those of what is before it. */
const OWN_FAILURES = [500, 501, 504];

/** Whether the Auth server was not reached. Its own failures may come from a mail, which only some get. */
export function isUnreachable({ name, status }: AuthFailure): boolean {
	return name === 'AuthRetryableFetchError' && !OWN_FAILURES.includes(status ?? 0);
}

/** Whether an error says nothing about the account: nobody may find out here who has one. */
export function isSilentOnAccount(error: AuthFailure): boolean {
	return isUnreachable(error) || BEFORE_LOOKUP.includes(error.code ?? '');
}

/**
 * The words and the status for who was not signed in: the same for a wrong password, an unknown address,
 * an address that is not confirmed and a blocked account.
 */
export function explainSignInRefusal(
	error: AuthFailure,
	texts: Texts
): { words: string; status: number } {
	const status = refusalStatus(error);
	if (status === 503 || isSilentOnAccount(error)) {
		return { words: explainAuthError(error, texts), status };
	}
	return { words: texts.notSignedIn, status: 400 };
}

/**
 * Turns an error of Supabase Auth into words a person can act on.
 * The server's own message is never shown: it is written for developers and changes.
 */
export function explainAuthError(error: AuthFailure, texts: Texts): string {
	const key = WORDS[error.code ?? ''];
	if (key) return texts[key];
	if (error.status === 429) return texts.manyTries;
	return error.name === 'AuthRetryableFetchError' ? texts.noAnswer : texts.failed;
}

/** The status of an answer that tells an error of Supabase Auth: 503 for all but a person's own mistake. */
export function refusalStatus({ status }: AuthFailure): number {
	return status !== undefined && status >= 400 && status < 500 ? status : 503;
}

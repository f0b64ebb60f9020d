import type { PageTexts } from '../server/page-language/en.ts';

/** The fields used of a Supabase Auth error. */
export interface AuthFailure {
	name?: string;
	code?: string | undefined;
	status?: number | undefined;
}

type Texts = PageTexts['refusals'];

/** Text key for each Supabase Auth error code that a form here can meet. */
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

/** Errors raised before the account is looked up, or by a rate limit per visitor. */
const BEFORE_LOOKUP = [
	'over_request_rate_limit',
	'captcha_failed',
	'validation_failed',
	'weak_password',
	'signup_disabled',
	'email_provider_disabled',
	'email_address_invalid'
];

/** Statuses of the Auth server itself, such as a failing mail service; other 5xx come from a gateway in front. */
const OWN_FAILURES = [500, 501, 504];

/** Whether the Auth server was not reached. Its own failures do not count: sending e-mail reveals an account. */
export function isUnreachable({ name, status }: AuthFailure): boolean {
	return name === 'AuthRetryableFetchError' && !OWN_FAILURES.includes(status ?? 0);
}

/** Whether an error reveals nothing about whether an account exists. */
export function isSilentOnAccount(error: AuthFailure): boolean {
	return isUnreachable(error) || BEFORE_LOOKUP.includes(error.code ?? '');
}

/**
 * Text and HTTP status for a failed sign-in: the same for a wrong password, an unknown address, an
 * unconfirmed address and a blocked account.
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
 * Text that explains to a visitor what to do about a Supabase Auth error.
 * Never the server's own message, which is written for developers and changes.
 */
export function explainAuthError(error: AuthFailure, texts: Texts): string {
	const key = WORDS[error.code ?? ''];
	if (key) return texts[key];
	if (error.status === 429) return texts.manyTries;
	return error.name === 'AuthRetryableFetchError' ? texts.noAnswer : texts.failed;
}

/** HTTP status of a response that reports a Supabase Auth error: its own 4xx, otherwise 503. */
export function refusalStatus({ status }: AuthFailure): number {
	return status !== undefined && status >= 400 && status < 500 ? status : 503;
}

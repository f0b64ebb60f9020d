/** What is read of an error of Supabase Auth. */
export interface AuthFailure {
	name?: string;
	code?: string | undefined;
	status?: number | undefined;
}

/** For a wrong password, an unknown address, an address that is not confirmed and a blocked account. */
const NOT_SIGNED_IN =
	'The e-mail or the password is not right. Check both. If you have just signed up, open the link in our message first.';
const NOT_MADE =
	'No account could be made with this e-mail. If you have one, sign in or ask for a new password.';
const LATER = 'Please wait a minute and try again.';

/** What a person can do about each error code of Supabase Auth that a form here can meet. */
const WORDS: Record<string, string> = {
	user_already_exists: NOT_MADE,
	email_exists: NOT_MADE,
	email_address_invalid: 'This e-mail address cannot be used. Check it or use another one.',
	email_address_not_authorized: 'No mail can be sent to this address. Use another one.',
	weak_password: 'This password is too easy to guess. Use a longer or a less common one.',
	same_password: 'This is the password you have now. Choose a new one.',
	reauthentication_needed: 'Your sign-in is too old for this. Ask for a new reset link.',
	session_not_found: 'You are signed out. Ask for a new reset link.',
	otp_expired: 'This link was already used or is too old. Ask for a new one.',
	signup_disabled: 'This site takes no new accounts at the moment.',
	email_provider_disabled: 'This site does not allow to sign in with an e-mail and a password.',
	user_banned: 'This account is blocked.',
	over_request_rate_limit: `Too many tries in a short time. ${LATER}`,
	over_email_send_rate_limit: `Too many e-mails in a short time. ${LATER}`
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

/** The words and the status for who was not signed in: the same whatever there is, or is not, at the address. */
export function explainSignInRefusal(error: AuthFailure): { words: string; status: number } {
	const status = refusalStatus(error);
	if (status === 503 || isSilentOnAccount(error)) return { words: explainAuthError(error), status };
	return { words: NOT_SIGNED_IN, status: 400 };
}

/**
 * Turns an error of Supabase Auth into words a person can act on.
 * The server's own message is never shown: it is written for developers and changes.
 */
export function explainAuthError(error: AuthFailure): string {
	const words = WORDS[error.code ?? ''];
	if (words) return words;
	if (error.status === 429) return WORDS.over_request_rate_limit ?? LATER;
	if (error.name === 'AuthRetryableFetchError') {
		return `The sign-in service does not answer. ${LATER}`;
	}
	return `That did not work. ${LATER}`;
}

/** The status of an answer that tells an error of Supabase Auth: 503 for all but a person's own mistake. */
export function refusalStatus({ status }: AuthFailure): number {
	return status !== undefined && status >= 400 && status < 500 ? status : 503;
}

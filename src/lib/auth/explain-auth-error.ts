const LATER = 'Please wait a minute and try again.';

/** What a person can do about each error code of Supabase Auth that a form here can meet. */
const WORDS: Record<string, string> = {
	invalid_credentials: 'The e-mail or the password is not right. Check both and try again.',
	email_not_confirmed: 'Confirm your e-mail first: open the link in the message we sent you.',
	user_already_exists: 'There is already an account with this e-mail. Sign in instead.',
	email_exists: 'There is already an account with this e-mail. Sign in instead.',
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

/**
 * Turns an error of Supabase Auth into words a person can act on.
 * The server's own message is never shown: it is written for developers and changes.
 */
export function explainAuthError(error: {
	name?: string;
	code?: string | undefined;
	status?: number | undefined;
}): string {
	const words = WORDS[error.code ?? ''];
	if (words) return words;
	if (error.status === 429) return WORDS.over_request_rate_limit ?? LATER;
	if (error.name === 'AuthRetryableFetchError') {
		return `The sign-in service does not answer. ${LATER}`;
	}
	return `That did not work. ${LATER}`;
}

/** The status of an answer that tells an error of Supabase Auth: 503 for all but a person's own mistake. */
export function refusalStatus({ status }: { status?: number | undefined }): number {
	return status !== undefined && status >= 400 && status < 500 ? status : 503;
}

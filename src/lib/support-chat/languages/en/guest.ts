/** What an open chat says to a user without an address. */
export const guest = {
	/** Instead of the chat's own, which promises e-mails. */
	welcome: 'Ask us about anything: a problem, an order, your account. We reply here.',
	supportAway: 'We reply here',

	/** Offered once they have written and nobody is there. */
	label: 'Leave your email to get the answer',
	save: 'Save',
	skip: 'Not now',
	change: 'Change email',
	pending: (email: string) => `To confirm, open the link we’ve sent to ${email}.`,
	confirmed: (email: string) => `We’ll email you at ${email}.`,
	problem: {
		taken: 'This email belongs to an account. Sign in, or use another one.',
		invalid: 'Enter a valid email address.',
		tooMany: 'Too many attempts. Try again in a few minutes.',
		other: 'Couldn’t save your email. Check your connection and try again.'
	}
};

export type GuestTexts = typeof guest;

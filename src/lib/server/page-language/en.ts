/**
 * Texts of the pages around the chat and of the server's errors. The wording follows the chat's own texts
 * (support-chat/languages/en). `{}` is replaced by a name, an address or a number.
 */
export const pages = {
	errors: {
		noPage: 'There’s no page at this address.',
		broken: 'Something went wrong on our side.',
		notSetUp: 'This site isn’t set up yet. If you run it, check the server log for the reason.',
		signInDown: 'The sign-in service isn’t responding. Try again in a minute.',
		crossSite: 'This form was sent from another site, so we didn’t accept it.',
		unreadable: 'The form couldn’t be read.',
		wrongAccount:
			'You’re signed in as {}. If you have another account, sign out and sign in with that one.',
		noEmail: 'a user without an email',
		signOut: 'Sign out',
		signOutUnsent: 'Messages you haven’t sent will be lost. Sign out?',
		reload: 'Reload',
		home: 'Go to start page'
	},

	unsubscribe: {
		title: 'Unsubscribe',
		doneTitle: 'You’re unsubscribed',
		againTitle: 'You’re subscribed again',
		on: 'We email you when a support reply stays unread for a few minutes.',
		off: 'We no longer email you about unread replies. They wait for you in the chat.',
		/** For an admin, about alerts. */
		alertsOn: 'We email you when a user waits for a reply and nobody has looked.',
		alertsOff: 'We no longer email you about users who wait. You find them in the inbox.',
		turnOff: 'Unsubscribe',
		turnOn: 'Subscribe again',
		unknownLink: 'This unsubscribe link doesn’t work. Open it again from the email.',
		notLookedUp: 'Couldn’t look up your settings. Try again in a minute.'
	},

	account: {
		email: 'Email',
		password: 'Password',
		newPassword: 'New password',
		show: 'Show',
		hide: 'Hide',
		passwordHint: 'At least {} characters.',
		/** Name of the links below a form, for screen readers. */
		otherWays: 'Other options',
		/** On a button, while the answer is awaited. */
		oneMoment: 'One moment…',
		checkMail: 'Check your email',

		signIn: 'Sign in',
		signingIn: 'Signing in…',

		create: 'Create an account',
		creating: 'Creating your account…',
		haveAccount: 'Have an account?',
		created:
			'We’ve sent an email to {}. Open the link in it to finish creating your account. If it doesn’t arrive, you may already have an account: sign in or reset your password.',

		forgot: 'Forgot your password?',
		forgotText: 'Enter your email, and we’ll send you a link to choose a new password.',
		sendLink: 'Send the link',
		sending: 'Sending…',
		linkSent:
			'If there’s an account for {}, we’ve sent it a link to choose a new password. The link works once and expires in one hour.',
		backToSignIn: 'Back to sign in',

		reset: 'Choose a new password',
		resetFor: 'For {}.',
		save: 'Save password',
		saving: 'Saving…',
		askForLink: 'Request a new link',
		askForLinkText: 'To choose a new password, open the link in the email we send you.'
	},

	/** The page that a link in an email opens. */
	confirm: {
		address: {
			title: 'Confirm your email address',
			text: 'One click, and your account is ready.',
			button: 'Confirm'
		},
		newAddress: {
			title: 'Confirm your new email address',
			text: 'After that, you’ll sign in with it.',
			button: 'Confirm'
		},
		recovery: {
			title: 'Choose a new password',
			text: 'This link signs you in to do that. It works once.',
			button: 'Continue'
		},
		invite: {
			title: 'You’re invited',
			text: 'This link opens your account. It works once.',
			button: 'Accept'
		},
		magiclink: {
			title: 'Sign in',
			text: 'This link signs you in. It works once.',
			button: 'Sign in'
		},
		broken: 'This link doesn’t work',
		incomplete: 'This link isn’t complete. Copy all of it from the email, or request a new one.',
		askForLink: 'Request a new password link',
		oneMore: 'One more link',
		oneMoreText: 'This address is confirmed. Now open the link in the email to your other address.',
		signedInAs:
			'You’re signed in as {}. If this link was sent to another account, continuing switches to that account.',
		guest: 'a guest',
		stay: 'Stay signed in'
	},

	/** Why a form was not accepted. */
	refusals: {
		invisible: 'This email contains an invisible character. Type it again.',
		noEmail: 'Enter your email.',
		longEmail: 'This email is too long.',
		halfEmail: 'Enter a complete email address, like name@example.com.',
		noPassword: 'Enter your password.',
		shortPassword: 'Use at least {} characters.',
		longPassword: 'This password is too long.',
		notSignedIn:
			'The email or password is incorrect. If you’ve just signed up, open the link in our email first.',
		notCreated:
			'Couldn’t create an account with this email. If you have one, sign in or reset your password.',
		badEmail: 'This email address can’t be used. Check it or use another one.',
		noMailTo: 'We can’t send emails to this address. Use another one.',
		weakPassword: 'This password is too easy to guess. Use a longer or less common one.',
		samePassword: 'This is the password you have now. Choose a new one.',
		oldSignIn: 'You signed in too long ago for this. Request a new reset link.',
		signedOut: 'You’re signed out. Request a new reset link.',
		oldLink: 'This link was already used or has expired. Request a new one.',
		noNewAccounts: 'This site isn’t accepting new accounts right now.',
		noPasswords: 'This site doesn’t let you sign in with an email and a password.',
		blocked: 'This account is blocked.',
		manyTries: 'Too many attempts. Wait a minute and try again.',
		manyEmails: 'Too many emails requested. Wait a minute and try again.',
		noAnswer: 'The sign-in service isn’t responding. Wait a minute and try again.',
		failed: 'That didn’t work. Wait a minute and try again.'
	}
};

export type PageTexts = typeof pages;

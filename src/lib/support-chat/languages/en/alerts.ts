/** What the switches for alerts and e-mails say, which the widget's settings and the inbox's menu show. */
export const alerts = {
	sound: 'Sound',
	desktopNotifications: 'Desktop notifications',
	/** Why there are no desktop notifications, or when they are shown. */
	notificationsNote: {
		unsupported: 'This browser doesn’t support desktop notifications.',
		denied: 'Blocked. You can allow them in your browser’s settings for this site.',
		default: 'Your browser will ask first.',
		granted: 'Shown while this page is in the background.'
	},
	replyEmails: 'Email me about unread replies',
	replyEmailsProblem: {
		notLoaded: 'Couldn’t load this setting. Try again later.',
		notSaved: 'Not saved. Check your connection and try again.'
	}
};

export type AlertTexts = typeof alerts;

import type { ConnectionState } from '../../core/connection.ts';
import type { SessionEnd } from '../../core/session-end.ts';
import type { ReplyPace } from '../../core/reply-pace.ts';
import type { Reader } from '../reader.ts';

/** The open chat: the widget's panel, and what the inbox shows of a conversation. */
export const chat = ({ count, number }: Reader) => ({
	welcomeTitle: 'How can we help?',
	welcome: 'Ask us anything. We answer here, and by e-mail while you are away.',
	close: 'Close',
	/** Whether somebody of the support is there. */
	supportOnline: 'Support is online',
	supportAway: 'We reply here and by e-mail',
	/** In place of it, when enough replies tell how soon. */
	usuallyReplies: {
		minutes: 'Usually replies in a few minutes',
		hour: 'Usually replies within an hour',
		hours: 'Usually replies in a few hours',
		day: 'Usually replies within a day'
	} satisfies Record<ReplyPace, string>,

	/** What the connection dot says. */
	connection: {
		connecting: 'Connecting…',
		connected: 'Connected',
		reconnecting: 'Reconnecting…',
		offline: 'You are offline',
		refused: 'Not connected'
	} satisfies Record<ConnectionState, string>,

	/** In place of the chat, when the browser's session is no longer its user's. */
	sessionEnded: {
		signed_out: 'You are signed out',
		other_user: 'Somebody else is signed in'
	} satisfies Record<SessionEnd, string>,
	sessionEndedNote: {
		signed_out: 'Sign in again to go on. What you have not sent is kept for you.',
		other_user:
			'This chat belongs to another account in this browser. What was not sent there is kept.'
	} satisfies Record<SessionEnd, string>,
	reload: 'Reload',

	/** Name of the list of messages, for screen readers. */
	messagesWithSupport: 'Messages with support',
	/** Before each message, for screen readers, and over it where it is copied. */
	byYou: 'You:',
	by: (name: string) => `${name}:`,
	/** After some that are read out: there are too many to read out all. */
	moreMessages: (messages: number) =>
		count(messages, { one: '# more message', other: '# more messages' }),
	loadingMessages: 'Loading messages',
	messagesNotLoaded: 'The messages could not be loaded yet. Trying again…',
	loadingEarlier: 'Loading earlier messages…',
	earlierNotLoaded: 'Earlier messages could not be loaded.',
	tryAgain: 'Try again',
	newMessages: 'New messages',
	typing: (name: string) => `${name} is typing…`,

	message: 'Message',
	writeMessage: 'Write a message…',
	send: 'Send',
	/** Why a text was not taken for sending. */
	tooLong: (limit: number): string =>
		`A message holds ${number(limit)} characters at most. Shorten it or send it in parts.`,
	outboxFull: 'Too many messages are waiting to be sent.',

	/** What became of a message. */
	delivery: {
		waiting: 'Waiting to send…',
		sending: 'Sending…',
		sent: 'Sent',
		seen: 'Seen'
	},
	rateLimited: (seconds: number) =>
		count(seconds, { other: 'You write faster than can be taken. Sends in # s' }),
	notSent: {
		blank: 'Not sent. The message is blank.',
		'too-long': 'Not sent. The message is too long.',
		forbidden: 'Not sent. You may not write in this chat.',
		refused: 'Not sent. The message cannot be sent like this. Write it in another way.',
		other: 'Not sent.'
	},
	retry: 'Retry',
	delete: 'Delete',

	settings: 'Settings',
	sound: 'Sound',
	desktopNotifications: 'Desktop notifications',
	/** Why there are no desktop notifications, or when they come. */
	notificationsNote: {
		unsupported: 'This browser cannot show notifications from pages.',
		denied: 'Blocked. You can allow them in your browser’s settings for this site.',
		default: 'Your browser will ask first.',
		granted: 'Shown while this page is in the background.'
	},
	replyEmails: 'E-mail me about unread replies',
	replyEmailsProblem: {
		notLoaded: 'This could not be loaded. Try again later.',
		notSaved: 'Not saved. Check your connection and try again.'
	}
});

export type ChatTexts = ReturnType<typeof chat>;

/*
 * The product's terms, here and in the other parts:
 *
 * - "chat" for everything that a user and support write to each other, not "conversation";
 * - "user" for the person whom support helps, not "customer" or "person";
 * - "email", not "e-mail", "mail" or "mailbox";
 * - "delete" for what cannot be restored, not "erase" or "remove";
 * - "Retry" on a button, "try again" in a sentence that says what to do first;
 * - "sign in" and "sign out", not "log in";
 * - "older" and "newer" messages, not "earlier" and "later".
 *
 * Use contractions, as in speech. Titles of places are capitalized: "Support Chats".
 */
import type { ConnectionState } from '../../core/sync/connection.ts';
import type { SessionEnd } from '../../core/session-end.ts';
import type { ReplyPace } from '../../core/text/reply-pace.ts';
import type { Reader } from '../reader.ts';

/** Texts of an open chat: the widget's panel and the conversation in the inbox. */
export const chat = ({ count, list, number }: Reader) => ({
	welcomeTitle: 'How can we help?',
	welcome:
		'Ask us about anything: a problem, an order, your account. We reply here, and by email while you’re away.',
	close: 'Close',
	/** While an admin is on duty. */
	supportOnline: 'Support is online',
	/** The admins on duty; `more` are not named. */
	areOnline(names: readonly string[], more: number): string {
		const people = more > 0 ? [...names, `${number(more)} more`] : names;
		return `${list(people)} ${people.length === 1 ? 'is' : 'are'} online`;
	},
	supportAway: 'We reply here and by email',
	/** Instead of `supportAway`, when there are enough replies to know the pace. */
	usuallyReplies: {
		minutes: 'Usually replies in a few minutes',
		hour: 'Usually replies within an hour',
		hours: 'Usually replies in a few hours',
		day: 'Usually replies within a day'
	} satisfies Record<ReplyPace, string>,
	/** While support is closed and nobody is on duty: when it is open again. */
	reopens: {
		today: (time: string) => `We’re back at ${time}`,
		tomorrow: (time: string) => `We’re back tomorrow at ${time}`,
		later: (time: string, day: string) => `We’re back on ${day} at ${time}`
	},

	/** Label of the connection dot. */
	connection: {
		connecting: 'Connecting…',
		connected: 'Connected',
		reconnecting: 'Reconnecting…',
		offline: 'You’re offline',
		refused: 'Not connected'
	} satisfies Record<ConnectionState, string>,

	/** Instead of the chat, when the browser's session is no longer its user's. */
	sessionEnded: {
		signed_out: 'You’re signed out',
		other_user: 'Someone else is signed in'
	} satisfies Record<SessionEnd, string>,
	sessionEndedNote: {
		signed_out: 'Sign in again to continue. Anything you haven’t sent is saved.',
		other_user: 'This chat belongs to a different account. Anything not sent there is saved.'
	} satisfies Record<SessionEnd, string>,
	reload: 'Reload',

	/** Name of the list of messages, for screen readers. */
	messagesWithSupport: 'Messages with support',
	/** Before each message, for screen readers and in copied text. */
	byYou: 'You:',
	by: (name: string) => `${name}:`,
	/** Announced after the first of many messages, instead of the rest. */
	moreMessages: (messages: number) =>
		count(messages, { one: '# more message', other: '# more messages' }),
	loadingMessages: 'Loading messages',
	messagesNotLoaded: 'Couldn’t load messages. Retrying…',
	loadingEarlier: 'Loading older messages…',
	earlierNotLoaded: 'Couldn’t load older messages.',
	tryAgain: 'Retry',
	newMessages: 'New messages',
	typing: (name: string) => `${name} is typing…`,

	message: 'Message',
	writeMessage: 'Write a message…',
	send: 'Send',
	attach: 'Attach files',
	/** Why a message was not accepted for sending. */
	tooLong: (limit: number): string =>
		`Messages can be up to ${number(limit)} characters. Shorten or split it.`,
	outboxFull: 'Too many unsent messages.',
	/** Above the field of a user whom support has blocked. */
	blocked: 'Support isn’t taking messages from you anymore.',

	/** Delivery state of a message. */
	delivery: {
		waiting: 'Waiting to send…',
		sending: 'Sending…',
		sent: 'Sent',
		seen: 'Seen'
	},
	rateLimited: (seconds: number) =>
		count(seconds, { other: 'You’re sending too fast. Sending in # s…' }),
	notSent: {
		blank: 'Not sent. The message is blank.',
		'too-long': 'Not sent. The message is too long.',
		forbidden: 'Not sent. You can’t send messages in this chat.',
		blocked: 'Not sent. Support isn’t taking messages from you anymore.',
		refused: 'Not sent. This message isn’t allowed. Try rewording it.',
		other: 'Not sent. The server didn’t accept the message.'
	},
	retry: 'Retry',
	delete: 'Delete',

	settings: 'Settings'
});

export type ChatTexts = ReturnType<typeof chat>;

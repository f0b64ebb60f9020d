import type { AuditAction, SettingName } from '../../core/settings.ts';
import type { DurationUnit } from '../../core/duration.ts';
import type { Reader } from '../reader.ts';
import { officeHours } from './office-hours.ts';

/** A setting's name, and what to know about it. */
export interface FieldTexts {
	label: string;
	note?: string;
}

const messages = { label: 'Messages at once' };
const every = { label: 'Then one every' };

/** Texts of the page of the settings. */
export const settings = ({ count, list }: Reader) => ({
	allSettings: 'All settings',
	section: {
		you: 'You',
		general: 'General',
		messages: 'Messages and limits',
		team: 'Team',
		hours: 'Office hours',
		appearance: 'Appearance',
		replies: 'Saved replies',
		health: 'Email and health',
		person: 'Personal data',
		log: 'Change log'
	},
	notLoaded: 'Couldn’t load this page. Check your connection and try again.',
	tryAgain: 'Try again',
	ownersOnly: 'Only owners can see this.',
	noSection: 'There is no such setting.',

	save: 'Save',
	discard: 'Discard changes',
	cancel: 'Cancel',
	unsaved: 'Unsaved changes',
	saving: 'Saving…',
	saved: 'Saved',
	invalid: 'Not saved. Check the marked fields.',
	failed: 'Not saved. Check your connection and try again.',
	forbidden: 'Not saved. Only owners can change this.',
	/** Somebody else has changed these fields. */
	conflict: (fields: readonly string[]) =>
		`Not saved. Someone else has just changed: ${list(fields)}. Save again to overwrite it, or discard your changes.`,
	changedByOthers: 'Someone else has just changed this.',
	leaveQuestion: 'Leave without saving?',
	leaveNote: 'Your changes on this page will be lost.',
	leave: 'Leave',

	problem: {
		required: 'Enter a value.',
		url: 'Enter an address that begins with https://.',
		sender: 'Enter an email address, or Name <address>.',
		number: 'Enter a number.',
		refused: 'This value isn’t allowed.'
	},
	tooLong: (characters: number) =>
		count(characters, { one: 'At most # character.', other: 'At most # characters.' }),
	between: (least: string, most: string) => `Enter a value from ${least} to ${most}.`,
	colorLike: (example: string) => `Enter a color such as ${example}.`,
	pickColor: 'Choose a color',
	defaultColor: 'Default color',
	atLeast: (least: string) => `Enter at least ${least}.`,
	/** The number of a duration, and its unit, for screen readers. */
	amountOf: (field: string) => `${field}: amount`,
	unitOf: (field: string) => `${field}: unit`,
	unit: {
		seconds: 'seconds',
		minutes: 'minutes',
		hours: 'hours',
		days: 'days',
		months: 'months'
	} satisfies Record<DurationUnit, string>,

	group: {
		names: 'Names and addresses',
		emails: 'Emails to users',
		inbox: 'Inbox',
		files: 'Files',
		users: 'Limit for users',
		guests: 'Limit for guests',
		admins: 'Limit for admins',
		chats: 'Limit for new chats',
		retention: 'Retention'
	},
	field: {
		appName: { label: 'Name of your app', note: 'In the subject of emails.' },
		appUrl: { label: 'Address of your app', note: 'Links in emails begin with it.' },
		inboxUrl: { label: 'Address of the inbox', note: 'If empty: your app’s address with /admin.' },
		emailFrom: {
			label: 'Sender of emails',
			note: 'Your email service must know the domain.'
		},
		emailAccentColor: { label: 'Color of the button in emails' },
		replyEmailDelay: {
			label: 'Email about unread replies after',
			note: 'If the user hasn’t read a reply by then.'
		},
		emailArchivedReplies: { label: 'Also email about replies in archived chats' },
		adminAlertDelay: {
			label: 'Email admins when a user waits',
			note: 'If no admin has seen the message for this long.'
		},
		waitingWarning: {
			label: 'Highlight users who wait longer than',
			note: 'In the list of chats.'
		},
		assignOnReply: {
			label: 'Assign on reply',
			note: 'A chat that is nobody’s goes to the admin who replies first.'
		},
		userMessageBurst: messages,
		userMessageInterval: every,
		guestMessageBurst: messages,
		guestMessageInterval: every,
		adminMessageBurst: messages,
		adminMessageInterval: every,
		chatBurst: {
			label: 'Chats at once',
			note: 'A user has one, and can begin another after erasing it.'
		},
		chatInterval: every,
		attachmentsPerMessage: { label: 'Files per message', note: '0: messages have no files.' },
		attachmentMaxBytes: { label: 'Largest file, in MB' },
		archivedChatRetention: {
			label: 'Delete archived chats',
			note: 'For good, with all messages, this long after they were archived.'
		},
		emptyGuestRetention: {
			label: 'Delete empty chats of guests',
			note: 'Of guests who never wrote anything.'
		},
		officeHours: { label: 'Office hours' },
		officeTimeZone: { label: 'Time zone' },
		officeClosedDays: { label: 'Closed days' },
		widgetColor: { label: 'Widget color', note: 'It’s adjusted where text would be hard to read.' },
		logoUrl: {
			label: 'Logo address',
			note: 'Your content security policy must allow its host in img-src.'
		},
		welcomeText: { label: 'Welcome text', note: 'Plain text, the same in every language.' }
	} satisfies Record<SettingName, FieldTexts> as Record<SettingName, FieldTexts>,

	office: officeHours,

	you: {
		name: 'Your name',
		nameNote:
			'Users see it above your replies. Earlier messages keep the name they were sent with.',
		alerts: 'Email me when users wait',
		alertsNote: 'About chats that are yours or nobody’s.'
	},

	team: {
		admins: 'Admins',
		owner: 'Owner',
		admin: 'Admin',
		rolesNote: 'Owners can also change these settings and the team.',
		roleOf: (name: string) => `Role of ${name}`,
		remove: 'Remove',
		removeName: (name: string) => `Remove ${name}`,
		removeQuestion: (name: string) => `Remove ${name} from the team?`,
		removeNote:
			'They lose access at once. Their chats are assigned to nobody; their messages stay.',
		lastOwner: 'The last owner can’t be removed or changed. Make someone else an owner first.',
		addTitle: 'Add an admin',
		email: 'Email address',
		emailNote: 'The person must have signed up in your app with it.',
		name: 'Name that users see',
		role: 'Role',
		add: 'Add admin',
		added: (name: string) => `${name} is now on the team.`,
		removed: (name: string) => `${name} was removed.`,
		changed: (name: string) => `The role of ${name} was changed.`,
		problem: {
			no_account:
				'Nobody has signed up with this address yet. Ask the person to sign up in your app first.',
			unconfirmed_address: 'The person hasn’t confirmed this address yet.',
			already_admin: 'This person is on the team already.',
			blank: 'Enter a name.',
			too_long: 'At most 80 characters.',
			last_owner: 'The last owner can’t be removed or changed.',
			no_admin: 'This person is no longer on the team.',
			not_owner: 'Only owners can change the team.',
			other: 'That didn’t work. Check your connection and try again.'
		}
	},

	health: {
		title: 'Health',
		allWell: 'Everything works.',
		failedTitle: 'Emails that weren’t sent',
		noneFailed: 'None in the last 30 days.',
		user: 'To a user, about replies',
		alert: 'To an admin, about users who wait',
		tries: (tries: number) => count(tries, { one: '# try', other: '# tries' }),
		details: 'Details',
		retryFor: (recipient: string) => `Try again: ${recipient}`,
		willRetry: 'Will be tried again within a minute.',
		mayBeSent: 'It may have arrived, so it isn’t sent a second time.',
		/** Why an email was not sent. */
		reason: {
			function: 'The Edge Function wasn’t reached.',
			unset: 'No email service is set up.',
			sender: 'The email service doesn’t accept the sender.',
			recipient: 'The address can’t receive emails.',
			busy: 'The email service was busy.',
			other: 'The email service didn’t accept it.'
		}
	},

	person: {
		note: 'Find one person to export or erase what the support chat has stored about them.',
		query: 'Email address or guest name',
		queryNote: 'The whole address, or the four characters of a guest such as 7F3K.',
		find: 'Find',
		nobody: 'Nobody found.',
		noAccount: 'The account was deleted.',
		noChat: 'No chat',
		messages: (messages: number) => count(messages, { one: '# message', other: '# messages' }),
		export: 'Export as JSON',
		exported: 'The file was downloaded.',
		erase: 'Erase…',
		eraseQuestion: (name: string) => `Erase everything about ${name}?`,
		eraseNote:
			'This deletes the chat with all messages and notes, emails that wait, and email settings. The account stays. This can’t be undone.',
		confirm: (word: string) => `Type ${word} to confirm`,
		eraseNow: 'Erase for good',
		erased: 'Everything was erased.'
	},

	log: {
		none: 'No changes yet.',
		more: 'Load more',
		/** SQL, the secret key or Auth, rather than an admin. */
		project: 'The project (SQL or secret key)',
		empty: 'empty',
		/** `subject` is an admin's name or an id. */
		entry: {
			settings_changed: (who: string) => `${who} changed settings`,
			admin_added: (who: string, subject: string) => `${who} added ${subject} to the team`,
			admin_changed: (who: string, subject: string) => `${who} changed ${subject}`,
			admin_removed: (who: string, subject: string) => `${who} removed ${subject} from the team`,
			data_exported: (who: string, subject: string) =>
				`${who} exported the data of the account ${subject}`,
			data_erased: (who: string, subject: string) =>
				`${who} erased the data of the account ${subject}`,
			email_retried: (who: string) => `${who} had an email tried again`
		} satisfies Record<AuditAction, (who: string, subject: string) => string>
	}
});

export type SettingsTexts = ReturnType<typeof settings>;
